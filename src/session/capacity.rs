//! What the developers have for the sprint, and what was taken on against it. Totals only: whose days they are is in no record.

use super::{Availability, Event, GivenForecast, GivenItem, PassEnd, Refusal, Session};
use crate::ceremony::{Amount, Ceremony, Instrument, Over, Percent, Text};

/// Productive hours in a day after mail and meetings (W:capacity: 5 to 6 are common).
const HOURS: Amount = Amount::whole(6);
/// The share of those that goes into planned work (W:capacity: 0.5 to 0.85).
const FOCUS: Percent = Percent(70);
/// Kept free for what nobody planned (W:capacity: 10 to 20 %).
const FREE: Percent = Percent(15);
const MOST_HOURS: u32 = 24;
const MOST_FREE: u32 = 90;

/// What there is to work with in a sprint.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Capacity {
    /// Developers counted.
    pub people: u32,
    /// Working days of the sprint.
    pub days: u32,
    /// Person-days there are, days away and duties taken off.
    pub available: Amount,
    /// Person-days that duties take.
    pub duties: Amount,
    /// Productive hours of a day.
    pub hours: Amount,
    /// The share of them that goes into planned work.
    pub focus: Percent,
    /// The share of that which is kept free for what nobody planned.
    pub free: Percent,
}

impl Capacity {
    /// Person-days if everybody were here for all of it, all week.
    pub fn full(&self) -> Amount {
        Amount::whole(self.people.saturating_mul(self.days))
    }

    /// Person-days there are, in hundredths of the full ones.
    pub fn share(&self) -> Percent {
        Percent(self.available.times(100, self.full().hundredths()).hundredths())
    }

    /// Hours of planned work the developers have time for.
    pub fn work(&self) -> Amount {
        self.available.times(self.hours.hundredths(), 100).percent(self.focus.0)
    }

    /// Hours of planned work when some of it is kept free.
    pub fn to_plan(&self) -> Amount {
        self.work().less(self.work().percent(self.free.0))
    }
}

/// Counted at a step that counts it, and never more days than the sprint has.
pub(super) fn decide(
    session: &Session,
    available: Amount,
    duties: Amount,
    (hours, focus, free): (Option<Amount>, Option<Percent>, Option<Percent>),
) -> Result<Event, Refusal> {
    if session.step().is_none_or(|it| it.instrument != Instrument::Capacity) {
        return Err(Refusal::NoCapacity);
    }
    let was = session.capacity();
    let capacity = Capacity {
        available,
        duties,
        hours: hours.unwrap_or(was.hours),
        focus: focus.unwrap_or(was.focus),
        free: free.unwrap_or(was.free),
        ..was
    };
    let limits = [
        (capacity.available + capacity.duties, 0, was.people.saturating_mul(was.days)),
        (capacity.hours, 1, MOST_HOURS),
        (Amount::whole(capacity.focus.0), 1, 100),
        (Amount::whole(capacity.free.0), 0, MOST_FREE),
    ];
    let outside =
        |it: &&(Amount, u32, u32)| it.0 < Amount::whole(it.1) || Amount::whole(it.2) < it.0;
    if let Some(&(_, least, most)) = limits.iter().find(outside) {
        return Err(Refusal::OutsideLimits { least, most });
    }
    if session.story.capacity.is_some_and(|it| it.1 == capacity) {
        return Err(Refusal::Unchanged);
    }
    Ok(Event::CapacitySet { capacity })
}

/// What was taken on for the sprint.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Selected {
    /// Title and size of each item, kept ones of the last sprint first.
    pub items: Vec<(Text, Text)>,
    /// The sum of the sizes that are numbers; how many items where those before were counted.
    pub size: Amount,
    /// Items without such a size, where sizes count.
    pub unsized_items: usize,
}

/// Whether a ceremony of this kind plans a sprint.
pub fn plans_a_sprint(ceremony: &Ceremony) -> bool {
    ceremony.steps.iter().any(|it| it.instrument == Instrument::Capacity)
}

impl Session {
    /// As counted here; else as the team file and the calendar tell it, in the manner of last time.
    pub fn capacity(&self) -> Capacity {
        self.story.capacity.map_or_else(|| Availability::of(self).capacity(), |it| it.1)
    }

    /// The record in which it was counted last.
    pub fn capacity_n(&self) -> Option<u64> {
        self.story.capacity.map(|it| it.0)
    }

    /// Before anybody counted: the days of the team file, hours and shares as last time.
    pub(super) fn uncounted(&self) -> Capacity {
        let last = self.setup().given.last_capacity;
        last.unwrap_or(Capacity { hours: HOURS, focus: FOCUS, free: FREE, ..Capacity::default() })
    }

    /// The forecast of this sprint, in proportion to the days there are where those of earlier sprints are known. Of whole
    /// numbers it makes whole numbers.
    pub fn forecast(&self) -> Option<GivenForecast> {
        let given = &self.setup().given;
        let forecast = given.forecast?;
        let Some(usual) = given.usual_days.map(Amount::hundredths).filter(|it| 0 < *it) else {
            return Some(forecast);
        };
        let days = self.capacity().available.hundredths();
        let scaled = |it: Amount| it.times(days, usual);
        let GivenForecast { low, mid, high } = forecast;
        let exact = GivenForecast { low: scaled(low), mid: scaled(mid), high: scaled(high) };
        let of_whole = [low, mid, high].iter().all(|it| it.hundredths() % 100 == 0);
        Some(if of_whole { whole_inside(exact) } else { exact })
    }

