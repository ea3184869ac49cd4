//! Every text of a record that a person typed: what a length limit must look at.

use super::{Capture, Ending, Event, ItemChange, PmAct, Sizing};
use crate::ceremony::Text;

/// The most bytes one event may carry in typed texts; with escapes, a journal line stays below its 64 KiB.
pub const MOST: u32 = 24 * 1024;

impl Event {
    /// Texts that were typed, ids and names apart.
    pub fn typed(&self) -> Vec<&Text> {
        match self {
            Event::Captured { capture }
            | Event::Amended { capture, .. }
            | Event::Renewed { capture, .. } => capture.typed(),
            Event::Planned { titles } => titles.iter().collect(),
            Event::PmInput { act, .. } => act.typed(),
            Event::Settled { how, .. } => vec![how],
            Event::ItemChanged { change, .. } => change.typed(),
            Event::CardsShown { cards, .. } => cards.iter().collect(),
            Event::Grouped { topics, title } => topics.iter().chain([title]).collect(),
            Event::Retitled { topic, title } => vec![topic, title],
            Event::CardMoved { card, from, to, .. } => [card, from].into_iter().chain(to).collect(),
            Event::DotsShown { dots, .. } => dots.iter().map(|(title, _)| title).collect(),
            Event::Released { topic, .. } => vec![topic],
            Event::BudgetSet { why, .. } | Event::ActivitySkipped { why, .. } => vec![why],
            Event::Entered { overridden, .. } => overridden.iter().map(|(_, why)| why).collect(),
            Event::Ended { how: Ending::Aborted { words, .. }, .. } => vec![words],
            Event::Began { .. }
            | Event::Attended { .. }
            | Event::Passed { .. }
            | Event::FactSet { .. }
            | Event::Confirmed { .. }
            | Event::ActivityDone { .. }
            | Event::Chose { .. }
            | Event::Extended { .. }
            | Event::Paused
            | Event::Resumed
            | Event::Rebalanced { .. }
            | Event::CapacitySet { .. }
            | Event::Flagged { .. }
            | Event::Revealed { .. }
            | Event::HandsShown { .. }
            | Event::BoardSet { .. }
            | Event::CheckInChosen { .. }
            | Event::CardsDropped { .. }
            | Event::Ended { how: Ending::Done | Ending::Early, .. }
            | Event::Struck { .. }
            | Event::Restored { .. }
            | Event::Reopened { .. }
            | Event::Gap { .. }
            | Event::Interrupted { .. } => Vec::new(),
        }
    }
}

impl ItemChange {
    fn typed(&self) -> Vec<&Text> {
        match self {
            ItemChange::Renamed(text)
            | ItemChange::Keyed(text)
            | ItemChange::Explained(text)
            | ItemChange::Described(text) => vec![text],
            ItemChange::Required(texts) | ItemChange::Split { into: texts, .. } => {
                texts.iter().collect()
            }
            ItemChange::Sized { size, by: Sizing::Override(why) } => vec![size, why],
            ItemChange::Sized { .. } => Vec::new(),
            ItemChange::Moved { why, .. } => vec![why],
            ItemChange::Ranked(priority) => vec![&priority.why],
        }
    }
}

impl Capture {
    pub fn typed(&self) -> Vec<&Text> {
        let own = [
            &self.text,
            &self.owner,
            &self.sort,
            &self.next_step,
            &self.signal,
            &self.from,
            &self.outcome,
        ];
        own.into_iter().chain(&self.about).collect()
    }
}

impl PmAct {
    fn typed(&self) -> Vec<&Text> {
        match self {
            PmAct::Answered(text) => vec![text],
            PmAct::Briefed(brief) => {
                let own = [&brief.question, &brief.default, &brief.silence];
                own.into_iter().chain(&brief.options).collect()
            }
            PmAct::Requested
            | PmAct::Given
            | PmAct::Carried { .. }
            | PmAct::Deferred { .. }
            | PmAct::Waived => Vec::new(),
        }
    }
}
