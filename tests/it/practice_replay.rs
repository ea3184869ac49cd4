//! A practice run shown again from its journal: the talk, the situations and the sheet as they were, line by line.

use std::sync::Arc;

use runsheet::{
    app::{Effect, Key, Message, Page, Replay, Screen, Stored, SummaryPage, Target},
    practice::{Beside, Content, Speech},
    session::{Moment, Record, Setup},
};

use crate::{practice_screens::seat, screens::Seat, world::CEREMONIES};

const WIDTH: u16 = 120;
const HEIGHT: u16 = 36;

/// What the run wrote so far, as a journal would hold it.
#[derive(Default)]
struct Written {
    setup: Option<Setup>,
    records: Vec<Record>,
    beside: Vec<(u64, Moment, Beside)>,
}

impl Written {
    fn take(&mut self, effects: Vec<Effect>) {
        for it in effects {
            match it {
                Effect::Create { setup, began } => {
                    self.setup = Some(*setup);
                    self.records.push(began);
                }
                Effect::Append(record) => self.records.push(record),
                Effect::Beside { n, at, line } => self.beside.push((n, at, *line)),
                _ => {}
            }
        }
    }

    /// Lines that a replay tells; the staging stands before the first of them.
    fn lines(&self) -> usize {
        self.records.len() + self.beside.len().saturating_sub(1)
    }

    fn stored(self) -> Stored {
        Stored {
            setup: self.setup.expect("a run that began"),
            records: self.records,
            notices: Vec::new(),
            scratch: None,
            seed: 0,
            beside: self.beside,
            content: Some(Arc::new(Content::shipped())),
            resumed: None,
        }
    }
}

/// How the run stood after a key: lines written, the moment, what was said, and the sheet.
struct Stand {
    lines: usize,
    at: Moment,
    talk: Vec<Speech>,
    sheet: Vec<String>,
}

/// The session's part of the screen; its head says whether it is shown again, and how safe the lines are.
fn sheet(frame: &str) -> Vec<String> {
    let rows = frame.lines().take(usize::from(HEIGHT) - 2);
    let plain = |row: &str| {
        ["practice ·", "replay ·", "saved", "pending", "─", " "]
            .into_iter()
            .fold(row.to_owned(), |row, it| row.replace(it, ""))
    };
    rows.map(plain).collect()
}

/// The sheet without the keys that write, which no replay offers.
fn unwritable(seat: &mut Seat) -> Vec<String> {
    let shown_again = |seat: &mut Seat, to| {
        if let Screen::Live(it) = &mut seat.app.screen {
            it.is_replay = to;
        }
    };
    shown_again(seat, true);
    let frame = seat.frame(WIDTH, HEIGHT);
    shown_again(seat, false);
    sheet(&frame)
}

fn talk(seat: &Seat) -> Option<Vec<Speech>> {
    let live = match &seat.app.screen {
        Screen::Live(it) => it,
        Screen::Replay(it) => &it.live,
        _ => return None,
    };
    live.practice.as_ref().map(|it| it.run.talk.clone())
}

/// The key that the screen asks for; the answers in turn.
fn keys(seat: &Seat, nth: usize) -> Vec<Key> {
    let frame = seat.frame(WIDTH, HEIGHT);
    let typed = |text: &str| text.chars().map(Key::Char).chain([Key::Enter]).collect();
    match () {
        () if frame.contains("What would you say?") => typed("I ask what it is for"),
        () if frame.contains("What do you do?") => {
            vec![Key::Char(char::from_digit(1 + u32::try_from(nth % 3).unwrap(), 10).unwrap())]
        }
        () if frame.contains("How sure are you?") => vec![Key::Char('3')],
        () if frame.contains("Not yet ─") && seat.step() == "pl.final" => {
            [vec![Key::Tab], typed("A shop owner pays alone")].concat()
        }
        () if frame.contains("Not yet ─") => vec![Key::Char('1')],
        () => vec![Key::Enter],
    }
}

/// A whole run, and how it stood each time the learner was asked for something.
fn played(ceremony: &str, level: usize) -> (Written, Vec<Stand>) {
    let mut seat = seat(ceremony, level);
    let (mut written, mut stands) = (Written::default(), Vec::new());
    for nth in 0..400 {
        for key in keys(&seat, nth) {
            written.take(seat.take(Message::Key(key)));
        }
        let frame = seat.frame(WIDTH, HEIGHT);
        if matches!(seat.app.screen, Screen::Debrief(_)) {
            return (written, stands);
        }
        let lies_over = ["How sure are you?", "Not yet ─"].iter().any(|it| frame.contains(it));
        let steps = seat.live().is_some_and(|it| matches!(it.page, Page::Steps));
        if let Some(talk) = talk(&seat).filter(|_| steps && !lies_over) {
            let at = seat.live().unwrap().moment(seat.now);
            let sheet = unwritable(&mut seat);
            stands.push(Stand { lines: written.lines(), at, talk, sheet });
        }
    }
    panic!("{ceremony} never ends:\n{}", seat.frame(WIDTH, HEIGHT));
}

fn replay(seat: &Seat) -> &Replay {
    match &seat.app.screen {
        Screen::Replay(it) => it,
        _ => panic!("{}", seat.frame(WIDTH, HEIGHT)),
    }
}

/// Puts the replay where so much had been told, at that moment if it still is the same one then.
fn wind(seat: &mut Seat, stand: &Stand) {
    seat.take(Message::Hit(Target::Time(stand.at.0)));
    while replay(seat).told().0 < stand.lines {
        seat.play(".");
    }
    while stand.lines < replay(seat).told().0 {
        seat.play(",");
    }
}

#[test]
fn a_run_is_shown_again_line_by_line_as_it_was_played() {
    for (n, ceremony) in CEREMONIES.into_iter().enumerate() {
        let level = 1 + n % 3;
        let (written, stands) = played(ceremony, level);
        let mut again = seat(ceremony, level);
        again.take(Message::Looked(Box::new(SummaryPage::stored(written.stored()))));
        again.play("p");
        let mut whole = 0;
        for stand in &stands {
            wind(&mut again, stand);
            let name = format!("{ceremony} {level}, line {}", stand.lines);
            assert_eq!(replay(&again).told().0, stand.lines, "{name}");
            assert_eq!(talk(&again).unwrap(), stand.talk, "{name}");
            if replay(&again).at == stand.at {
                let sheet = sheet(&again.frame(WIDTH, HEIGHT + 1));
                assert_eq!(sheet, stand.sheet, "{name}");
                whole += 1;
            }
        }
        assert!(
            12 < whole && stands.len() * 3 < whole * 4,
            "{ceremony}: {whole} of {}",
            stands.len()
        );
    }
}