    /// Items kept from the last sprint and items taken in.
    pub fn selected(&self) -> Selected {
        let mut items: Vec<(Text, Text)> = Vec::new();
        for (over, outcome) in [(Over::CarryOvers, "keep"), (Over::Items, "in")] {
            for title in self.ended_with(&over, outcome) {
                if !items.iter().any(|it| it.0 == title) {
                    let size = self.size_of(&title);
                    items.push((title, size));
                }
            }
        }
        if self.setup().given.by_count {
            let size = Amount::whole(u32::try_from(items.len()).unwrap_or(u32::MAX));
            return Selected { items, size, unsized_items: 0 };
        }
        let sizes: Vec<Amount> = items.iter().filter_map(|it| it.1.parse().ok()).collect();
        Selected {
            size: sizes.iter().copied().sum(),
            unsized_items: items.len() - sizes.len(),
            items,
        }
    }

    fn ended_with(&self, over: &Over, outcome: &str) -> Vec<Text> {
        let steps = self.setup().ceremony.steps.iter();
        let loops = steps.filter(|it| it.passes.as_ref().is_some_and(|it| it.over == *over));
        let ended = |it: &super::PassLine| matches!(&it.state, super::PassState::Done(Some(how)) if *how == outcome);
        loops.flat_map(|it| self.passes_of(it)).filter(ended).map(|it| it.pass.title()).collect()
    }

    /// How large an item is; empty when nobody has said.
    pub fn size_of(&self, title: &Text) -> Text {
        let past = || self.setup().given.carry_overs.iter().find(|it| it.label() == *title);
        let listed = self.item(title).map(|it| &it.known).filter(|it| !it.size.is_empty());
        let known = listed.or_else(past);
        known.map(|it| it.size.clone()).unwrap_or_default()
    }

    /// The selected size in hundredths of a figure of the forecast, rounded up: over 100 is above it.
    pub(super) fn selected_share(&self, figure: fn(GivenForecast) -> Amount) -> Option<u64> {
        let figure = u64::from(figure(self.forecast()?).hundredths()).max(1);
        Some((u64::from(self.selected().size.hundredths()) * 100).div_ceil(figure))
    }

    /// Titles taken in after the goal was final.
    pub fn added_after_goal(&self) -> Vec<Text> {
        let finals = self.captures().iter().filter(|it| it.capture.is_final);
        let Some(goal) = finals.map(|it| it.n).min() else { return Vec::new() };
        let taken = |before: bool| {
            let records = self.effective().filter(move |it| (it.n < goal) == before);
            records.filter_map(|it| match &it.event {
                Event::Passed { pass, how: PassEnd::Done(Some(how)) } if *how == "in" => {
                    Some(pass.title())
                }
                _ => None,
            })
        };
        let before: Vec<Text> = taken(true).collect();
        let mut added: Vec<Text> = taken(false).filter(|it| !before.contains(it)).collect();
        added.sort_unstable();
        added.dedup();
        let kept = self.ended_with(&Over::Items, "in");
        added.retain(|it| kept.contains(it));
        added
    }

    /// The load planned, in hundredths of the time there is; nothing until it was counted.
    pub(super) fn load(&self) -> Option<u64> {
        self.story.capacity.map(|it| u64::from(100_u32.saturating_sub(it.1.free.0)))
    }
}

impl super::Given {
    /// Sizes of candidates that are ready, in hundredths of the middle of the forecast; nothing while there is none.
    pub fn ready_share(&self) -> Option<Percent> {
        let middle = self.forecast?.mid.hundredths();
        let size: Amount = if self.by_count {
            self.items.iter().filter(|it| !it.criteria.is_empty()).map(|_| Amount::whole(1)).sum()
        } else {
            let ready = self.items.iter().filter(|it| it.is_ready());
            ready.filter_map(|it| it.size.parse::<Amount>().ok()).sum()
        };
        let share = u64::from(size.hundredths()) * 100 / u64::from(middle.max(1));
        Some(Percent(u32::try_from(share).unwrap_or(u32::MAX)))
    }
}

impl GivenItem {
    /// The least a team needs to take it on: a size, and what must be true when it is done.
    pub fn is_ready(&self) -> bool {
        !self.criteria.is_empty() && self.size.parse::<Amount>().is_ok()
    }
}

/// The whole numbers inside.
fn whole_inside(GivenForecast { low, mid, high }: GivenForecast) -> GivenForecast {
    let mid = mid.hundredths().saturating_add(50) / 100;
    GivenForecast {
        low: Amount::whole(low.hundredths().div_ceil(100).min(mid)),
        mid: Amount::whole(mid),
        high: Amount::whole((high.hundredths() / 100).max(mid)),
    }
}
