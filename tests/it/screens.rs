//! Keys and waits in, frames out: what a person sees, without a terminal and without waiting.

use insta::assert_snapshot;
use proptest::prelude::*;
use ratatui::{Terminal, backend::TestBackend};
use runsheet::{
    app::{
        App, Effect, Key, Listing, Message, Now, Offer, Plan, Popup, Save, Screen, Start, State,
        Target, View,
    },
    ceremony::{Deck, Text},
    session::Setup,
    view,
};

use crate::world::{CEREMONIES, PROFILES, START_MS, setup};

/// The program with its clock; every record is saved at once.
pub(crate) struct Seat {
    pub(crate) app: App,
    pub(crate) now: Now,
}

impl Seat {
    pub(crate) fn new(setup: Setup) -> Seat {
        Seat::choosing(setup, Vec::new())
    }

    /// With decks to choose from.
    pub(crate) fn choosing(setup: Setup, decks: Vec<(Deck, Vec<(Text, Text)>)>) -> Seat {
        let app = App::new(Start::default());
        let mut seat = Seat { app, now: Now { boot_ms: 5_000, wall_ms: START_MS, offset_min: 60 } };
        let plan = Plan { setup, decks, seed: 7, leads: None, resolved: None, notices: Vec::new() };
        seat.take(Message::Prepared(Box::new(plan)));
        seat
    }

    pub(crate) fn take(&mut self, message: Message) -> Vec<Effect> {
        let mut effects = self.app.update(message, self.now);
        let saved = effects.iter().filter_map(|it| match it {
            Effect::Append(record) | Effect::Create { began: record, .. } => Some(record.n),
            _ => None,
        });
        for n in saved.collect::<Vec<u64>>() {
            effects.extend(self.app.update(Message::Save(Save::Saved { n }), self.now));
        }
        effects
    }

    /// Time passes as the loop lets it pass: one message at each change the program foretells.
    pub(crate) fn wait(&mut self, secs: u64) {
        let mut left = secs * 1000;
        while left > 0 {
            let next = self
                .app
                .next_change(self.now)
                .map_or(left, |it| u64::try_from(it.as_millis()).unwrap());
            let step = next.clamp(1, left);
            self.now.boot_ms += step;
            self.now.wall_ms += i64::try_from(step).unwrap();
            left -= step;
            self.take(Message::Tick);
        }
    }

    /// `⏎ ⌫ ␣ ⇥ ⎋ ↑ ↓`, `^p`, `10s`, `'typed text'`, or keys as they are.
    pub(crate) fn play(&mut self, script: &str) {
        let mut rest = script.trim_start();
        while let Some(first) = rest.chars().next() {
            let end = if first == '\'' {
                rest[1..].find('\'').map_or(rest.len(), |it| it + 2)
            } else {
                rest.find(char::is_whitespace).unwrap_or(rest.len())
            };
            self.one(&rest[..end]);
            rest = rest[end..].trim_start();
        }
    }

    fn one(&mut self, word: &str) {
        if let Some(text) = word.strip_prefix('\'') {
            for it in text.trim_end_matches('\'').chars() {
                self.take(Message::Key(Key::Char(it)));
            }
            return;
        }
        if let Some(Ok(secs)) = word.strip_suffix('s').map(str::parse) {
            return self.wait(secs);
        }
        if let Some(it) = word.strip_prefix('^').and_then(|it| it.chars().next()) {
            self.take(Message::Key(Key::Ctrl(it)));
            return;
        }
        for it in word.chars() {
            self.take(Message::Key(key(it)));
        }
    }

    pub(crate) fn frame(&self, columns: u16, rows: u16) -> String {
        let mut terminal = Terminal::new(TestBackend::new(columns, rows)).unwrap();
        terminal.draw(|frame| view::draw(frame, &self.app, self.now)).unwrap();
        let text = terminal.backend().to_string();
        let lines: Vec<&str> = text.lines().map(|it| it.trim_matches('"').trim_end()).collect();
        lines.join("\n") + "\n"
    }

    pub(crate) fn live(&self) -> Option<&runsheet::app::Live> {
        match &self.app.screen {
            Screen::Live(it) => Some(it),
            _ => None,
        }
    }

    pub(crate) fn step(&self) -> String {
        self.live().and_then(|it| it.session.step()).map(|it| it.id.to_string()).unwrap_or_default()
    }

