//! Two people of one role change places, and no byte on disk tells it: the program at its keys over a real folder.

use std::{
    fs,
    os::unix::fs::PermissionsExt,
    path::{Path, PathBuf},
    sync::Arc,
    time::Duration,
};

use runsheet::{
    app::{App, Effect, Key, Live, Message, Now, Plan, Screen, Start, Target},
    ceremony::{Backlog, BacklogItem},
    journal,
    session::{CardInput, Command, Event, GivenItem, Open, Put, Setup, put},
    shell::{
        backlog,
        ground::Ground,
        items::{self, Owner},
        ledgers::Ledgers,
        prepare::Wishes,
        store::Store,
        writer::Writer,
    },
};
use tempfile::TempDir;

use crate::{
    screens::Seat,
    world::{START_MS, World, setup},
};

const SID: &str = "00000000000000000000000000000000";
const DEVELOPERS: usize = 4;

/// A seat whose effects reach a folder.
struct House {
    seat: Seat,
    store: Store,
    ground: Ground,
    owner: Owner,
    writer: Option<Writer>,
    folder: TempDir,
}

impl House {
    /// A standup on its start sheet, under a seed.
    fn of(seed: u64) -> House {
        House::holding("standup", DEVELOPERS, seed)
    }

    /// A refinement over the team's own backlog, as it lies in the folder.
    fn refining() -> House {
        let setup = setup("refinement", "midsize", DEVELOPERS);
        let item = |it: &GivenItem| BacklogItem {
            key: it.key.clone(),
            title: it.title.clone(),
            why: it.why.clone(),
            criteria: it.criteria.clone(),
            size: it.size.clone(),
            tags: it.tags.clone(),
            ..BacklogItem::default()
        };
        let items = setup.given.items.iter().map(item).collect();
        let house = House::with(setup, 7);
        backlog::replace(house.folder.path(), &Backlog { id: "crew".into(), items }).unwrap();
        house
    }

    fn holding(ceremony: &str, developers: usize, seed: u64) -> House {
        House::with(setup(ceremony, "midsize", developers), seed)
    }

    fn with(setup: Setup, seed: u64) -> House {
        let folder = TempDir::new().unwrap();
        let owner = Owner::of(&setup);
        let data = folder.path().to_path_buf();
        let ground = Ground::survey(data.join("config"), data, Wishes::default());
        let now = Now { boot_ms: 5_000, wall_ms: START_MS, offset_min: 60 };
        let mut seat = Seat { app: App::new(Start::default()), now };
        let plan = Plan {
            setup,
            decks: Vec::new(),
            seed,
            leads: None,
            resolved: None,
            notices: Vec::new(),
        };
        seat.take(Message::Prepared(Box::new(plan)));
        House { seat, store: Store::new(folder.path()), ground, owner, writer: None, folder }
    }

    fn press(&mut self, keys: &str) {
        for it in keys.chars() {
            let key = match it {
                '⏎' => Key::Enter,
                '⎋' => Key::Esc,
                '⇥' => Key::Tab,
                '↓' => Key::Down,
                it => Key::Char(it),
            };
            for effect in self.seat.take(Message::Key(key)) {
                self.perform(effect);
            }
        }
    }

    fn perform(&mut self, effect: Effect) {
        match effect {
            Effect::Create { setup, began } => {
                let made = self.store.create(&setup, &began, self.seat.now, Arc::new(drop));
                self.writer = Some(made.unwrap());
            }
            Effect::Append(record) => {
                self.writer.as_ref().unwrap().append(&record, self.seat.now.wall_ms);
            }
            Effect::Scratch(text) => self.store.keep_scratch(SID, text.as_deref()).unwrap(),
            Effect::Backlog(changes) => {
                assert_eq!(items::keep(&self.ground, &self.owner, &changes), Ok(None));
            }
            Effect::Close => {
                let lost = self.writer.take().map_or(0, |it| it.close(Duration::from_secs(20)));
                assert_eq!(lost, 0);
            }
            _ => {}
        }
    }

