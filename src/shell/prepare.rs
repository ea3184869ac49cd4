//! A session before it begins: what was asked for, the team's calendar and the past, put together into a plan.

use std::path::PathBuf;

use chrono::{DateTime, Days, NaiveDate, NaiveTime};

use super::{
    organisation::DEMO,
    store::{new_seed, new_sid},
};
use crate::{
    app::{Now, Plan},
    ceremony::{
        Backlog, BacklogItem, Ceremony, Columns, Deck, Id, Instrument, Library, Over, Percent,
        Point, Profile, Refining, Role, Seen, Show, Team, Text, timebox,
    },
    session::{
        Given, GivenItem, GivenSprint, Opened, SessionMode, Setup, plans_a_sprint, sprint_on,
        workdays,
    },
};

/// A usual time further away than this is another meeting's.
const AROUND: i64 = 60 * 60 * 1000;
const DAYS_OF_A_WEEK: u64 = 7;
/// Working days of a sprint while a team has none.
const USUAL_SPRINT: u32 = 10;
/// Items a session starts with at most, and the bytes and characters they may take there: the definition is one line of
/// the journal.
const MOST_ITEMS: usize = 500;
const ROOM: usize = 384 * 1024;
const ITEM: usize = 200;
const MOST_CRITERIA: usize = 20;
const LONGEST: usize = 300;
const DAY: i64 = 24 * 60 * 60 * 1000;

/// The word for every warning.
const ALL: &str = "all";

/// What the command line asks for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Wishes {
    pub team: Option<String>,
    pub profile: Option<Id>,
    pub backlog: Option<PathBuf>,
    pub sprint: Option<Text>,
    pub at: Option<NaiveTime>,
    pub leads: Option<Text>,
}

/// Who meets, and over what.
pub struct Meeting {
    pub ceremony: Ceremony,
    pub team: Team,
    pub profile: Profile,
    pub deck: Deck,
    pub backlog: Backlog,
    /// As the team's ledger tells it.
    pub past: Given,
    /// Items the sprint holds already, by key and title.
    pub taken: Vec<Text>,
    /// What should be said about the backlog.
    pub notices: Vec<Text>,
}

pub fn plan(meeting: Meeting, library: &Library, quiet: &[Id], wishes: &Wishes, now: Now) -> Plan {
    let Meeting { ceremony, team, profile, deck, backlog, past, taken, mut notices } = meeting;
    let refining = refining(library, &team);
    let (refined, in_sprint) =
        outside_the_sprint(backlog.clone(), &taken, &ceremony, &library.columns);
    let items = candidates(&refined, &library.columns);
    let past = Given { sized: sized(&backlog, &deck), ..past };
    let decks = decks(library, &ceremony, &backlog);
    let mut given = given(past, &team, items, today(now));
    given.sprint = sprint(&ceremony, &team, wishes, today(now));
    given.carry_overs = carry_overs(given.carry_overs, &ceremony, &backlog, &library.columns);
    notices.extend(left_out(&refined, &given));
    notices.extend(in_sprint);
    let opened = Opened {
        sid: new_sid(),
        mode: SessionMode::Live,
        ceremony: ceremony.id.clone(),
        title: ceremony.title.clone(),
        team: team.id.clone(),
        team_name: team.name.clone(),
        sprint: given.sprint.as_ref().map(|it| it.name.clone()).unwrap_or_default(),
        profile: profile.id.clone(),
        planned_secs: planned_secs(&ceremony, &team, given.ready_share()),
        wall_ms: now.wall_ms,
        offset_min: now.offset_min,
        planned_start_ms: planned_start(&ceremony, &team, wishes.at, now),
        demo: team.id == DEMO,
    };
    let board = ceremony.has_board();
    let setup = Setup {
        opened,
        ceremony,
        profile,
        team,
        facts: library.facts.clone(),
        warnings: quieted(library, quiet),
        pulses: library.pulses.clone(),
        timing: library.timing.clone(),
        deck,
        refining,
        formats: if board { library.formats.clone() } else { Vec::new() },
        check_ins: if board { library.check_ins.clone() } else { Vec::new() },
        given,
    };
    Plan { setup, decks, seed: new_seed(), leads: wishes.leads.clone(), resolved: None, notices }
}

/// The readiness list with the team's own lines behind it.
fn refining(library: &Library, team: &Team) -> Refining {
    let mut refining = library.refining.clone();
    refining.points.extend((1..).zip(&team.ready).map(|(n, ask)| Point {
        id: Id::new(format!("own-{n}")),
        short: ask.clone(),
        ask: ask.clone(),
        who: "team".into(),
        seen: Seen::Eye,
    }));
    refining
}

