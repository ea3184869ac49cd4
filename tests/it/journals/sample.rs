//! A small session that uses every kind of event, as values.

use runsheet::{
    ceremony::{Amount, CaptureKind, Deck, Facts, Percent, Refining, Role, Text, Warnings},
    session::{
        Actor, Brief, Capacity, Capture, CardInput, Ending, Event, Extension, GapKind, Given,
        GivenEntry, GivenForecast, GivenItem, GivenSprint, Hand, ItemChange, Moment, Opened, Pass,
        PassEnd, PmAct, Priority, Record, Release, SessionMode, Setup, Sizing, Talk, Tally, Way,
    },
};

pub(crate) const SID: &str = "019aa9e1f4d07c3e8b1f5a2d6c7e8f90";
pub(crate) const WALL: i64 = 1_763_757_000_000;

fn asset<T: serde::de::DeserializeOwned>(text: &str) -> T {
    let options =
        ron::Options::default().with_default_extension(ron::extensions::Extensions::IMPLICIT_SOME);
    options.from_str(text).expect("a sound sample")
}

pub(crate) fn setup() -> Setup {
    Setup {
        opened: opened(),
        ceremony: asset(include_str!("ceremony.ron")),
        profile: asset(
            r#"(id: "midsize", title: "Mid-size", pm: Separate, project_manager: false, facts: ["org.pm"],
                modes: [Live, Async], panel: (title: "Product Manager"), hat: true, hat_target: Minutes(60),
                team_hint: "", warnings: [], note: "", sources: ["J"])"#,
        ),
        team: asset(
            r#"(id: "demo", name: "Aurora", members: [(name: "Ada", roles: [Po]), (name: "Lin", roles: [Dev, Sm])],
                sprint: (first: 1, start: "2026-11-16", days: 10), free_days: ["2026-12-24"], times: [("standup", "09:30")])"#,
        ),
        facts: Facts::default(),
        warnings: Warnings::default(),
        pulses: vec![asset(
            r#"(id: "roti", title: "ROTI", ask: "?", kind: Scale(from: 1, to: 5, words: ["no", "yes"]), sources: [])"#,
        )],
        timing: asset(
            r#"(id: "timing", soon: (Percent(20), Secs(60)), soon_from: Secs(120), last: (Percent(5), Secs(15)),
                extension_first: Secs(300), extension_least: Secs(60), extensions: 2, late_grace: Secs(60),
                gap: Secs(120), line: Secs(8), quiet: Secs(20), breaks: [(Minutes(90), Minutes(10))],
                chosen_within: Secs(60))"#,
        ),
        deck: Deck::default(),
        refining: Refining::default(),
        formats: Vec::new(),
        check_ins: Vec::new(),
        given: given(),
    }
}

fn opened() -> Opened {
    Opened {
        sid: SID.into(),
        mode: SessionMode::Live,
        ceremony: "standup".into(),
        title: "Daily Scrum".into(),
        team: "demo".into(),
        team_name: "Aurora".into(),
        sprint: "Sprint 1".into(),
        profile: "midsize".into(),
        planned_secs: 900,
        wall_ms: WALL,
        offset_min: 60,
        planned_start_ms: Some(WALL - 60_000),
        demo: false,
    }
}

fn given() -> Given {
    let day = |text: &str| text.parse().expect("a date");
    Given {
        sprint: Some(GivenSprint {
            name: "Sprint 1".into(),
            start: day("2026-11-16"),
            end: day("2026-11-27"),
            days: 10,
            days_left: 5,
            next_end: day("2026-12-11"),
        }),
        product_goal: "One checkout".into(),
        open: vec![GivenEntry {
            id: "s.4".into(),
            kind: CaptureKind::Action,
            text: "ask \"support\"".into(),
            owner: "Ada".into(),
            due: Some(day("2026-11-26")),
            next_step: "call them".into(),
            age: 3,
            sort: "".into(),
            brief: None,
        }],
        velocities: vec![21, 18],
        items: vec![GivenItem {
            key: "A-1".into(),
            title: "Export".into(),
            ..GivenItem::default()
        }],
        ..Given::default()
    }
}

