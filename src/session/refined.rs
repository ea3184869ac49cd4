//! What a refinement made of each item: size, criteria, open questions, slices. Compares what was known with what is; stores nothing.

use super::{Item, PassState, Session};
use crate::ceremony::{CaptureKind, Instrument, Text};

/// An item that was refined.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refined<'a> {
    pub item: &'a Item,
    /// Its size before; empty where it had none.
    pub size_before: Text,
    pub criteria_before: usize,
    /// Questions about it that nobody has answered here.
    pub questions: usize,
    /// What it was split into here.
    pub into: Vec<Text>,
}

impl Refined<'_> {
    pub fn is_resized(&self) -> bool {
        self.size_before != self.item.known.size
    }

    pub fn has_other_criteria(&self) -> bool {
        self.criteria_before != self.item.known.criteria.len()
    }
}

impl Session {
    /// The items a ceremony that refines went through or changed, in their order; none elsewhere.
    pub fn refined(&self) -> Vec<Refined<'_>> {
        let refines = |it: Instrument| it == Instrument::Poker;
        let steps = self.setup().ceremony.steps.iter().filter(|it| refines(it.instrument));
        let lines: Vec<_> = steps.flat_map(|it| self.passes_of(it)).collect();
        let done = lines.iter().filter(|it| matches!(it.state, PassState::Done(_)));
        let seen: Vec<Text> = done.map(|it| it.pass.title()).collect();
        let all = self.items().iter().filter(|_| !lines.is_empty()).map(|it| self.refine(it));
        all.filter(|it| {
            seen.contains(&it.item.name)
                || it.is_resized()
                || it.has_other_criteria()
                || 0 < it.questions
                || !it.into.is_empty()
                || self.rounds(&it.item.name).next().is_some()
        })
        .collect()
    }

    fn refine<'a>(&'a self, item: &'a Item) -> Refined<'a> {
        let before = item.place.and_then(|at| self.setup().given.items.get(at));
        let open = self.captures().iter().map(|it| &it.capture).filter(|it| {
            it.kind == CaptureKind::Question
                && it.outcome.trim().is_empty()
                && it.about.as_ref() == Some(&item.name)
        });
        let fresh = self.slices(item).filter(|it| it.place.is_none());
        Refined {
            item,
            size_before: before.map(|it| it.size.clone()).unwrap_or_default(),
            criteria_before: before.map_or(0, |it| it.criteria.len()),
            questions: open.count(),
            into: fresh.map(|it| it.known.title.clone()).collect(),
        }
    }
}