/// The day it is where the meeting is.
pub fn today(now: Now) -> NaiveDate {
    let local = now.wall_ms.saturating_add(i64::from(now.offset_min) * 60_000);
    DateTime::from_timestamp_millis(local).unwrap_or_default().date_naive()
}

fn planned_secs(ceremony: &Ceremony, team: &Team, ready: Option<Percent>) -> u32 {
    let days = team.sprint.as_ref().map_or(USUAL_SPRINT, |it| it.days);
    let developers = team.members.iter().filter(|it| it.usual && it.roles.contains(&Role::Dev));
    let developers = u32::try_from(developers.count()).unwrap_or(u32::MAX);
    timebox::target(&ceremony.limits, days, developers, ready).secs().0
}

/// The time said on the command line, on the day that brings it nearest; else the team's usual one if it is about now.
fn planned_start(ceremony: &Ceremony, team: &Team, at: Option<NaiveTime>, now: Now) -> Option<i64> {
    if let Some(at) = at {
        return nearest(at, now);
    }
    let (_, usual) = team.times.iter().find(|it| it.0 == ceremony.id)?;
    let usual = nearest(NaiveTime::parse_from_str(usual, "%H:%M").ok()?, now)?;
    ((usual - now.wall_ms).abs() <= AROUND).then_some(usual)
}

fn nearest(at: NaiveTime, now: Now) -> Option<i64> {
    let local = today(now).and_time(at).and_utc().timestamp_millis();
    let start = local.checked_sub(i64::from(now.offset_min) * 60_000)?;
    let days = [start - DAY, start, start + DAY];
    days.into_iter().min_by_key(|it| (it - now.wall_ms).abs())
}

fn given(past: Given, team: &Team, items: Vec<GivenItem>, today: NaiveDate) -> Given {
    let goal = |known: Text, typed: &Text| if known.is_empty() { typed.clone() } else { known };
    // A goal of the team file is judged once.
    let judged = past.last_goal == team.sprint_goal;
    let unjudged = if judged { Text::default() } else { team.sprint_goal.clone() };
    Given {
        product_goal: goal(past.product_goal, &team.product_goal),
        sprint_goal: goal(past.sprint_goal, &unjudged),
        items,
        days_to_launch: days_to_launch(team, today),
        ..past
    }
}

/// The sprint of the date; a planning in the last quarter of one is for the next. A name given by hand replaces its name only.
fn sprint(
    ceremony: &Ceremony,
    team: &Team,
    wishes: &Wishes,
    today: NaiveDate,
) -> Option<GivenSprint> {
    let running = sprint_on(team, today)?;
    let is_late = running.days_left * 4 <= running.days;
    let next = || sprint_on(team, running.end.checked_add_days(Days::new(DAYS_OF_A_WEEK))?);
    let ahead = if is_late && plans_a_sprint(ceremony) { next() } else { None };
    let sprint = ahead.unwrap_or(running);
    let name = wishes.sprint.clone().unwrap_or_else(|| sprint.name.clone());
    Some(GivenSprint { name, ..sprint })
}

/// Items of the last sprint that are still open, where the ceremony goes through them.
fn carry_overs(
    past: Vec<GivenItem>,
    ceremony: &Ceremony,
    backlog: &Backlog,
    columns: &Columns,
) -> Vec<GivenItem> {
    let mut loops = ceremony.steps.iter().filter_map(|it| it.passes.as_ref());
    if !loops.any(|it| it.over == Over::CarryOvers) {
        return Vec::new();
    }
    let known: Vec<(GivenItem, bool)> =
        backlog.items.iter().map(|it| (item(it, columns), it.closed)).collect();
    let still = |it: GivenItem| match known.iter().find(|(known, _)| known.label() == it.title) {
        Some((_, true)) => None,
        Some((known, false)) => Some(known.clone()),
        None => Some(it),
    };
    past.into_iter().filter_map(still).collect()
}

/// Working days after today up to the nearest launch that lies ahead.
fn days_to_launch(team: &Team, today: NaiveDate) -> Option<u32> {
    let nearest = team.launches.iter().map(|it| it.0).filter(|it| today <= *it).min()?;
    Some(workdays(team, today.checked_add_days(Days::new(1))?, nearest))
}

/// The items a refinement may prepare: what the running sprint holds already is left out, and said so.
fn outside_the_sprint(
    backlog: Backlog,
    taken: &[Text],
    ceremony: &Ceremony,
    columns: &Columns,
) -> (Backlog, Option<Text>) {
    if !ceremony.steps.iter().any(|it| it.instrument == Instrument::Poker) {
        return (backlog, None);
    }
    let is_inside = |it: &BacklogItem| {
        let it = item(it, columns);
        0 < it.column || taken.contains(&it.label())
    };
    let (inside, outside): (Vec<_>, Vec<_>) =
        backlog.items.into_iter().partition(|it| !it.closed && is_inside(it));
    let notice = (!inside.is_empty()).then(|| {
        format!("Not listed, as the sprint holds them already: {} items.", inside.len()).into()
    });
    (Backlog { items: outside, ..backlog }, notice)
}

