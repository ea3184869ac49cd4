//! The summary of a session that has ended or is looked at: what was decided first, the numbers last.

use std::sync::Arc;

use super::{
    Effect, Intent, Key, Meant, Replay, Reply, Retelling, Stored, Turn, account, briefing, outcome,
    words,
};
use crate::{
    ceremony::{CaptureKind, Text},
    history::Timeline,
    practice::log::{Line, Tried},
    session::{Brief, Captured, Film, Moment, PassTime, Ranked, Session, Summary},
};

#[derive(Debug, Clone, PartialEq)]
pub struct SummaryPage {
    pub sid: Text,
    pub title: Text,
    pub note: String,
    /// When it was, how long it took, and which step ran over most.
    pub head: String,
    /// What is to be known of the file it was read from.
    pub notices: Vec<Text>,
    pub lines: Vec<SummaryLine>,
    /// Where the lines begin that tell how it went; before them, what came of it.
    pub how: usize,
    pub top: usize,
    /// How far it scrolls on the screen as it is.
    reach: usize,
    /// Asked once, after a live session: whether what one had meant to say was said.
    pub meant: Option<Meant>,
    /// The whole story, to be watched again.
    pub(super) film: Arc<Film>,
    pub(super) timeline: Arc<Timeline>,
    /// The session as it stood at its end.
    pub(super) end: Arc<Session>,
    /// The practice run beside it.
    pub(super) run: Option<Arc<Retelling>>,
}

/// One line of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SummaryLine {
    Heading(String),
    Item(String),
    /// A line of numbers, quieter.
    Quiet(String),
    /// A step's time beside its plan; `most_s` is what the longest bar stands for.
    Bar {
        label: String,
        note: String,
        planned_s: u64,
        spent_s: u64,
        most_s: u64,
    },
    /// A part of a whole.
    Share {
        label: String,
        percent: u32,
    },
    Blank,
}

impl SummaryLine {
    /// As one line of text.
    pub fn text(&self) -> String {
        match self {
            SummaryLine::Heading(it) | SummaryLine::Quiet(it) => it.clone(),
            SummaryLine::Item(it) => format!("- {it}"),
            SummaryLine::Bar { label, note, planned_s, spent_s, .. } => {
                let (spent, planned) = (words::span(*spent_s), words::span(*planned_s));
                let note = if note.is_empty() { String::new() } else { format!(", {note}") };
                format!("{spent:>9} of {planned:<9} {label}{note}")
            }
            SummaryLine::Share { label, percent } => format!("{label} {percent} %"),
            SummaryLine::Blank => String::new(),
        }
    }
}

impl SummaryPage {
    pub fn of(session: &Session, at: Moment) -> SummaryPage {
        SummaryPage::new(session.film(), session.clone(), at)
    }

    pub fn stored(stored: Stored) -> SummaryPage {
        let run = Retelling::of(&stored).map(Arc::new);
        let film = Film::new(stored.setup, stored.records);
        let (end, last) = (film.end(), film.last());
        SummaryPage { run, notices: stored.notices, ..SummaryPage::new(film, end, last) }
    }

    fn new(film: Film, session: Session, at: Moment) -> SummaryPage {
        let opened = &session.setup().opened;
        let state = match session.ending() {
            Some(it) => words::ending(&session, it),
            None => "not ended".to_owned(),
        };
        let sprint =
            if opened.sprint.is_empty() { String::new() } else { format!(" · {}", opened.sprint) };
        let summary = session.summary(at);
        let mut lines = came_of_it(&session, &summary);
        let how = lines.len();
        lines.extend(account::how_it_went(&session, &summary, at));
        SummaryPage {
            sid: opened.sid.clone(),
            title: Text::new(format!("{} · {}{sprint}", opened.title, opened.team_name)),
            note: state,
            head: account::head(&session, &summary),
            notices: Vec::new(),
            lines,
            how,
            top: 0,
            reach: usize::MAX,
            meant: None,
            timeline: Arc::new(Timeline::of(&film, &session)),
            film: Arc::new(film),
            end: Arc::new(session),
            run: None,
        }
    }

