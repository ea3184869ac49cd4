//! What should hold before leaving a step, and the numbers its sentence names.

use super::{CardInput, Moment, Open, Secret, Session};
use crate::ceremony::{
    CaptureKind, Condition, Field, Guard, Id, Level, Measure, SeenBy, Step, Text,
};

/// A guard as *Leave when* shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GuardLine<'a> {
    pub guard: &'a Guard,
    pub state: GuardState,
    /// What it does on leaving: a guard only a person can judge is never more than a hint.
    pub level: Level,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GuardState {
    Holds,
    /// A person said so.
    Confirmed,
    Unmet,
}

impl GuardLine<'_> {
    pub fn is_unmet(&self) -> bool {
        self.state == GuardState::Unmet
    }
}

impl Session {
    /// The guards of the current step that exist now.
    pub fn guards(&self, now: Moment) -> Vec<GuardLine<'_>> {
        self.step().map(|it| self.guards_of(it, now)).unwrap_or_default()
    }

    /// As `guards`, with what the rounds that are open tell of themselves.
    pub fn guards_beside(&self, open: &Open, now: Moment) -> Vec<GuardLine<'_>> {
        let mut lines = self.guards(now);
        for it in lines.iter_mut().filter(|it| it.is_unmet()) {
            if it.guard.seen.is_some_and(|seen| self.sees(open, seen)) {
                it.state = GuardState::Holds;
            }
        }
        lines
    }

    fn sees(&self, open: &Open, what: SeenBy) -> bool {
        let typed = self.card_input() == CardInput::Typed;
        let people = self.voters().len();
        let all =
            |of: Option<&Secret>| of.is_some_and(|it| 0 < people && people <= it.count_done());
        match what {
            SeenBy::Ready => typed && all(open.ready()),
            SeenBy::Shown => typed && open.hidden_cards(self) == 0 && self.cards().next().is_some(),
            SeenBy::Placed => self.has_dots() || all(open.placed(self)),
        }
    }

    pub fn guards_of<'a>(&'a self, step: &'a Step, now: Moment) -> Vec<GuardLine<'a>> {
        let exist = step.guards.iter().filter(|it| !it.by_design && self.holds(&it.when, now));
        let asked_for = exist.filter(|it| !self.votes_otherwise(step, &it.holds));
        asked_for.map(|it| self.guard_line(it, now)).collect()
    }

    /// Whether a condition is about the step's own vote, and a check-in was chosen that takes another or none.
    fn votes_otherwise(&self, step: &Step, about: &Condition) -> bool {
        let of = match first_measure(about) {
            Some(
                Measure::Rounds(it)
                | Measure::Votes(it)
                | Measure::Lowest(it)
                | Measure::Median(it),
            ) => Some(it),
            _ => None,
        };
        let own = step.pulse.as_ref().filter(|it| of == Some(*it));
        let chosen = self.story.check_ins.get(&step.id);
        let chosen = chosen.and_then(|id| self.setup().check_ins.iter().find(|it| it.id == *id));
        own.is_some() && chosen.is_some_and(|it| it.pulse.as_ref() != own)
    }

    fn guard_line<'a>(&'a self, guard: &'a Guard, now: Moment) -> GuardLine<'a> {
        let asked = guard.holds == Condition::Asked;
        let state = if self.story.confirmed.contains(&guard.id) {
            GuardState::Confirmed
        } else if self.holds(&guard.holds, now) {
            GuardState::Holds
        } else {
            GuardState::Unmet
        };
        GuardLine { guard, state, level: if asked { Level::Hint } else { guard.level } }
    }

    /// Guards of this level on the current step that do not hold.
    pub(super) fn unmet(&self, level: Level, now: Moment) -> Vec<Id> {
        let lines = self.guards(now).into_iter();
        lines
            .filter(|it| it.is_unmet() && it.level == level)
            .map(|it| it.guard.id.clone())
            .collect()
    }

    /// A guard's sentence with its numbers filled in.
    pub fn say(&self, guard: &Guard, now: Moment) -> Text {
        self.fill(&guard.say, &guard.holds, now)
    }

    /// Replaces `{name}` by the number of that name; `{count}` and `{lowest}` come from the condition's own measure.
    pub fn fill(&self, text: &str, about: &Condition, now: Moment) -> Text {
        let mut filled = text.to_owned();
        for name in PLACEHOLDERS {
            let placeholder = format!("{{{name}}}");
            if filled.contains(&placeholder) {
                let value = self.placeholder(name, about, now).unwrap_or_else(|| "–".to_owned());
                filled = filled.replace(&placeholder, &value);
            }
        }
        Text::new(filled)
    }

    fn placeholder(&self, name: &str, about: &Condition, now: Moment) -> Option<String> {
        let number = |it: Option<u64>| it.map(|it| it.to_string());
        match name {
            "count" | "lowest" | "spread" => number(self.measure(first_measure(about)?, now)),
            "minutes" => number(self.start_delay_ms().map(|it| it / 60_000)),
            "left" => Some(minutes_and_seconds(self.left_ms(now))),
            "end" => self.clock(now).map(|it| self.wall_clock(it.ends_ms)),
            "box" => {
                let slot = self.slot_ms().or_else(|| self.step_box_ms(&self.here()))?;
                Some((slot / 60_000).max(1).to_string())
            }
            "action" => {
                let actions =
                    self.captures().iter().filter(|it| it.capture.kind == CaptureKind::Action);
                actions
                    .map(|it| &it.capture)
                    .find(|it| it.lacks(Field::Owner))
                    .map(|it| it.text.to_string())
            }
            "goal" => self.goal().map(|it| it.to_string()),
            "sum" => Some(self.selected().size.to_string()),
            "low" | "mid" | "high" => self.forecast().map(|it| {
                let figure = match name {
                    "low" => it.low,
                    "mid" => it.mid,
                    _ => it.high,
                };
                figure.to_string()
            }),
            "check_in" => Some(self.opening_words()),
            "dots" => Some(self.budget().each.to_string()),
            "days" => number(self.measure(&Measure::DaysLeft, now)),
            _ => None,
        }
    }

    /// `09:45` on the clock of the place where the session was opened.
    pub fn wall_clock(&self, wall_ms: i64) -> String {
        let local = wall_ms.saturating_add(i64::from(self.setup().opened.offset_min) * 60_000);
        let minutes = local.div_euclid(60_000).rem_euclid(24 * 60);
        format!("{:02}:{:02}", minutes / 60, minutes % 60)
    }
}

/// The names a sentence of an asset may use in braces.
pub const PLACEHOLDERS: [&str; 16] = [
    "count", "lowest", "spread", "minutes", "left", "end", "box", "action", "goal", "sum", "low",
    "mid", "high", "days", "dots", "check_in",
];

fn first_measure(condition: &Condition) -> Option<&Measure> {
    match condition {
        Condition::Measure(measure, ..) | Condition::Compare(measure, ..) => Some(measure),
        Condition::All(of) | Condition::Any(of) => of.iter().find_map(first_measure),
        Condition::Not(it) => first_measure(it),
        Condition::Always
        | Condition::Never
        | Condition::Asked
        | Condition::Is(_)
        | Condition::In(_)
        | Condition::Chosen(_)
        | Condition::Chose(..)
        | Condition::Says(..)
        | Condition::Opens(..) => None,
    }
}

/// `12:05`; hours join the minutes.
pub fn minutes_and_seconds(ms: u64) -> String {
    let secs = ms / 1000;
    format!("{:02}:{:02}", secs / 60, secs % 60)
}