/// The open items from the top, as many as a journal's definition has room for.
fn candidates(backlog: &Backlog, columns: &Columns) -> Vec<GivenItem> {
    let mut room = ROOM;
    let open = backlog.items.iter().filter(|it| !it.closed).take(MOST_ITEMS);
    let open = open.map(|it| item(it, columns));
    open.take_while(|it| {
        let criteria: usize = it.criteria.iter().map(|it| it.len()).sum();
        let taken = it.title.len() + it.why.len() + it.description.len() + criteria + ITEM;
        room = room.saturating_sub(taken);
        0 < room
    })
    .collect()
}

pub(super) fn item(it: &BacklogItem, columns: &Columns) -> GivenItem {
    let about = if it.why.is_empty() { &it.description } else { &it.why };
    GivenItem {
        key: it.key.clone(),
        title: it.title.clone(),
        why: shortened(about),
        criteria: it.criteria.iter().take(MOST_CRITERIA).map(|it| shortened(it)).collect(),
        size: it.size.clone(),
        tags: it.tags.clone(),
        description: if it.why.is_empty() { Text::default() } else { shortened(&it.description) },
        parent: it.parent.clone(),
        origin: it.origin.clone(),
        priority: it.priority.clone(),
        ready: it.ready,
        state: it.state.clone(),
        column: columns.place_on_board(&it.state),
    }
}

/// For each size of the deck the last item that was given it, done or not.
fn sized(backlog: &Backlog, deck: &Deck) -> Vec<(Text, Text)> {
    let found = deck.cards.iter().filter_map(|card| {
        let of_size = backlog.items.iter().rev().find(|it| it.size == *card)?;
        let label = GivenItem {
            title: shortened(&of_size.title),
            key: of_size.key.clone(),
            ..GivenItem::default()
        };
        Some((card.clone(), label.label()))
    });
    found.collect()
}

/// Decks to choose from, where the ceremony sizes items.
fn decks(
    library: &Library,
    ceremony: &Ceremony,
    backlog: &Backlog,
) -> Vec<(Deck, Vec<(Text, Text)>)> {
    let sizes = ceremony.steps.iter().any(|it| it.instrument == Instrument::Poker);
    let decks = library.decks.iter().filter(|_| sizes);
    decks.map(|it| (it.clone(), sized(backlog, it))).collect()
}

fn shortened(text: &str) -> Text {
    match text.char_indices().nth(LONGEST) {
        Some((at, _)) => Text::new(format!("{}…", &text[..at])),
        None => Text::new(text),
    }
}

fn left_out(backlog: &Backlog, given: &Given) -> Option<Text> {
    let open = backlog.items.iter().filter(|it| !it.closed).count();
    let (taken, left) = (given.items.len(), open - given.items.len());
    (0 < left).then(|| {
        format!("The first {taken} items are at hand; {left} further down are not.").into()
    })
}