    /// A retrospective of three with the cards typed here.
    fn board() -> House {
        let mut house = House::holding("retro", 1, 7);
        house.press("⏎");
        house.does(Command::SetBoard { format: "ssc".into(), input: CardInput::Typed });
        house
    }

    fn live(&mut self) -> &mut Live {
        match &mut self.seat.app.screen {
            Screen::Live(it) => it,
            _ => panic!("no session runs"),
        }
    }

    fn does(&mut self, command: Command) {
        let now = self.seat.now;
        let reply = self.live().ask(command, now);
        assert!(!reply.effects.is_empty(), "{:?}", reply.say);
        for effect in reply.effects {
            self.perform(effect);
        }
    }

    fn puts(&mut self, it: Put) {
        let live = self.live();
        put(&live.session, &mut live.open, it).unwrap();
        let scratch = live.open.to_scratch();
        self.perform(Effect::Scratch(Some(scratch)));
    }

    /// Every file of the data folder, the scratch file with them, as they lie there once all is written.
    fn everything(mut self) -> Vec<(String, String)> {
        self.perform(Effect::Close);
        self.all_files()
    }

    /// Turns of forty seconds.
    fn turns(&mut self, count: usize) {
        for _ in 0..count {
            self.seat.wait(40);
            self.press("⏎");
        }
    }

    fn finish(&mut self) {
        for _ in 0..40 {
            if self.seat.live().is_none() {
                return;
            }
            self.seat.wait(25);
            self.press("⏎");
        }
        panic!("it does not end");
    }

    fn scratch(&self) -> PathBuf {
        self.folder.path().join("scratch").join(format!("{SID}.ron"))
    }

    /// Every file but the scratch file, by its place.
    fn files(&self) -> Vec<(String, String)> {
        let mut files = self.all_files();
        files.retain(|(name, _)| !name.starts_with("scratch"));
        files
    }

    fn all_files(&self) -> Vec<(String, String)> {
        let mut files = Vec::new();
        collect(self.folder.path(), self.folder.path(), &mut files);
        files.sort();
        files
    }

    /// What happened, without when; the figures of the rounds are arithmetic on times.
    fn events(&self) -> Vec<Event> {
        let (_, text) =
            self.files().into_iter().find(|(name, _)| name.contains("sessions")).unwrap();
        let records = journal::read(text.as_bytes(), Some(SID)).unwrap().into_records();
        let bare = |event: Event| match event {
            Event::Ended { how, .. } => Event::Ended { how, talk: None },
            other => other,
        };
        records.into_iter().map(|it| bare(it.event)).collect()
    }
}

fn collect(root: &Path, folder: &Path, files: &mut Vec<(String, String)>) {
    for path in fs::read_dir(folder).unwrap().map(|it| it.unwrap().path()) {
        if path.is_dir() {
            collect(root, &path, files);
        } else {
            let name = path.strip_prefix(root).unwrap().display().to_string();
            files.push((name, fs::read_to_string(&path).unwrap()));
        }
    }
}

/// The order a seed draws.
fn order(seed: u64) -> Vec<String> {
    let mut world = World::begun(setup("standup", "midsize", DEVELOPERS));
    world.open = Open::new(seed);
    world.does(Command::Advance);
    world.goes_to("su.sync");
    let passes = world.session.passes();
    passes.iter().filter_map(|it| world.open.speaker(&it.pass)).map(ToString::to_string).collect()
}

/// A seed under which people speak in this order.
fn seed(names: [&str; DEVELOPERS]) -> u64 {
    (0..2000).find(|it| order(*it) == names).expect("each order is drawn by some seed")
}

/// The developers in the order a scratch file has them, and what is left of it without names and seed.
fn told(scratch: &str) -> (Vec<String>, String) {
    let (head, rest) = scratch.split_once('[').expect("an order");
    let (names, tail) = rest.split_once(']').expect("its end");
    let (_, head) = head.split_once(',').expect("the seed comes first");
    let developers = names.split("(Dev,\"").skip(1).filter_map(|it| it.split('"').next());
    (developers.map(str::to_owned).collect(), format!("{head}[]{tail}"))
}

