//! A brief to the product manager: its form, one field at a time, and every open brief as one text.

use super::{Effect, Field, Handout, Key, Live, Now, Popup, Reply, Turn};
use crate::{
    ceremony::{Id, Text},
    exchange::brief_text,
    session::{Act, Brief, Command, GivenEntry, Moment, PmAct, PmMove, Session, dates},
};

#[derive(Debug)]
pub struct Briefing {
    pub input: Id,
    pub brief: Brief,
    pub ask: Ask,
    pub field: Field,
    pub problem: Option<&'static str>,
}

/// What is being typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ask {
    Question,
    Options,
    Default,
    NeededBy,
    Silence,
}

const ASKS: [Ask; 5] = [Ask::Question, Ask::Options, Ask::Default, Ask::NeededBy, Ask::Silence];

impl Ask {
    pub fn label(self) -> &'static str {
        match self {
            Ask::Question => "the question, in one sentence",
            Ask::Options => "two or three options, with ; between",
            Ask::Default => "what we recommend",
            Ask::NeededBy => "answer needed by: fri, +3d, 2026-11-27",
            Ask::Silence => "what we do if we hear nothing",
        }
    }
}

impl Briefing {
    fn open(&mut self, ask: Ask) {
        let options = || {
            let all: Vec<&str> = self.brief.options.iter().map(|it| &**it).collect();
            all.join("; ")
        };
        let known = match ask {
            Ask::Question => self.brief.question.to_string(),
            Ask::Options => options(),
            Ask::Default => self.brief.default.to_string(),
            Ask::NeededBy => self.brief.needed_by.map(|it| it.to_string()).unwrap_or_default(),
            Ask::Silence => self.brief.silence.to_string(),
        };
        (self.ask, self.field, self.problem) = (ask, Field::new(&known), None);
    }

    /// Puts what was typed into its place; `false` when it will not do.
    fn store(&mut self, today: Option<chrono::NaiveDate>) -> bool {
        let typed = self.field.text();
        match self.ask {
            Ask::Question => self.brief.question = typed,
            Ask::Default => self.brief.default = typed,
            Ask::Silence => self.brief.silence = typed,
            Ask::Options => {
                let options = typed.split(';').map(|it| Text::new(it.trim()));
                self.brief.options = options.filter(|it| !it.is_empty()).collect();
            }
            Ask::NeededBy if typed.is_empty() => self.brief.needed_by = None,
            Ask::NeededBy => match today.and_then(|today| dates::due(&typed, today)) {
                None => {
                    self.problem = Some("No date; say fri, +3d, tomorrow or 2026-11-27.");
                    return false;
                }
                date => self.brief.needed_by = date,
            },
        }
        true
    }

    fn beside(&self, forward: bool) -> Ask {
        let at = ASKS.iter().position(|it| *it == self.ask).unwrap_or(0);
        ASKS[(at + if forward { 1 } else { ASKS.len() - 1 }) % ASKS.len()]
    }
}

impl Live {
    /// The form, with what the step knows filled in: Enter alone makes the brief.
    pub(super) fn write_brief(&mut self, input: Id, now: Now) -> Reply {
        let brief = self.session.brief_draft(&input, self.moment(now));
        let field = Field::new(&brief.question);
        let ask = Ask::Question;
        self.keep(Popup::Brief(Box::new(Briefing { input, brief, ask, field, problem: None })))
    }

    pub(super) fn press_briefing(&mut self, mut it: Box<Briefing>, key: Key, now: Now) -> Reply {
        let today = self.session.date(self.moment(now));
        match key {
            Key::Esc => Reply::none(),
            Key::Tab | Key::BackTab => {
                if it.store(today) {
                    it.open(it.beside(key == Key::Tab));
                }
                self.keep(Popup::Brief(it))
            }
            Key::Enter if !it.store(today) => self.keep(Popup::Brief(it)),
            Key::Enter => {
                let Brief { question, options, default, needed_by, silence } = it.brief;
                let wish = PmMove::Brief { question, options, default, needed_by, silence };
                self.ask(Command::Pm(it.input, wish), now)
            }
            key => {
                it.field.press(key);
                self.keep(Popup::Brief(it))
            }
        }
    }

    pub(super) fn copy_briefs(&mut self) -> Reply {
        copy(&self.session)
    }

    pub(super) fn write_briefs(&mut self) -> Reply {
        write(&self.session)
    }
}

const NONE: &str = "No brief is open.";

/// To the clipboard, and the line that says so.
pub(super) fn copy(session: &Session) -> Reply {
    match bundle(session) {
        Some(text) => Reply::from(Effect::Copy(text)).and(Reply::say("Briefs copied.")),
        None => Reply::say(NONE),
    }
}

/// To a file, whose place is asked for.
pub(super) fn write(session: &Session) -> Reply {
    let opened = &session.setup().opened;
    let day = session.date(Moment(0)).map(|it| format!("-{it}")).unwrap_or_default();
    let name = format!("briefs-{}{day}.md", opened.team);
    match bundle(session) {
        Some(text) => Reply::turn(Turn::Handout(Box::new(Handout::new("Briefs", text, &name)))),
        None => Reply::say(NONE),
    }
}

/// Every open brief as one text.
fn bundle(session: &Session) -> Option<Text> {
    let told: Vec<String> =
        (1..).zip(open_briefs(session)).map(|(n, it)| brief_text(n, &it)).collect();
    let team = &session.setup().opened.team_name;
    (!told.is_empty()).then(|| Text::new(format!("# {team}\n\n{}", told.join("\n"))))
}

/// Every brief drafted here and not answered; where one product manager answers several teams, those of before too.
pub(super) fn open_briefs(session: &Session) -> Vec<Brief> {
    let acts = session.acts();
    let answered = |at: usize, input: &Id| {
        acts[at..].iter().any(|it| it.input == *input && matches!(it.act, PmAct::Answered(_)))
    };
    let here = acts.iter().enumerate().filter_map(|(at, Act { input, act, .. })| match act {
        PmAct::Briefed(brief) if !answered(at, input) => Some(brief.clone()),
        _ => None,
    });
    let setup = session.setup();
    let waits = |it: &&GivenEntry| setup.profile.bundle && session.settled(&it.id).is_none();
    let before = setup.given.briefs.iter().filter(waits).map(as_sent);
    before.chain(here).collect()
}

/// A brief of an earlier session; of an old journal only its question and date are known.
fn as_sent(it: &GivenEntry) -> Brief {
    let known = it.brief.clone().unwrap_or_default();
    Brief { question: it.text.clone(), needed_by: it.due, ..known }
}