/// A warning somebody wants quiet keeps counting for the private debrief.
fn quieted(library: &Library, quiet: &[Id]) -> crate::ceremony::Warnings {
    let mut warnings = library.warnings.clone();
    let all = quiet.iter().any(|it| *it == ALL);
    for it in warnings.warnings.iter_mut().filter(|it| all || quiet.contains(&it.id)) {
        it.show = Show::After;
    }
    warnings
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 2026-11-23, 09:32 in Berlin, a Monday of the demo team's Sprint 14.
    const NOW: Now = Now { boot_ms: 5, wall_ms: 1_795_422_720_000, offset_min: 60 };

    fn planned(wishes: &Wishes, now: Now) -> Plan {
        let library = Library::shipped();
        let meeting = Meeting {
            ceremony: library.ceremony(&"standup".into()).unwrap().clone(),
            team: library.team(&DEMO.into()).unwrap().clone(),
            profile: library.profile(&"midsize".into()).unwrap().clone(),
            deck: library.deck(None).unwrap().clone(),
            backlog: library.backlog(&DEMO.into()).unwrap().clone(),
            past: Given::default(),
            taken: Vec::new(),
            notices: Vec::new(),
        };
        plan(meeting, &library, &[], wishes, now)
    }

    #[test]
    fn a_plan_knows_its_sprint_and_what_lies_ahead() {
        let Setup { opened, given, .. } = planned(&Wishes::default(), NOW).setup;
        assert_eq!((&*opened.sprint, opened.planned_secs, opened.demo), ("Sprint 14", 900, true));
        assert_eq!(opened.sid.len(), 32);
        assert_eq!(given.sprint.unwrap().days_left, 5);
        assert_eq!(given.days_to_launch, Some(15));
        assert!(given.product_goal.contains("card payment"));
        assert_eq!(&*given.items[0].key, "AUR-41");
    }

    #[test]
    fn the_usual_time_counts_only_around_it() {
        let start = |at: i64| {
            let now = Now { wall_ms: NOW.wall_ms + at * 60_000, ..NOW };
            planned(&Wishes::default(), now).setup.opened.planned_start_ms
        };
        assert_eq!(start(0), Some(NOW.wall_ms - 2 * 60_000));
        assert_eq!(start(50), Some(NOW.wall_ms - 2 * 60_000));
        assert_eq!(start(90), None);
    }

    #[test]
    fn a_time_said_by_hand_counts_on_the_day_that_is_nearest() {
        let wishes = Wishes { at: NaiveTime::from_hms_opt(23, 50, 0), ..Wishes::default() };
        let midnight = Now { wall_ms: NOW.wall_ms + (14 * 60 + 33) * 60_000, ..NOW };
        let start = planned(&wishes, midnight).setup.opened.planned_start_ms.unwrap();
        assert_eq!((midnight.wall_ms - start) / 60_000, 15);
    }

    #[test]
    fn a_session_starts_with_the_open_items_it_has_room_for() {
        let item = |n: usize| BacklogItem {
            key: format!("A-{n}").into(),
            title: "One".into(),
            description: "x".repeat(50_000).into(),
            closed: n == 0,
            ..BacklogItem::default()
        };
        let backlog = Backlog { id: "crew".into(), items: (0..2000).map(item).collect() };
        let items = candidates(&backlog, &Columns::default());
        assert_eq!((items.len(), &*items[0].key), (MOST_ITEMS, "A-1"));
        assert!(items.iter().all(|it| it.why.chars().count() == LONGEST + 1));
        let given = Given { items, ..Given::default() };
        let told = left_out(&backlog, &given).unwrap();
        assert_eq!(&*told, "The first 500 items are at hand; 1499 further down are not.");
        let wide = BacklogItem { criteria: vec!["y".repeat(300).into(); 20], ..item(1) };
        let backlog = Backlog { items: vec![wide; 500], ..backlog };
        let bytes: usize = candidates(&backlog, &Columns::default())
            .iter()
            .map(|it| format!("{it:?}").len())
            .sum();
        assert!((ROOM / 2..ROOM * 2).contains(&bytes), "{bytes}");
    }

    #[test]
    fn a_refinement_leaves_out_what_the_sprint_holds_and_says_so() {
        let library = Library::shipped();
        let item = |title: &str, state: &str| BacklogItem {
            title: title.into(),
            state: state.into(),
            ..BacklogItem::default()
        };
        let items = vec![item("Export", ""), item("Import", "In progress"), item("Print", "To do")];
        let planned = |ceremony: &str| {
            let meeting = Meeting {
                ceremony: library.ceremony(&ceremony.into()).unwrap().clone(),
                team: library.team(&DEMO.into()).unwrap().clone(),
                profile: library.profile(&"midsize".into()).unwrap().clone(),
                deck: library.deck(None).unwrap().clone(),
                backlog: Backlog { id: "crew".into(), items: items.clone() },
                past: Given::default(),
                taken: vec!["Export".into()],
                notices: Vec::new(),
            };
            plan(meeting, &library, &[], &Wishes::default(), NOW)
        };
        let titles = |it: &Plan| -> Vec<String> {
            it.setup.given.items.iter().map(|it| it.title.to_string()).collect()
        };
        let refinement = planned("refinement");
        assert_eq!(titles(&refinement), ["Print"]);
        assert_eq!(
            refinement.notices,
            [Text::new("Not listed, as the sprint holds them already: 2 items.")]
        );
        assert_eq!(refinement.decks.len(), library.decks.len());
        let planning = planned("planning");
        assert_eq!(
            (titles(&planning).len(), planning.notices.len(), planning.decks.len()),
            (3, 0, 0)
        );
    }

    #[test]
    fn a_sprint_named_by_hand_keeps_its_dates() {
        let wishes = Wishes { sprint: Some("Fog".into()), ..Wishes::default() };
        let setup = planned(&wishes, NOW).setup;
        assert_eq!(&*setup.opened.sprint, "Fog");
        assert_eq!(setup.given.sprint.unwrap().days_left, 5);
    }
}
