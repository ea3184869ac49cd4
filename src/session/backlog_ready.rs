//! The readiness list of an item: a picture of what is there and what is missing. A guide, never a gate.

use super::{Item, Session};
use crate::ceremony::{Amount, CaptureKind, Field, Id, Point, Seen, Text};

/// What the program can say of one point.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Readiness {
    Met,
    Missing,
    /// Only people know.
    Unknown,
    /// Not asked of this item.
    NotAsked,
}

impl Session {
    /// Every point of the list with what can be seen of it.
    pub fn readiness(&self, item: &Item) -> Vec<(&Point, Readiness)> {
        let points = self.setup().refining.points.iter();
        points.map(|it| (it, self.seen(item, &it.seen))).collect()
    }

    fn seen(&self, item: &Item, seen: &Seen) -> Readiness {
        let holds = |it: bool| if it { Readiness::Met } else { Readiness::Missing };
        match seen {
            Seen::Why => holds(!item.known.why.trim().is_empty()),
            Seen::Criteria(least, most) => {
                let count = u32::try_from(item.known.criteria.len()).unwrap_or(u32::MAX);
                holds((*least..=*most).contains(&count))
            }
            Seen::Questions => holds(self.open_questions(item).next().is_none()),
            Seen::Size => holds(!item.known.size.is_empty() && !self.is_too_big(item)),
            Seen::Tag(tag) if self.has_tag(item, tag) => Readiness::Met,
            Seen::Eye | Seen::Tag(_) => Readiness::Unknown,
            Seen::Covered(tag) if self.has_tag(item, tag) => holds(self.is_covered(&item.name)),
            Seen::Covered(_) => Readiness::NotAsked,
        }
    }

    /// Questions about the item without an answer.
    pub fn open_questions(&self, item: &Item) -> impl Iterator<Item = &super::Captured> {
        let name = item.name.clone();
        self.captures().iter().filter(move |it| {
            it.capture.kind == CaptureKind::Question
                && it.capture.about.as_ref() == Some(&name)
                && it.capture.lacks(Field::Answer)
        })
    }

    /// More than half of what a sprint usually delivers, where both are numbers.
    pub fn is_too_big(&self, item: &Item) -> bool {
        self.item_share(item).is_some_and(|it| 50 < it)
    }

    /// An item's size in hundredths of what a sprint usually delivers, rounded up.
    pub(super) fn item_share(&self, item: &Item) -> Option<u64> {
        if self.setup().given.by_count {
            return None;
        }
        let mut done = self.setup().given.velocities.clone();
        done.sort_unstable();
        let middle = *done.get(done.len().checked_sub(1)? / 2)?;
        let size = u64::from(item.known.size.parse::<Amount>().ok()?.hundredths());
        (0 < middle).then(|| size.div_ceil(u64::from(middle)))
    }

    /// Items taken in that miss something although nobody said why they come all the same.
    pub(super) fn selected_unready(&self) -> u64 {
        let taken = self.selected().items;
        let items = taken.iter().filter_map(|(title, _)| self.item(title));
        let unready = items.filter(|it| {
            let reason = it.priority.as_ref().is_some_and(|it| !it.why.is_empty());
            !reason && self.readiness(it).iter().any(|it| it.1 == Readiness::Missing)
        });
        unready.count() as u64
    }

    /// Somebody looks after something that was written down about it.
    fn is_covered(&self, name: &Text) -> bool {
        self.captures()
            .iter()
            .any(|it| it.capture.about.as_ref() == Some(name) && !it.capture.lacks(Field::Owner))
    }

    /// What a scheme makes of the numbers given for an item: `WSJF 4.3`.
    pub fn rank(&self, item: &Item) -> Option<Text> {
        let priority = item.priority.as_ref()?;
        let scheme = self.scheme(priority.scheme.as_ref()?)?;
        Some(Text::new(format!("{} {}", scheme.title, scheme.outcome(&priority.values)?)))
    }

    pub fn scheme(&self, id: &Id) -> Option<&crate::ceremony::Scheme> {
        self.setup().refining.schemes.iter().find(|it| it.id == *id)
    }
}