fn capture() -> Capture {
    Capture {
        owner: "Ada".into(),
        due: "2026-11-26".parse().ok(),
        about: Some("A-1".into()),
        ..Capture::new(CaptureKind::Action, "Ask support, \"today\" \\ 👩‍👩‍👧\nor not")
    }
}

/// Every kind of event at least once.
pub(crate) fn events() -> Vec<Event> {
    let mut events = first_events();
    // The endings stay at the end.
    let at = events.len() - 3;
    let dropped = dropped_events().into_iter().skip(1);
    events.splice(at..at, item_events().into_iter().chain(board_events()).chain(dropped));
    events
}

/// The kinds there were when format 1 was frozen.
pub(crate) fn first_events() -> Vec<Event> {
    let text = Text::from;
    vec![
        Event::Began {
            present: vec!["Ada".into(), "Lin".into()],
            leads: Some("Lin".into()),
            mode: None,
            facts: vec![("q.vision".into(), true)],
            target: Some(600),
            prepared: vec!["su.p1".into()],
        },
        Event::Attended { name: "Grace".into(), here: true },
        Event::Entered {
            step: "su.open".into(),
            way: Way::Forward,
            skipped: Vec::new(),
            warned: vec!["g1".into()],
            overridden: vec![("g2".into(), text("no time"))],
        },
        Event::Planned { titles: vec!["one".into(), "two".into()] },
        Event::Passed { pass: Pass::Item("one".into()), how: PassEnd::Done(Some("ready".into())) },
        Event::Passed { pass: Pass::Turn(Role::Dev, 2), how: PassEnd::Skipped },
        Event::Passed { pass: Pass::Turn(Role::Dev, 2), how: PassEnd::Returned },
        Event::FactSet { fact: "item.big".into(), value: true, pass: Some("two".into()) },
        Event::Confirmed { guard: "g3".into() },
        Event::ActivityDone { activity: "a1".into(), pass: None },
        Event::ActivitySkipped { activity: "a2".into(), pass: None, why: "late".into() },
        Event::PmInput { input: "i1".into(), act: PmAct::Requested },
        Event::PmInput { input: "i1".into(), act: PmAct::Given },
        Event::PmInput { input: "i2".into(), act: PmAct::Carried { assumption: true } },
        Event::PmInput {
            input: "i3".into(),
            act: PmAct::Briefed(Brief { question: "Which?".into(), ..Brief::default() }),
        },
        Event::PmInput { input: "i3".into(), act: PmAct::Answered("The first".into()) },
        Event::PmInput { input: "i4".into(), act: PmAct::Deferred { until: None } },
        Event::PmInput { input: "i5".into(), act: PmAct::Waived },
        Event::Captured { capture: capture() },
        Event::Amended { of: 20, capture: Capture { is_final: true, ..capture() } },
        Event::Settled { id: "s.4".into(), how: "done".into() },
        Event::Renewed { id: "s.4".into(), capture: capture() },
        Event::Chose { choice: "c".into(), option: "o".into() },
        Event::Extended { secs: 60, how: Extension::Voted { up: 3, down: 1 } },
        Event::Extended { secs: 60, how: Extension::Alone },
        Event::Paused,
        Event::Resumed,
        Event::Rebalanced { boxes: vec![("su.open".into(), 60)] },
        Event::Flagged { warning: "w1".into() },
        Event::Revealed { pulse: "roti".into(), tally: Tally::Counts(vec![(3, 1), (5, 2)]) },
        Event::Revealed { pulse: "safety".into(), tally: Tally::Low },
        Event::Struck { n: 11 },
        Event::Restored { n: 11 },
        Event::Reopened { torn: None },
        Event::Gap { ms: 130_000, how: GapKind::LeftOut },
        Event::Interrupted { signal: 15 },
        Event::Ended {
            how: Ending::Aborted { reason: "no-po".into(), words: "ill".into() },
            talk: None,
        },
        Event::Ended { how: Ending::Early, talk: None },
        Event::Ended { how: Ending::Done, talk: None },
    ]
}

