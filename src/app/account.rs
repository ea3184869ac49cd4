//! How a meeting went, for the page of a session: the product owner's part, what was asked of the product manager, what was
//! passed over, and where the time went.

use super::{SummaryLine, say, summary::section, words};
use crate::{
    ceremony::{Id, Need, Step, Text},
    session::{
        ActivityState, Moment, Phase, PmState, Reveal, Session, StepTime, Summary, Talk, Tally,
        wall_clock,
    },
};

/// `Mon 16 Nov 2026 09:00 · 1:15 h of 1:24 h · most over: Make the plan +15:41 min`.
pub(super) fn head(session: &Session, it: &Summary) -> String {
    let opened = &session.setup().opened;
    let began = wall_clock(opened.wall_ms, opened.offset_min);
    let boxed = words::span_of(it.elapsed_s, it.planned_s);
    let took = match it.length_s {
        all if all == it.elapsed_s => boxed,
        all => format!("{}, {boxed} in the timebox", words::span(all)),
    };
    let mut told = vec![began.format("%a %-d %b %Y %H:%M").to_string(), took];
    told.extend(longest_over(it));
    told.join(" · ")
}

/// The step that took most beyond its box.
fn longest_over(it: &Summary) -> Option<String> {
    let over = |it: &StepTime| it.spent_s.saturating_sub(it.planned_s);
    let boxed = it.steps.iter().filter(|it| !it.outside && 0 < over(it));
    let most = boxed.max_by_key(|it| over(it))?;
    Some(format!("most over: {} +{}", most.title, words::span(over(most))))
}

/// Where the time went, what was asked of the product manager, what was passed over, and the product owner's part.
pub(super) fn how_it_went(session: &Session, it: &Summary, end: Moment) -> Vec<SummaryLine> {
    let mut lines = vec![SummaryLine::Heading("Time".to_owned())];
    lines.extend(times(session, it).into_iter().map(SummaryLine::Quiet));
    lines.extend(bars(it));
    lines.extend(not_entered(it).into_iter().map(SummaryLine::Quiet));
    lines.extend(it.talk.iter().flat_map(talk));
    lines.push(SummaryLine::Blank);
    section(&mut lines, "Product manager inputs", manager(it));
    let overridden = it.overridden.iter().map(|(it, why)| format!("{}: {why}", guard(session, it)));
    section(&mut lines, "Set aside, with a reason", overridden.collect());
    section(&mut lines, "Warnings", warnings(session, end));
    let part = match owner_counted(it) {
        Some(counted) => format!("Product owner's part: {counted}"),
        None => "Product owner's part".to_owned(),
    };
    section(&mut lines, &part, owner(session, end));
    lines
}

/// Activities of the steps visited: what was done, what was skipped and why, what stayed open.
fn owner(session: &Session, end: Moment) -> Vec<String> {
    let steps = session.setup().ceremony.steps.iter().filter(|it| session.visited(&it.id));
    steps.flat_map(|it| at_step(session, it, end)).collect()
}

fn at_step(session: &Session, step: &Step, end: Moment) -> Vec<String> {
    let lines = step.po.iter().filter_map(|it| {
        let required = if it.need == Need::Required { "" } else { " (optional)" };
        let (mark, why) = match session.activity_state_anywhere(it, end) {
            ActivityState::Ticked => ("✓", String::new()),
            ActivityState::Met => ("(●)", ", came about by itself".to_owned()),
            ActivityState::Skipped(why) if why.is_empty() => ("-", ": skipped".to_owned()),
            ActivityState::Skipped(why) => ("-", format!(": skipped, {why}")),
            ActivityState::Open if it.need == Need::Required => ("○", String::new()),
            ActivityState::Open | ActivityState::NotApplicable | ActivityState::Stance => {
                return None;
            }
        };
        Some(format!("{mark} {}: {}{required}{why}", step.short, it.text))
    });
    lines.collect()
}

/// `1 of 2 done, 5 more came about by themselves`; nothing where no part was required.
fn owner_counted(it: &Summary) -> Option<String> {
    (0 < it.coverage.1 + it.came_about).then(|| it.owners_part())
}

/// Inputs something called for, by what became of them.
fn manager(it: &Summary) -> Vec<String> {
    let mut pm: Vec<_> = it.pm.iter().collect();
    pm.sort_by_key(|it| rank(&it.state));
    pm.into_iter().map(|it| format!("{}: {}", words::pm_state(&it.state), it.text)).collect()
}

fn rank(state: &PmState) -> u8 {
    match state {
        PmState::Missed => 0,
        PmState::Applicable | PmState::Requested => 1,
        PmState::Given => 2,
        PmState::Answered => 3,
        PmState::Carried { .. } => 4,
        PmState::BriefSent => 5,
        PmState::Deferred => 6,
        PmState::Waived => 7,
        PmState::Informed => 8,
        PmState::NotUsed | PmState::Dormant | PmState::SpokenFor(_) | PmState::Nobody => 9,
    }
}

