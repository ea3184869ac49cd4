//! How exports spell times, people and what became of a PM input. Plain words, safe inside Markdown.

use chrono::NaiveDate;

use crate::{
    ceremony::{Id, Role, whole_minutes},
    session::{Moment, PmState, Session, Talk, Tally},
};

/// `9:30`, or `1:52:00` from an hour on.
pub(super) fn clock(secs: u64) -> String {
    match secs {
        0..3600 => format!("{}:{:02}", secs / 60, secs % 60),
        _ => format!("{}:{:02}:{:02}", secs / 3600, secs % 3600 / 60, secs % 60),
    }
}

/// `52 min`, `1 h 52`.
pub(super) fn minutes(secs: u64) -> String {
    match whole_minutes(secs) {
        it @ 0..60 => format!("{it} min"),
        it => format!("{} h {:02}", it / 60, it % 60),
    }
}

/// The day the session was opened, where it was.
pub(super) fn day(session: &Session) -> Option<NaiveDate> {
    session.date(Moment(0))
}

pub(super) fn date(it: Option<NaiveDate>) -> String {
    it.map(|it| it.format("%-d %b").to_string()).unwrap_or_default()
}

pub(super) fn pm_state(state: &PmState) -> &'static str {
    match state {
        PmState::Dormant | PmState::SpokenFor(_) | PmState::Nobody => "not called for",
        PmState::Applicable | PmState::Requested => "open",
        PmState::Informed => "note goes out",
        PmState::Given => "given",
        PmState::Carried { assumption: false } => "carried",
        PmState::Carried { assumption: true } => "carried as an assumption",
        PmState::BriefSent => "brief",
        PmState::Answered => "answered",
        PmState::Deferred => "deferred",
        PmState::Waived => "waived",
        PmState::NotUsed => "not used",
        PmState::Missed => "missed",
    }
}

/// `6 developers, PO, SM`, those of the Scrum Team first; people the team file does not know are guests.
pub(super) fn present(session: &Session) -> String {
    let first_role = |name: &str| session.member(name).and_then(|it| it.roles.first().copied());
    let roles: Vec<Option<Role>> = session.present().iter().map(|it| first_role(it)).collect();
    let count = |of: Option<Role>| roles.iter().filter(|it| **it == of).count();
    let strangers = count(None) + count(Some(Role::Stakeholder));
    let kinds = [
        (count(Some(Role::Dev)), "developer", "developers"),
        (count(Some(Role::Po)), "PO", "POs"),
        (count(Some(Role::Sm)), "SM", "SMs"),
        (count(Some(Role::Pm)), "PM", "PMs"),
        (count(Some(Role::Pjm)), "project manager", "project managers"),
        (strangers, "guest", "guests"),
    ];
    let parts = kinds.iter().filter(|it| 0 < it.0).map(|(count, one, many)| match (count, *one) {
        (1, "PO" | "SM" | "PM") => (*one).to_owned(),
        (1, _) => format!("1 {one}"),
        _ => format!("{count} {many}"),
    });
    parts.collect::<Vec<String>>().join(", ")
}

/// `turns: dev 80 %, PO 20 %; balance 97`.
pub(super) fn talk(it: &Talk) -> String {
    let role = |it: Role| match it {
        Role::Po | Role::Pm | Role::Sm => it.word().to_uppercase(),
        Role::Dev | Role::Pjm | Role::Stakeholder => it.word().to_owned(),
    };
    let shares: Vec<String> =
        it.roles.iter().map(|(of, share)| format!("{} {} %", role(*of), share.0)).collect();
    let balance = it.balance.map(|it| format!("; balance {}", it.0)).unwrap_or_default();
    let shares = if let [_] = shares[..] { "one role alone".to_owned() } else { shares.join(", ") };
    format!("turns: {shares}{balance}")
}

pub(super) fn pulse(session: &Session, id: &Id) -> String {
    let pulse = session.setup().pulses.iter().find(|it| it.id == *id);
    pulse.map_or_else(|| id.to_string(), |it| it.title.to_string())
}

/// `3 (2–4), 6 votes`: lower median, lowest, highest; only ok or low where no more was kept.
pub(super) fn tally(it: &Tally) -> String {
    match it {
        Tally::Ok => "ok".to_owned(),
        Tally::Low => "low".to_owned(),
        Tally::Counts(counts) => {
            let votes: u32 = counts.iter().map(|it| it.1).sum();
            let (low, high) =
                (counts.first().map_or(0, |it| it.0), counts.last().map_or(0, |it| it.0));
            let middle = median(counts).unwrap_or(low);
            if low == high {
                format!("{middle}, {votes} votes")
            } else {
                format!("{middle} ({low}–{high}), {votes} votes")
            }
        }
    }
}

/// The lower median of counted values.
pub(super) fn median(counts: &[(u32, u32)]) -> Option<u32> {
    let votes: u32 = counts.iter().map(|it| it.1).sum();
    let middle = votes.checked_sub(1)? / 2;
    let mut seen = 0;
    counts.iter().find_map(|(value, count)| {
        seen += count;
        (middle < seen).then_some(*value)
    })
}