#[test]
fn two_developers_who_change_places_and_votes_leave_the_same_bytes() {
    let story = |order: [&str; DEVELOPERS], votes: &str| {
        let mut house = House::of(seed(order));
        house.press("⏎⏎⏎");
        house.turns(2);
        let mode = fs::metadata(house.scratch()).unwrap().permissions().mode() & 0o777;
        assert_eq!(mode, 0o600);
        let scratch = fs::read_to_string(house.scratch()).unwrap();
        house.turns(1);
        house.press("n");
        house.press("bNo rig");
        house.press("⏎⏎⎋");
        while house.seat.step() != "su.plan" {
            house.press("⏎");
        }
        house.press(votes);
        house.press("⏎");
        house.finish();
        assert!(!house.scratch().exists(), "it goes with the session");
        let now = house.seat.now;
        Ledgers::new(house.folder.path()).up_to_date(&"crew".into(), now);
        (house.files(), scratch)
    };
    let (one, scratch) = story(["Dev1", "Dev3", "Dev2", "Dev4"], "234");
    let (other, after) = story(["Dev2", "Dev3", "Dev1", "Dev4"], "324");
    assert_ne!(scratch, after, "the order is known while the round is open");
    assert!(one.iter().any(|(name, _)| name.contains("teams")), "the ledger is looked at too");
    assert!(one.iter().any(|(_, text)| text.contains("Passed") && text.contains("Revealed")));
    assert_eq!(one, other);
    let ((names, left), (swapped, other_left)) = (told(&scratch), told(&after));
    assert_eq!((names[0].as_str(), names[2].as_str()), ("Dev1", "Dev2"));
    assert_eq!((swapped[0].as_str(), swapped[2].as_str()), ("Dev2", "Dev1"));
    assert_eq!(left, other_left, "names, and nothing else of people");
}

#[test]
fn the_scratch_file_holds_an_order_of_names_and_no_time_and_no_vote() {
    let mut house = House::of(seed(["Dev4", "Dev2", "Dev3", "Dev1"]));
    house.press("⏎⏎⏎");
    house.turns(2);
    let kept = fs::read_to_string(house.scratch()).unwrap();
    let (names, left) = told(&kept);
    assert_eq!(names, ["Dev4", "Dev2", "Dev3", "Dev1"]);
    let expected = r#"here:"su.sync",rounds:{"su.sync":[]},secrets:{},"#;
    assert!(left.starts_with(expected), "{left}");
}

#[test]
fn who_leaves_is_on_record_and_not_whether_they_had_spoken() {
    let story = |order: [&str; DEVELOPERS]| {
        let mut house = House::of(seed(order));
        house.press("⏎⏎⏎");
        house.turns(1);
        house.press("ajj⏎⎋");
        house.turns(2);
        if house.seat.step() == "su.sync" {
            house.turns(1);
        }
        assert_eq!(house.seat.step(), "su.blockers", "everybody who is here was heard");
        house.finish();
        house.events()
    };
    let spoken = story(["Dev1", "Dev2", "Dev3", "Dev4"]);
    let unheard = story(["Dev2", "Dev3", "Dev4", "Dev1"]);
    assert!(spoken.iter().any(|it| matches!(it, Event::Attended { here: false, .. })));
    assert_eq!(spoken, unheard);
}

/// Whoever of the three it was that is done, the files are the same; and somebody is.
#[track_caller]
fn nobody_can_be_told(story: impl Fn(&str) -> Vec<(String, String)>) {
    let [one, other, third] = ["Ada", "Sam", "Dev1"].map(story);
    let done =
        |(name, text): &(String, String)| name.starts_with("scratch") && text.contains("many:1");
    assert!(one.iter().any(done), "{one:?}");
    assert_eq!(one, other);
    assert_eq!(other, third);
}