    /// What must be typed at a held door, as each ceremony names it.
    fn answer_the_door(&mut self) {
        match self.step().as_str() {
            "pl.final" => self.play("⇥ 'One goal for all of us' ⏎"),
            "rt.decide" | "sr.outcome" => self.play("1"),
            other => panic!("{other} holds its door"),
        }
    }

    fn is_held(&self) -> bool {
        self.live().is_some_and(|it| matches!(it.popup, Some(Popup::Held { .. })))
    }
}

fn key(it: char) -> Key {
    match it {
        '⏎' => Key::Enter,
        '⌫' => Key::Backspace,
        '␣' => Key::Char(' '),
        '⇥' => Key::Tab,
        '⎋' => Key::Esc,
        '↑' => Key::Up,
        '↓' => Key::Down,
        '⇟' => Key::PageDown,
        it => Key::Char(it),
    }
}

#[track_caller]
pub(crate) fn seat(ceremony: &str, script: &str) -> Seat {
    let mut seat = Seat::new(setup(ceremony, "midsize", 5));
    seat.play(script);
    seat
}

/// Every step, entered by the rail, as it looks after ten seconds.
fn every_step(ceremony: &str) -> String {
    let mut seat = seat(ceremony, "⏎ 10s");
    let steps = seat.live().unwrap().session.setup().ceremony.steps.len();
    let mut frames = Vec::new();
    for nth in 0..steps {
        seat.take(Message::Hit(Target::Step(nth)));
        seat.wait(10);
        frames.push(format!("== {}\n{}", seat.step(), seat.frame(80, 24)));
        if ["pl.final", "rt.decide", "sr.outcome"].contains(&seat.step().as_str()) {
            seat.play("⏎");
            frames.push(format!("== held\n{}", seat.frame(80, 24)));
            seat.answer_the_door();
        }
    }
    frames.concat()
}

#[test]
fn every_step_of_the_standup_at_80_by_24() {
    assert_snapshot!(every_step("standup"));
}

#[test]
fn every_step_of_planning_at_80_by_24() {
    assert_snapshot!(every_step("planning"));
}

#[test]
fn every_step_of_refinement_at_80_by_24() {
    assert_snapshot!(every_step("refinement"));
}

#[test]
fn every_step_of_the_retrospective_at_80_by_24() {
    assert_snapshot!(every_step("retro"));
}

#[test]
fn every_step_of_the_sprint_review_at_80_by_24() {
    assert_snapshot!(every_step("sprint-review"));
}

#[test]
fn one_step_of_each_ceremony_wide_and_small() {
    let mut frames = Vec::new();
    for ceremony in CEREMONIES {
        let seat = seat(ceremony, "⏎ 30s ⏎ 75s n n 'The heating is loud' ⏎");
        for (columns, rows) in [(120, 36), (50, 16)] {
            frames.push(format!("== {ceremony} {columns}\n{}", seat.frame(columns, rows)));
        }
    }
    assert_snapshot!(frames.concat());
}

pub(crate) fn listing(sid: &str, title: &str, state: State, days_ago: i64) -> Listing {
    Listing {
        sid: sid.into(),
        ceremony: "standup".into(),
        title: title.into(),
        team: "crew".into(),
        team_name: "Crew".into(),
        sprint: "Sprint 14".into(),
        profile: "midsize".into(),
        practice: false,
        demo: false,
        started_ms: START_MS - days_ago * 86_400_000,
        offset_min: 60,
        elapsed_s: 847,
        planned_s: 900,
        state,
        path: "".into(),
    }
}