    pub fn sid(&self) -> &Text {
        &self.film.setup().opened.sid
    }

    /// Puts the title a person gave the session before its own.
    pub(super) fn name(&mut self, title: &Text) {
        if !title.is_empty() {
            self.title = Text::new(format!("{title} · {}", self.title));
        }
    }

    pub(super) fn reach(&mut self, most: usize) {
        self.reach = most;
        self.top = self.top.min(most);
    }

    /// Where the next heading stands; from the end of the page, its beginning.
    fn next_section(&self) -> usize {
        if self.reach <= self.top {
            return 0;
        }
        let headings = self.lines.iter().enumerate();
        let below = headings.skip(self.top + 1);
        let next = below.into_iter().find(|(_, it)| matches!(it, SummaryLine::Heading(_)));
        next.map_or(0, |(n, _)| n)
    }

    /// A digit says what became of what one meant to say; any other key passes over it.
    pub(super) fn press(&mut self, key: Key) -> Option<Reply> {
        let how = match key {
            Key::Char('1') => Tried::Used,
            Key::Char('2') => Tried::NotUsed,
            Key::Char('3') => Tried::NoChance,
            _ => return None,
        };
        let sid = self.meant.take()?.sid;
        let reply = Reply::from(Effect::Practised(vec![Line::Tried { sid, how }]));
        Some(reply.and(Reply::say("Noted for yourself, with your progress.")))
    }

    pub fn update(&mut self, intent: Intent) -> Reply {
        let last = self.lines.len().saturating_sub(1);
        self.top = match intent {
            Intent::Up => self.top.saturating_sub(1),
            Intent::Down => self.top + 1,
            Intent::PageUp => self.top.saturating_sub(10),
            Intent::PageDown => self.top + 10,
            Intent::First => 0,
            Intent::Last => last,
            Intent::NextPanel => self.next_section(),
            Intent::Replay => {
                return Reply::turn(Turn::Replay(Box::new(Replay::new(self.clone(), None))));
            }
            Intent::Leave => return Reply::turn(Turn::Back),
            Intent::Quit => return Effect::Quit.into(),
            Intent::Suspend => return Effect::Suspend.into(),
            Intent::Export => return super::hand_out(self.sid.clone()),
            Intent::Compare => return super::compare(self.sid.clone()),
            Intent::Copy => {
                let reply = Reply::from(Effect::Copy(self.text()));
                return reply.and(Reply::say("Copied to the clipboard."));
            }
            Intent::CopyBriefs => return briefing::copy(&self.end),
            Intent::WriteBriefs => return briefing::write(&self.end),
            _ => self.top,
        }
        .min(last);
        Reply::none()
    }

    fn text(&self) -> Text {
        let lines = self.lines.iter().map(SummaryLine::text);
        let body: Vec<String> = lines.collect();
        Text::new(format!("{}\n{}\n\n{}", self.title, self.head, body.join("\n")))
    }
}

/// Decisions and what is owed first, then all else that was written down, voted and sized.
fn came_of_it(session: &Session, it: &Summary) -> Vec<SummaryLine> {
    let mut lines = Vec::new();
    for (kind, of) in [
        (CaptureKind::Decision, &it.decisions),
        (CaptureKind::Action, &it.actions),
        (CaptureKind::Question, &it.questions),
    ] {
        let title = match kind {
            CaptureKind::Question => "Questions left open",
            _ => words::kinds(kind),
        };
        match items(of) {
            none if none.is_empty() => nothing(&mut lines, title),
            some => section(&mut lines, title, some),
        }
    }
    briefs(&mut lines, session);
    section(&mut lines, words::kinds(CaptureKind::NotYet), items(&it.not_yets));
    section(&mut lines, "Sprint Goal", it.goal.iter().map(ToString::to_string).collect());
    let answers = it.choices.iter().map(|(ask, answer)| format!("{ask} {answer}")).collect();
    section(&mut lines, "Answers", answers);
    for (kind, of) in [
        (CaptureKind::Blocker, &it.blockers),
        (CaptureKind::Risk, &it.risks),
        (CaptureKind::Parking, &it.parked),
        (CaptureKind::Feedback, &it.feedback),
        (CaptureKind::Note, &it.notes),
    ] {
        section(&mut lines, words::kinds(kind), items(of));
    }
    section(&mut lines, "Topics", topics(session));
    outcome::board(&mut lines, session);
    section(&mut lines, "Votes", votes(session));
    section(&mut lines, "Outcomes", outcomes(session, it));
    section(&mut lines, "Estimates", outcome::estimates(session));
    lines
}