/// Every kind of event of the board.
pub(crate) fn board_events() -> Vec<Event> {
    vec![
        Event::BoardSet { format: "ssc".into(), input: CardInput::Typed },
        Event::CheckInChosen { check_in: "weather".into() },
        Event::CardsShown {
            column: "stop".into(),
            cards: vec!["late, \"as ever\"".into(), "slow 👩‍👩‍👧".into()],
        },
        Event::Grouped { topics: vec!["a".into(), "b".into()], title: "both".into() },
        Event::Retitled { topic: "both".into(), title: "one".into() },
        Event::CardMoved {
            card: "a".into(),
            column: "stop".into(),
            from: "one".into(),
            to: Some("two".into()),
        },
        Event::CardMoved { card: "b".into(), column: "stop".into(), from: "one".into(), to: None },
        Event::BudgetSet { each: 4, on_one: 1, why: "few".into() },
        Event::DotsShown { dots: vec![("one".into(), 3), ("two".into(), 3)], run_off: false },
        Event::DotsShown { dots: vec![("two".into(), 2)], run_off: true },
        Event::Released { topic: "one".into(), to: Release::Pm },
        Event::BoardSet { format: "msg".into(), input: CardInput::Wall },
    ]
}

/// What the board learnt to say after its golden file was written.
pub(crate) fn dropped_events() -> Vec<Event> {
    vec![first_events().remove(0), Event::CardsDropped { cards: 12 }]
}

/// What format 1 learnt to say after its first golden file was written.
pub(crate) fn later_events() -> Vec<Event> {
    let talk = Talk {
        roles: vec![(Role::Po, Percent(20)), (Role::Dev, Percent(80))],
        balance: Some(Percent(97)),
    };
    vec![events().remove(0), Event::Ended { how: Ending::Done, talk: Some(talk) }]
}

/// What a planning counts.
pub(crate) fn capacity_records() -> Vec<Record> {
    let capacity = Capacity {
        people: 5,
        days: 10,
        available: Amount::of_hundredths(3450),
        duties: Amount::whole(2),
        hours: Amount::whole(6),
        focus: Percent(70),
        free: Percent(15),
    };
    numbered(vec![events().remove(0), Event::CapacitySet { capacity }])
}

/// Knowing what earlier plannings counted and a forecast.
pub(crate) fn capacity_setup() -> Setup {
    let mut setup = setup();
    let figure = Amount::whole;
    setup.given.forecast =
        Some(GivenForecast { low: figure(14), mid: figure(19), high: Amount::of_hundredths(2450) });
    setup.given.usual_days = Some(Amount::whole(40));
    setup.given.last_capacity =
        Some(Capacity { people: 5, days: 10, hours: figure(5), ..Capacity::default() });
    setup
}

pub(crate) fn later_records() -> Vec<Record> {
    numbered(later_events())
}

/// Items refined and sized.
pub(crate) fn item_events() -> Vec<Event> {
    let changed = |change| Event::ItemChanged { item: "A-1 Export".into(), change };
    let ranked = Priority {
        scheme: Some("wsjf".into()),
        values: vec![("value".into(), 8), ("size".into(), 5)],
        why: "the hall waits".into(),
    };
    let hand = |card: &str, sure| Hand { card: card.into(), sure };
    vec![
        changed(ItemChange::Renamed("Export a day".into())),
        changed(ItemChange::Explained("Figures are copied by hand".into())),
        changed(ItemChange::Required(vec!["One file".into(), "A refund shows".into()])),
        changed(ItemChange::Split { into: vec!["Plain".into()], way: Some("paths".into()) }),
        changed(ItemChange::Split { into: vec!["Refund".into()], way: None }),
        changed(ItemChange::Moved { before: Some("B-2".into()), why: "".into() }),
        changed(ItemChange::Moved { before: None, why: "later".into() }),
        changed(ItemChange::Ranked(ranked)),
        changed(ItemChange::Ranked(Priority { why: "first".into(), ..Priority::default() })),
        Event::HandsShown {
            item: "A-1 Export".into(),
            hands: vec![hand("3", Some(4)), hand("5", None), hand("?", None)],
        },
        changed(ItemChange::Sized { size: "5".into(), by: Sizing::Played }),
        changed(ItemChange::Sized { size: "8".into(), by: Sizing::Agreed }),
        changed(ItemChange::Sized { size: "4".into(), by: Sizing::Override("both".into()) }),
    ]
}

