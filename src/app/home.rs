//! The home screen: what was interrupted, the ceremonies, past sessions.

use super::{
    Effect, History, Intent, Listing, Offer, Reply, State, Subject, TrainingPage, Turn, Waiting,
    Wish,
};
use crate::ceremony::Text;

/// Its lists and the line that is marked.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Home {
    pub ceremonies: Vec<Offer>,
    /// Newest first, as the shell lists them.
    pub sessions: Vec<Listing>,
    /// What waits in practice, once it is known.
    pub waiting: Option<Waiting>,
    /// What is worth a look in how the work is split, a line each; no cursor rests there.
    pub standing: Vec<Text>,
    pub cursor: usize,
    /// Whether a person moved the cursor; until then it stays on the first line.
    moved: bool,
}

/// One line a cursor can rest on.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum HomeRow<'a> {
    Resume(&'a Listing),
    Begin(&'a Offer),
    /// A practice run.
    Practise,
    /// The drill.
    Drill,
    Progress,
    /// Every session of the past.
    Review,
    Look(Subject),
    Past(&'a Listing),
}

/// Ended sessions shown here; the browser has the others.
const PAST: usize = 12;

fn review() -> Reply {
    let (history, effect) = History::open();
    Reply { turn: Some(Turn::History(Box::new(history))), ..effect.into() }
}

impl Home {
    pub fn new(ceremonies: Vec<Offer>) -> Home {
        Home { ceremonies, ..Home::default() }
    }

    /// Interrupted sessions, then the ceremonies, practice, what may be looked into, then what has ended.
    pub fn rows(&self) -> Vec<HomeRow<'_>> {
        let open = |it: &&Listing| it.state == State::Open;
        let resume = self.sessions.iter().filter(open).map(HomeRow::Resume);
        let begin = self.ceremonies.iter().map(HomeRow::Begin);
        let past = self.sessions.iter().filter(|it| !open(it)).map(HomeRow::Past);
        let look = Subject::ALL.into_iter().map(HomeRow::Look);
        let practice = [HomeRow::Practise, HomeRow::Drill, HomeRow::Progress];
        let review = std::iter::once(HomeRow::Review);
        let look = review.chain(look);
        resume.chain(begin).chain(practice).chain(look).chain(past.take(PAST)).collect()
    }

    /// The first line is marked again.
    pub fn rewind(&mut self) {
        (self.cursor, self.moved) = (0, false);
    }

    /// Takes a fresh list; a cursor that was moved stays on what it marked.
    pub fn list(&mut self, sessions: Vec<Listing>) {
        let marked = if self.moved { self.marked() } else { None };
        self.sessions = sessions;
        self.cursor = marked
            .and_then(|it| (0..self.rows().len()).find(|n| self.name(*n).as_ref() == Some(&it)))
            .unwrap_or(0);
    }

    fn marked(&self) -> Option<Text> {
        self.name(self.cursor)
    }

    fn name(&self, row: usize) -> Option<Text> {
        self.rows().get(row).map(|it| match it {
            HomeRow::Resume(it) | HomeRow::Past(it) => it.sid.clone(),
            HomeRow::Begin(it) => Text::new(it.id.as_str()),
            HomeRow::Drill => Text::new("drill"),
            HomeRow::Progress => Text::new("progress"),
            HomeRow::Review => "review".into(),
            HomeRow::Practise => "practise".into(),
            HomeRow::Look(it) => Text::new(it.title()),
        })
    }

    pub fn update(&mut self, intent: Intent) -> Reply {
        let last = self.rows().len().saturating_sub(1);
        let to = match intent {
            Intent::Up => self.cursor.saturating_sub(1),
            Intent::Down => self.cursor + 1,
            Intent::PageUp => self.cursor.saturating_sub(10),
            Intent::PageDown => self.cursor + 10,
            Intent::First => 0,
            Intent::Last => last,
            Intent::Accept => return self.accept(),
            Intent::Review => return review(),
            Intent::Refresh => return Effect::List.into(),
            Intent::Leave => return Reply::say("This is the first page; q leaves Runsheet."),
            Intent::Quit => return Effect::Quit.into(),
            Intent::Suspend => return Effect::Suspend.into(),
            _ => return Reply::none(),
        };
        self.cursor = to.min(last);
        self.moved = true;
        Reply::none()
    }

    /// A press on a line opens it.
    pub fn hit(&mut self, row: usize) -> Reply {
        if row >= self.rows().len() {
            return Reply::none();
        }
        self.cursor = row;
        self.moved = true;
        self.accept()
    }

    fn accept(&self) -> Reply {
        match self.rows().get(self.cursor) {
            Some(HomeRow::Resume(it)) => Effect::Resume { sid: it.sid.clone() }.into(),
            Some(HomeRow::Begin(it)) => Effect::Prepare { ceremony: it.id.clone() }.into(),
            Some(HomeRow::Practise) => Effect::Stage(Wish::default()).into(),
            Some(HomeRow::Look(it)) => super::look(*it),
            Some(HomeRow::Drill) => Effect::Train(TrainingPage::Drill(None)).into(),
            Some(HomeRow::Progress) => Effect::Train(TrainingPage::Progress).into(),
            Some(HomeRow::Past(it)) => Effect::Open { sid: it.sid.clone() }.into(),
            Some(HomeRow::Review) => review(),
            None => Reply::none(),
        }
    }
}