#[test]
fn one_of_three_who_is_ready_is_not_told_by_any_file() {
    nobody_can_be_told(|name| {
        let mut house = House::board();
        house.does(Command::Jump("rt.gather".into()));
        let card = |text: &str| Put::Card { column: "stop".into(), text: text.into() };
        house.puts(card("late changes"));
        house.puts(card("a thought of somebody who writes on"));
        house.puts(Put::Ready { name: name.into(), ready: true });
        house.everything()
    });
}

#[test]
fn one_of_three_who_passed_the_keyboard_on_is_not_told_by_any_file() {
    nobody_can_be_told(|name| {
        let mut house = House::board();
        house.does(Command::Jump("rt.gather".into()));
        let place = ["Ada", "Sam", "Dev1"].iter().position(|it| *it == name).unwrap();
        house.press("H");
        house.press(&"j".repeat(place));
        house.press("⏎late changes⏎⏎⎋");
        house.everything()
    });
}

#[test]
fn one_of_three_who_has_placed_dots_is_not_told_by_any_file() {
    nobody_can_be_told(|name| {
        let mut house = House::board();
        house.does(Command::Jump("rt.share".into()));
        house.does(Command::Plan(vec!["tests".into(), "meetings".into()]));
        house.does(Command::Jump("rt.vote".into()));
        house.puts(Put::Dots { name: name.into(), dots: vec![("tests".into(), 2)] });
        house.everything()
    });
}

#[test]
fn one_of_three_who_has_voted_is_not_told_by_any_file_whatever_the_pulse() {
    let pulses = setup("retro", "midsize", 1).pulses;
    assert!(pulses.len() >= 7);
    for pulse in pulses {
        nobody_can_be_told(|name| {
            let mut house = House::board();
            let (value, _, _) = pulse.kind.scale();
            house.puts(Put::Vote { name: name.into(), pulse: pulse.id.clone(), value });
            house.everything()
        });
    }
}

/// How far a refinement goes.
#[derive(Clone, Copy, PartialEq)]
enum Until {
    FaceDown,
    Shown,
    Over,
}

/// Every file of the folder after two developers have played these cards.
fn poker(cards: [&str; 2], until: Until) -> Vec<(String, String)> {
    let [first, second] = cards;
    let mut house = House::refining();
    house.press("⏎");
    for effect in house.seat.take(Message::Hit(Target::Step(3))) {
        house.perform(effect);
    }
    house.press("y⇥⏎");
    house.press(first);
    house.press("⏎⏎");
    house.press(second);
    house.press("⏎");
    if until != Until::FaceDown {
        house.press("↓↓↓↓↓↓↓↓↓⏎");
        house.press("y8⏎1");
    }
    if until == Until::Over {
        house.press(">");
        house.finish();
        let now = house.seat.now;
        Ledgers::new(house.folder.path()).up_to_date(&"crew".into(), now);
    }
    house.everything()
}

#[test]
fn two_developers_who_swap_their_cards_leave_the_same_bytes_in_every_file() {
    let text = |files: &[(String, String)], place: &str| {
        let found = files.iter().find(|(name, _)| name.contains(place));
        found.map_or_else(|| panic!("no {place} among {files:?}"), |it| it.1.clone())
    };
    let there = ["3", "8@2"];
    let all = |until| {
        let files = poker(there, until);
        assert_eq!(files, poker(["8@2", "3"], until));
        files
    };
    let hidden = all(Until::FaceDown);
    assert!(text(&hidden, "scratch").contains("8@2"), "the cards lie there until they are shown");
    assert!(!text(&hidden, "sessions").contains("HandsShown"));
    assert_ne!(hidden, poker(["3", "8@3"], Until::FaceDown), "what lies on the table is told");
    let shown = all(Until::Shown);
    assert!(!text(&shown, "scratch").contains("8@2"), "and are gone from there afterwards");
    assert!(text(&shown, "sessions").contains("HandsShown"));
    assert!(text(&shown, "teams/crew/backlog.ron").contains("size: \"8\""));
    let over = all(Until::Over);
    assert!(text(&over, "teams/crew/journal").contains("SessionClosed"));
}