#[test]
fn what_was_interrupted_comes_first_and_a_moved_cursor_stays_on_its_line() {
    let offers = CEREMONIES.map(|it| {
        let ceremony = setup(it, "midsize", 5).ceremony;
        Offer { id: ceremony.id, title: ceremony.title, for_whom: ceremony.for_whom }
    });
    let start = Start { ceremonies: offers.to_vec(), ..Start::default() };
    let mut seat =
        Seat { app: App::new(start), now: Now { boot_ms: 0, wall_ms: START_MS, offset_min: 60 } };
    assert_eq!(seat.take(Message::Tick), [Effect::List]);
    assert_eq!(seat.app.next_change(seat.now), None, "an idle home screen sleeps");
    let past = vec![
        listing("b", "Sprint planning", State::Completed, 1),
        listing("a", "Daily standup", State::Open, 2),
        listing("c", "Sprint retrospective", State::Aborted, 300),
    ];
    seat.take(Message::Listed(past.clone()));
    assert_snapshot!(seat.frame(80, 24));
    assert_eq!(seat.take(Message::Key(Key::Enter)), [Effect::Resume { sid: "a".into() }]);
    seat.play("G");
    seat.take(Message::Listed(past[..1].iter().chain(&past[2..]).cloned().collect()));
    assert_eq!(seat.take(Message::Key(Key::Enter)), [Effect::Open { sid: "c".into() }]);
}

#[test]
fn the_pages_before_and_after() {
    let mut frames = Vec::new();
    let mut seat = seat("standup", "");
    frames.push(seat.frame(80, 24));
    seat.play("⏎ 30s ⏎ 40s n a 'Ask the bank' ⏎ ⏎ n q 'Who signs?' ⏎ n d 'Export first' ⏎");
    while seat.live().is_some_and(|it| it.closing().is_none()) {
        seat.play("60s ⏎");
    }
    frames.push(seat.frame(80, 24));
    seat.play("⏎");
    frames.push(seat.frame(80, 30));
    assert_snapshot!(frames.concat());
}

#[test]
fn the_pop_ups() {
    let mut frames = Vec::new();
    for script in ["f", "fpm", "n", "na 'Ask' ⏎", "a", "^p 'goto'", "?", "q", "⏎⏎⏎⏎ y", "⇟⏎ fp ⇟"]
    {
        let mut seat = seat("standup", "⏎ 5s ⏎ 5s");
        seat.play(script);
        frames.push(format!("== {script}\n{}", seat.frame(80, 24)));
    }
    assert_snapshot!(frames.concat());
}

#[test]
fn a_pause_stops_the_clock_and_enter_goes_on() {
    let mut seat = seat("standup", "⏎ 20s ␣ 600s");
    assert!(seat.frame(80, 24).contains("paused 10:00"));
    seat.play("⏎ 15s");
    let frame = seat.frame(80, 24);
    assert!(frame.contains("+00:05") || frame.contains("00:35 of 00:30"), "{frame}");
    assert!(frame.contains("over"));
}

#[test]
fn the_room_view_shows_no_boxes_no_lanes_no_hints() {
    for ceremony in CEREMONIES {
        let mut seat = seat(ceremony, "⏎ v 30s");
        for _ in 0..30 {
            seat.play("⏎");
            if seat.is_held() {
                seat.answer_the_door();
            }
            let Some(live) = seat.live().filter(|it| it.closing().is_none()) else { break };
            assert_eq!(live.view, View::Room);
            for (columns, rows) in [(80, 24), (120, 36), (50, 16)] {
                let frame = seat.frame(columns, rows);
                for word in ["[ ]", "( )", "Product Owner", "Product Manager", "Leave when"] {
                    assert!(!frame.contains(word), "{word} in {frame}");
                }
            }
        }
    }
}

#[test]
fn enter_alone_walks_every_ceremony_apart_from_what_must_be_typed() {
    for ceremony in CEREMONIES {
        for profile in PROFILES {
            for developers in [3, 7, 12] {
                let mut seat = Seat::new(setup(ceremony, profile, developers));
                let mut presses = 0;
                while !matches!(seat.app.screen, Screen::Summary(_)) {
                    seat.play("⏎ 7s");
                    if seat.is_held() {
                        seat.answer_the_door();
                    }
                    presses += 1;
                    assert!(presses < 90, "{ceremony} {profile} {developers} at {}", seat.step());
                }
            }
        }
    }
}

#[test]
fn nothing_moves_by_itself() {
    for ceremony in CEREMONIES {
        let mut seat = seat(ceremony, "⏎");
        let step = seat.step();
        seat.wait(4000);
        assert_eq!(seat.step(), step);
        assert!(seat.live().unwrap().session.ending().is_none());
    }
}