/// An item that was given another key and a description.
pub(crate) fn item_names() -> Vec<Event> {
    let changed = |change| Event::ItemChanged { item: "A-1 Export".into(), change };
    vec![
        changed(ItemChange::Keyed("B-7".into())),
        changed(ItemChange::Described("As the shops tell it".into())),
    ]
}

pub(crate) fn records() -> Vec<Record> {
    numbered(events())
}

pub(crate) fn numbered(events: Vec<Event>) -> Vec<Record> {
    let by = |event: &Event| match event {
        Event::Reopened { .. } | Event::Gap { .. } | Event::Interrupted { .. } => Actor::Shell,
        Event::Confirmed { .. } => Actor::Participant { role: Role::Po, id: "p1".into() },
        _ => Actor::Facilitator,
    };
    let record =
        |(n, event): (u64, Event)| Record { n, at: Moment(n * 1500), by: by(&event), event };
    (2..).zip(events).map(record).collect()
}

/// Stops compiling when a kind of event is added: then a list above needs it too.
pub(crate) fn kind(event: &Event) -> &'static str {
    match event {
        Event::Began { .. } => "Began",
        Event::Attended { .. } => "Attended",
        Event::Entered { .. } => "Entered",
        Event::Planned { .. } => "Planned",
        Event::Passed { .. } => "Passed",
        Event::FactSet { .. } => "FactSet",
        Event::Confirmed { .. } => "Confirmed",
        Event::ActivityDone { .. } => "ActivityDone",
        Event::ActivitySkipped { .. } => "ActivitySkipped",
        Event::PmInput { .. } => "PmInput",
        Event::Captured { .. } => "Captured",
        Event::Amended { .. } => "Amended",
        Event::Settled { .. } => "Settled",
        Event::Renewed { .. } => "Renewed",
        Event::Chose { .. } => "Chose",
        Event::Extended { .. } => "Extended",
        Event::Rebalanced { .. } => "Rebalanced",
        Event::CapacitySet { .. } => "CapacitySet",
        Event::Flagged { .. } => "Flagged",
        Event::Revealed { .. } => "Revealed",
        Event::Ended { .. } => "Ended",
        Event::Struck { .. } => "Struck",
        Event::Restored { .. } => "Restored",
        Event::Reopened { .. } => "Reopened",
        Event::Gap { .. } => "Gap",
        Event::Interrupted { .. } => "Interrupted",
        Event::ItemChanged { .. } => "ItemChanged",
        Event::HandsShown { .. } => "HandsShown",
        Event::BoardSet { .. } => "BoardSet",
        Event::CardsShown { .. } => "CardsShown",
        Event::CardsDropped { .. } => "CardsDropped",
        Event::Grouped { .. } => "Grouped",
        Event::Retitled { .. } => "Retitled",
        Event::CardMoved { .. } => "CardMoved",
        Event::BudgetSet { .. } => "BudgetSet",
        Event::DotsShown { .. } => "DotsShown",
        Event::Released { .. } => "Released",
        Event::CheckInChosen { .. } => "CheckInChosen",
        Event::Paused => "Paused",
        Event::Resumed => "Resumed",
    }
}
