//! Votes as they are kept: how many chose what, lowest first; for a private vote of few people only whether it was low.

use super::{Event, Refusal, Session, Tally};
use crate::ceremony::{Id, PulseKind};

/// Votes become how many chose what: the order they came in is lost on purpose.
pub(super) fn reveal(session: &Session, pulse: Id, mut values: Vec<u32>) -> Result<Event, Refusal> {
    let known = session.setup().pulses.iter().find(|it| it.id == pulse);
    let known = known.ok_or_else(|| Refusal::NoSuchPulse(pulse.clone()))?;
    let (from, to, _) = known.kind.scale();
    if values.is_empty() {
        return Err(Refusal::NoVotes);
    }
    let people = session.setup().team.members.len();
    if people < values.len() {
        return Err(Refusal::TooManyVotes { most: u32::try_from(people).unwrap_or(u32::MAX) });
    }
    if let Some(&value) = values.iter().find(|it| !(from..=to).contains(it)) {
        return Err(Refusal::OutOfRange { value, from, to });
    }
    values.sort_unstable();
    Ok(Event::Revealed { tally: tally(&known.kind, &values), pulse })
}

fn tally(kind: &PulseKind, sorted: &[u32]) -> Tally {
    let (few, is_low) = match kind {
        PulseKind::Scale { .. } => (0, false),
        PulseKind::Private { at_least, low, middle, .. } => {
            let median = sorted[(sorted.len() - 1) / 2];
            (*at_least, sorted.iter().any(|it| it < low) || median < *middle)
        }
        PulseKind::Kinds { at_least, concern, .. } => {
            let many = sorted.iter().filter(|it| *concern <= **it).count();
            (*at_least, sorted.len() < many * 2)
        }
    };
    if sorted.len() < few as usize {
        return if is_low { Tally::Low } else { Tally::Ok };
    }
    let mut counts: Vec<(u32, u32)> = Vec::new();
    for &value in sorted {
        match counts.last_mut() {
            Some(last) if last.0 == value => last.1 += 1,
            _ => counts.push((value, 1)),
        }
    }
    Tally::Counts(counts)
}
