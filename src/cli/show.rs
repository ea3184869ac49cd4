//! `runsheet show`: what a session came to, decisions, actions and open questions first.

use std::io::Write;

use serde::Serialize;

use super::{
    failure::{Failure, Outcome},
    sessions,
    world::World,
};
use crate::{
    app::SummaryPage,
    ceremony::{Percent, Role, Text},
    session::{Captured, Moment, PmState, Refined, Session, StepTime, Summary, Talk},
    shell::{shelf::Shelved, store},
};

/// A session told whole, as programs read it.
#[derive(Serialize)]
struct Told<'a> {
    #[serde(flatten)]
    row: sessions::Row<'a>,
    people: usize,
    goal: Option<&'a str>,
    decisions: Vec<Written<'a>>,
    actions: Vec<Written<'a>>,
    questions: Vec<Written<'a>>,
    blockers: Vec<Written<'a>>,
    risks: Vec<Written<'a>>,
    parked: Vec<Written<'a>>,
    not_yets: Vec<Written<'a>>,
    feedback: Vec<Written<'a>>,
    notes: Vec<Written<'a>>,
    choices: Vec<Answer<'a>>,
    pm_inputs: Vec<Input<'a>>,
    steps: Vec<Step<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    items: Vec<Item<'a>>,
    overridden: Vec<Overridden<'a>>,
    /// As the measures take it: without steps that have a clock of their own.
    in_timebox_s: u64,
    paused_s: u64,
    left_out_s: u64,
    drift_s: u64,
    start_delay_s: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    talk: Option<Spoken>,
}

/// How turns were shared, in hundredths; by role, never by person.
#[derive(Serialize)]
struct Spoken {
    roles: Vec<Share>,
    balance: Option<u32>,
}

#[derive(Serialize)]
struct Share {
    role: &'static str,
    percent: u32,
}

/// A capture; what its kind has no use for is left out.
#[derive(Serialize)]
struct Written<'a> {
    n: u64,
    step: &'a str,
    text: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    owner: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    due: Option<String>,
    #[serde(skip_serializing_if = "str::is_empty")]
    kind: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    next_step: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    success_signal: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    from: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    outcome: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    about: Option<&'a str>,
}

#[derive(Serialize)]
struct Answer<'a> {
    ask: &'a str,
    answer: &'a str,
}

#[derive(Serialize)]
struct Input<'a> {
    id: &'a str,
    text: &'a str,
    state: &'static str,
}

#[derive(Serialize)]
struct Step<'a> {
    id: &'a str,
    title: &'a str,
    planned_s: u64,
    spent_s: u64,
}

/// What a refinement made of an item. A spread is the deck steps between the lowest and the highest card of a round.
#[derive(Serialize)]
struct Item<'a> {
    title: Text,
    size_before: Text,
    size: &'a str,
    spreads: Vec<usize>,
    criteria_before: usize,
    criteria: usize,
    open_questions: usize,
    split_into: Vec<Text>,
}

#[derive(Serialize)]
struct Overridden<'a> {
    guard: &'a str,
    why: &'a str,
}

pub(super) fn run(world: &World, asked: &str, json: bool, out: &mut dyn Write) -> Outcome {
    let store = world.store();
    let found = store.found(asked)?;
    let damaged = found.is_damaged();
    let name = Shelved { started: String::new(), sid: found.journal.sid.clone(), path: found.path };
    let listing = store::listing(&name);
    let stored = store.open(asked)?;
    let labels = sessions::labels(world);
    let label = labels.get(&listing.sid);
    if json {
        let end = stored.records.last().map_or(Moment(0), |it| it.at);
        let session = Session::replay(stored.setup.into(), &stored.records, end);
        let items = session.refined().into_iter().map(|it| item(&session, it)).collect();
        let row = sessions::row(&listing, label);
        super::json(&told(row, &session.summary(end), items), out)?;
    } else {
        if let Some(told) = label.map(sessions::told).filter(|it| !it.is_empty()) {
            writeln!(out, "{told}")?;
        }
        page(&SummaryPage::stored(stored), out)?;
    }
    if damaged {
        let advice = "the session is damaged; `runsheet repair FILE` copies what is whole";
        return Err(Failure::damaged(advice));
    }
    Ok(())
}