/// Soft guards that did not hold when their step was left, and what was flagged by hand.
fn warnings(session: &Session, end: Moment) -> Vec<String> {
    let left = session.warned().map(|it| format!("not so when left: {}", guard(session, it)));
    let flagged = session.flags().iter().map(|(id, step)| {
        let known = session.setup().warnings.warnings.iter().find(|it| it.id == *id);
        let name = known.map_or_else(|| Text::new(id.as_str()), |it| say(session, it, end));
        let at = session.step_of(step).map_or(step.as_str(), |it| &it.short);
        format!("flagged at {at}: {name}")
    });
    let mut lines: Vec<String> = Vec::new();
    for line in left.chain(flagged) {
        if !lines.contains(&line) {
            lines.push(line);
        }
    }
    lines
}

pub(super) fn guard(session: &Session, id: &Id) -> String {
    let guards = session.setup().ceremony.steps.iter().flat_map(|it| &it.guards);
    let known = guards.into_iter().find(|it| it.id == *id);
    known.map_or_else(|| id.to_string(), |it| it.short.to_string())
}

/// `2 3 3 5 · middle 3, 2 to 5`.
pub(super) fn vote(it: &Reveal) -> String {
    let told = words::tally(&it.tally);
    let Tally::Counts(counts) = &it.tally else { return told };
    let all: u32 = counts.iter().map(|it| it.1).sum();
    let mut seen = 0;
    let middle = counts.iter().find(|(_, votes)| {
        seen += votes;
        all <= 2 * seen
    });
    match (counts.first(), middle, counts.last()) {
        (Some((low, _)), Some((middle, _)), Some((high, _))) if low < high => {
            format!("{told} · middle {middle}, {low} to {high}")
        }
        _ => told,
    }
}

/// Each step's time beside its plan, on one scale.
fn bars(it: &Summary) -> Vec<SummaryLine> {
    let most_s = it.steps.iter().map(|it| it.planned_s.max(it.spent_s)).max().unwrap_or(0);
    let bar = |it: &StepTime| SummaryLine::Bar {
        label: it.title.to_string(),
        note: step_note(it).to_owned(),
        planned_s: it.planned_s,
        spent_s: it.spent_s,
        most_s,
    };
    it.steps.iter().map(bar).collect()
}

fn step_note(it: &StepTime) -> &'static str {
    match (it.outside, it.left_early) {
        (_, true) => "left early",
        (true, false) => "own clock",
        (false, false) => "",
    }
}

/// Steps nobody was in, and why not.
fn not_entered(it: &Summary) -> Vec<String> {
    let told = [("skipped", &it.skipped), ("not needed", &it.fell_away)];
    let told = told.into_iter().filter(|(_, of)| !of.is_empty());
    told.map(|(word, of)| {
        let titles: Vec<&str> = of.iter().map(|it| &**it).collect();
        format!("{word}: {}", titles.join(", "))
    })
    .collect()
}

/// Who spoke how long in the rounds, by role, and how evenly.
fn talk(talk: &Talk) -> Vec<SummaryLine> {
    let share = talk.roles.iter().map(|(role, it)| SummaryLine::Share {
        label: format!("{} spoke", words::role(*role)),
        percent: it.0,
    });
    let even = talk.balance.map(|it| {
        let told =
            format!("balance of turns {} (100: all alike, towards 0: one spoke alone)", it.0);
        SummaryLine::Quiet(told)
    });
    share.chain(even).collect()
}

fn times(session: &Session, it: &Summary) -> Vec<String> {
    let boxed = words::span_of(it.elapsed_s, it.planned_s);
    let mut lines = vec![if it.length_s == it.elapsed_s {
        format!("in all {boxed}")
    } else {
        format!("in all {}: {boxed} in the timebox, the rest after it", words::span(it.length_s))
    }];
    if it.paused_s > 0 {
        lines.push(format!("paused {}", words::span(it.paused_s)));
    }
    if it.left_out_s > 0 {
        lines.push(format!("left out {}", words::span(it.left_out_s)));
    }
    if it.chosen.1 > 0 {
        lines.push(format!("extended by vote {}", words::span(it.chosen.0)));
    }
    if it.hat_s > 0 {
        lines.push(format!("under the strategy hat {}", words::span(it.hat_s)));
    }
    lines.extend(given_back(session, it));
    lines
}

/// Whole minutes by the clock, from the end to the one that was planned; none where some went on after the timebox.
fn given_back(session: &Session, it: &Summary) -> Option<String> {
    let merit = session.setup().ceremony.gives_back;
    let used_s = it.length_s + it.paused_s + it.left_out_s + it.start_delay_s.unwrap_or(0);
    let minutes = it.planned_s.saturating_sub(used_s) / 60;
    let none_after = it.length_s == it.elapsed_s;
    let shown = merit && none_after && minutes > 0 && session.phase() == Phase::Ended;
    shown.then(|| format!("given back {minutes} min × {} people", it.people))
}