#[test]
fn quiet_lines_keep_to_their_numbers() {
    for ceremony in CEREMONIES {
        let mut seat = seat(ceremony, "⏎");
        let (mut lines, mut standing) = (Vec::new(), None);
        for _ in 0..800 {
            seat.wait(5);
            let Some(live) = seat.live() else { break };
            let said = live.attention.line.clone();
            if said != standing
                && let Some(it) = &said
            {
                let clock = live.session.clock(live.moment(seat.now)).unwrap();
                assert!(clock.step.spent_ms >= 20_000, "{it:?} too early");
                lines.push((seat.step(), it.text.clone()));
            }
            standing = said;
            if seat.now.boot_ms % 100_000 < 5_000 {
                seat.play("⎋ ⏎");
                if seat.is_held() {
                    seat.answer_the_door();
                }
            }
        }
        let most = setup(ceremony, "midsize", 5).ceremony.lines as usize;
        assert!(lines.len() <= most, "{ceremony}: {lines:?}");
        let mut steps: Vec<&String> = lines.iter().map(|it| &it.0).collect();
        steps.dedup();
        assert_eq!(steps.len(), lines.len(), "{ceremony}: {lines:?}");
    }
}

#[test]
fn without_colour_nothing_is_coloured() {
    let mut seat = seat("standup", "⏎ 5s");
    seat.app.start.theme = runsheet::app::Theme::None;
    let mut terminal = Terminal::new(TestBackend::new(80, 24)).unwrap();
    terminal.draw(|frame| view::draw(frame, &seat.app, seat.now)).unwrap();
    for cell in &terminal.backend().buffer().content {
        assert_eq!(
            (cell.fg, cell.bg),
            (ratatui::style::Color::Reset, ratatui::style::Color::Reset)
        );
    }
}

#[derive(Debug, Clone)]
enum Deed {
    Key(Key),
    Paste(String),
    Press(u16, u16),
    Wait(u64),
}

fn deed() -> impl Strategy<Value = Deed> {
    let named = prop_oneof![
        Just(Key::Enter),
        Just(Key::Esc),
        Just(Key::Tab),
        Just(Key::Backspace),
        Just(Key::Up),
        Just(Key::Down),
        Just(Key::Left),
        Just(Key::PageDown),
        Just(Key::Ctrl('p')),
    ];
    prop_oneof![
        4 => named.prop_map(Deed::Key),
        6 => proptest::char::range(' ', '~').prop_map(|it| Deed::Key(Key::Char(it))),
        1 => any::<char>().prop_map(|it| Deed::Key(Key::Char(it))),
        1 => any::<String>().prop_map(Deed::Paste),
        1 => (0u16..250, 0u16..80).prop_map(|(x, y)| Deed::Press(x, y)),
        2 => (1u64..400).prop_map(Deed::Wait),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever is pressed, pasted and resized, the screen is drawn inside its area and nothing panics.
    #[test]
    fn no_keys_break_the_screen_at_any_size(
        ceremony in 0usize..5,
        profile in 0usize..4,
        deeds in proptest::collection::vec((deed(), 1u16..=250, 1u16..=80), 1..60),
    ) {
        let mut seat = Seat::new(setup(CEREMONIES[ceremony], PROFILES[profile], 5));
        seat.play("⏎");
        for (deed, columns, rows) in deeds {
            match deed {
                Deed::Key(key) => { seat.take(Message::Key(key)); }
                Deed::Paste(text) => { seat.take(Message::Paste(text)); }
                Deed::Press(x, y) => {
                    let press = Message::Press(runsheet::app::Press::Left { x, y });
                    let aimed = view::aim(press, &seat.app, columns, rows, seat.now);
                    seat.take(aimed);
                }
                Deed::Wait(secs) => seat.wait(secs),
            }
            let frame = seat.frame(columns, rows);
            prop_assert!(frame.lines().count() <= usize::from(rows));
        }
    }
}

#[test]
fn every_size_is_drawn() {
    let seat = seat("planning", "⏎ 30s ⏎⏎⏎ n n 'x' ⏎");
    for columns in (1..=250).step_by(7).chain([20, 50, 71, 72, 80, 103, 104, 120]) {
        for rows in (1..=80).step_by(5).chain([5, 16, 24, 36]) {
            let frame = seat.frame(columns, rows);
            let small = columns < 20 || rows < 5;
            assert_eq!(
                frame.starts_with("too small") || columns < 9 && small,
                small,
                "{columns}x{rows}"
            );
        }
    }
}