/// The same page as on the screen, what is not as it should be first.
fn page(page: &SummaryPage, out: &mut dyn Write) -> Outcome {
    for notice in &page.notices {
        writeln!(out, "{notice}")?;
    }
    writeln!(out, "{} · {}\n{}\n", page.title, page.note, page.head)?;
    for line in &page.lines {
        writeln!(out, "{}", line.text())?;
    }
    Ok(())
}

fn told<'a>(row: sessions::Row<'a>, it: &'a Summary, items: Vec<Item<'a>>) -> Told<'a> {
    let all = |of: &'a [Captured]| of.iter().map(written).collect();
    Told {
        row,
        people: it.people,
        goal: it.goal.as_deref(),
        decisions: all(&it.decisions),
        actions: all(&it.actions),
        questions: all(&it.questions),
        blockers: all(&it.blockers),
        risks: all(&it.risks),
        parked: all(&it.parked),
        not_yets: all(&it.not_yets),
        feedback: all(&it.feedback),
        notes: all(&it.notes),
        choices: it.choices.iter().map(|(ask, answer)| Answer { ask, answer }).collect(),
        pm_inputs: it
            .pm
            .iter()
            .map(|it| Input { id: it.id.as_str(), text: &it.text, state: state(&it.state) })
            .collect(),
        steps: it.steps.iter().map(step).collect(),
        items,
        overridden: it
            .overridden
            .iter()
            .map(|(guard, why)| Overridden { guard: guard.as_str(), why })
            .collect(),
        in_timebox_s: it.elapsed_s,
        paused_s: it.paused_s,
        left_out_s: it.left_out_s,
        drift_s: it.drift_s,
        start_delay_s: it.start_delay_s,
        talk: it.talk.as_ref().map(spoken),
    }
}

fn spoken(it: &Talk) -> Spoken {
    let share = |(role, percent): &(Role, Percent)| Share { role: role.word(), percent: percent.0 };
    Spoken { roles: it.roles.iter().map(share).collect(), balance: it.balance.map(|it| it.0) }
}

fn written(it: &Captured) -> Written<'_> {
    let capture = &it.capture;
    Written {
        n: it.n,
        step: it.step.as_str(),
        text: &capture.text,
        owner: &capture.owner,
        due: capture.due.map(|it| it.to_string()),
        kind: &capture.sort,
        next_step: &capture.next_step,
        success_signal: &capture.signal,
        from: &capture.from,
        outcome: &capture.outcome,
        about: capture.about.as_deref(),
    }
}

fn step(it: &StepTime) -> Step<'_> {
    let StepTime { id, title, planned_s, spent_s, .. } = it;
    Step { id: id.as_str(), title, planned_s: *planned_s, spent_s: *spent_s }
}

fn item<'a>(session: &'a Session, it: Refined<'a>) -> Item<'a> {
    let Refined { item, size_before, criteria_before, questions, into } = it;
    let rounds = session.rounds(&item.name);
    Item {
        title: item.label(),
        size_before,
        size: &item.known.size,
        spreads: rounds.filter_map(|it| session.spread_of(&it.hands)).collect(),
        criteria_before,
        criteria: item.known.criteria.len(),
        open_questions: questions,
        split_into: into,
    }
}

/// The words of the PM input's life cycle, as programs read them.
fn state(it: &PmState) -> &'static str {
    match it {
        PmState::Dormant | PmState::SpokenFor(_) | PmState::Nobody => "dormant",
        PmState::Applicable => "applicable",
        PmState::Requested => "requested",
        PmState::Informed => "informed",
        PmState::Given => "given",
        PmState::Carried { .. } => "carried",
        PmState::BriefSent => "brief_sent",
        PmState::Answered => "answered",
        PmState::Deferred => "deferred",
        PmState::Waived => "waived",
        PmState::NotUsed => "not_used",
        PmState::Missed => "missed",
    }
}