/// Every brief left open, with what makes it answerable, and the keys that hand it on.
fn briefs(lines: &mut Vec<SummaryLine>, session: &Session) {
    let open = briefing::open_briefs(session);
    if open.is_empty() {
        return;
    }
    lines.push(SummaryLine::Heading("Briefs left open".to_owned()));
    for Brief { question, options, default, needed_by, silence } in open {
        let due = needed_by.map(|it| it.format(" (by %-d %b)").to_string()).unwrap_or_default();
        lines.push(SummaryLine::Item(format!("{question}{due}")));
        let options: Vec<&str> = options.iter().map(|it| &**it).collect();
        let told = [
            ("options", options.join(" · ")),
            ("we recommend", default.to_string()),
            ("if we hear nothing", silence.to_string()),
        ];
        let told = told.into_iter().filter(|(_, it)| !it.is_empty());
        lines.extend(told.map(|(name, it)| SummaryLine::Quiet(format!("  {name}: {it}"))));
    }
    lines.push(SummaryLine::Quiet("b copies them, w writes them to a file".to_owned()));
    lines.push(SummaryLine::Blank);
}

/// A heading that says so; two of them stand close.
fn nothing(lines: &mut Vec<SummaryLine>, title: &str) {
    if let [.., SummaryLine::Heading(before), SummaryLine::Blank] = &lines[..]
        && before.ends_with(": none")
    {
        lines.pop();
    }
    lines.extend([SummaryLine::Heading(format!("{title}: none")), SummaryLine::Blank]);
}

pub(super) fn section(lines: &mut Vec<SummaryLine>, title: &str, items: Vec<String>) {
    if items.is_empty() {
        return;
    }
    lines.push(SummaryLine::Heading(title.to_owned()));
    lines.extend(items.into_iter().map(SummaryLine::Item));
    lines.push(SummaryLine::Blank);
}

fn items(of: &[Captured]) -> Vec<String> {
    of.iter().map(|it| words::capture(&it.capture)).collect()
}

/// Most dots first, with how far each may go.
fn topics(session: &Session) -> Vec<String> {
    let line = |it: &Ranked| {
        let cards = session.topic(&it.title).map_or(0, |it| it.cards.len());
        let mut notes = Vec::new();
        notes.extend((1 < cards).then(|| format!("{cards} cards")));
        notes.extend(it.dots.map(words::dots));
        notes.extend(it.level.then(|| "level".to_owned()));
        notes.push(words::release(session.release(&it.title)).to_owned());
        format!("{} ({})", it.title, notes.join(", "))
    };
    let dropped = session.dropped_cards();
    let dropped = (0 < dropped).then(|| format!("(hidden cards discarded unread: {dropped})"));
    session.ranked().iter().map(line).chain(dropped).collect()
}

fn votes(session: &Session) -> Vec<String> {
    let title = |id: &crate::ceremony::Id| {
        let pulse = session.setup().pulses.iter().find(|it| it.id == *id);
        pulse.map_or_else(|| id.to_string(), |it| it.title.to_string())
    };
    session
        .reveals()
        .iter()
        .map(|it| format!("{}: {}", title(&it.pulse), account::vote(it)))
        .collect()
}

fn outcomes(session: &Session, it: &Summary) -> Vec<String> {
    let mut lines = Vec::new();
    for time in &it.steps {
        let options =
            session.step_of(&time.id).and_then(|it| it.passes.as_ref()).map(|it| &it.outcomes);
        for PassTime { title, outcome, .. } in &time.passes {
            let label = options
                .zip(outcome.as_ref())
                .and_then(|(of, id)| of.iter().find(|it| it.id == *id));
            lines.extend(label.map(|it| format!("{}: {title}", it.label)));
        }
    }
    lines
}
