//! What is true now: facts by hand, tag, profile or computation; and whether a condition holds.

use std::collections::BTreeSet;

use super::{Moment, Session};
use crate::ceremony::{CaptureKind, Condition, Fact, FactSource, Id, Text};

/// A fact's value and whether a person set it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FactState {
    pub value: bool,
    pub by_hand: bool,
}

impl Session {
    /// Every declared fact with its value, in the palette's order.
    pub fn facts(&self, now: Moment) -> Vec<(&Fact, FactState)> {
        self.setup().facts.facts.iter().map(|it| (it, self.fact_state(it, now))).collect()
    }

    pub fn fact(&self, id: &Id) -> Option<&Fact> {
        self.setup().facts.facts.iter().find(|it| it.id == *id)
    }

    pub fn is(&self, id: &Id, now: Moment) -> bool {
        self.fact(id).is_some_and(|it| self.fact_state(it, now).value)
    }

    fn fact_state(&self, fact: &Fact, now: Moment) -> FactState {
        if fact.by == FactSource::Tag {
            return self.tag_state(&fact.id);
        }
        if let Some(&value) = self.story.hand.get(&fact.id) {
            return FactState { value, by_hand: true };
        }
        let value = match &fact.by {
            FactSource::Profile => self.setup().profile.facts.contains(&fact.id),
            FactSource::Key | FactSource::Tag => false,
            FactSource::Ask { ceremonies, default } => {
                ceremonies.contains(&self.setup().ceremony.id) && self.holds(default, now)
            }
            FactSource::Derived(condition) => self.holds(condition, now),
        };
        FactState { value, by_hand: false }
    }

    /// Inside a loop the item or topic at hand decides, elsewhere any of today; what a person said comes first.
    fn tag_state(&self, tag: &Id) -> FactState {
        let said = |title: &Text| {
            let all = &self.story.tags;
            all.iter().find(|(it, of, _)| it == tag && of == title).map(|(_, _, on)| *on)
        };
        let listed =
            || self.items().iter().filter(|it| it.known.tags.contains(tag)).map(|it| &it.name);
        let by_hand = |value| FactState { value, by_hand: true };
        let hand = self.story.hand.get(tag).copied();
        if let Some(title) = self.current_title() {
            let known = FactState { value: listed().any(|it| *it == title), by_hand: false };
            return said(&title).or(if known.value { None } else { hand }).map_or(known, by_hand);
        }
        let tagged = self.story.tags.iter().any(|(it, _, on)| it == tag && *on);
        let known = FactState { value: listed().any(|it| said(it) != Some(false)), by_hand: false };
        hand.or(tagged.then_some(true)).map_or(known, by_hand)
    }

    /// Whether a topic or item was given the tag.
    pub fn is_tagged(&self, title: &Text, tag: &Id) -> bool {
        self.story.tags.iter().any(|(it, of, on)| it == tag && of == title && *on)
    }

    /// Facts that a person said are the case, tags on anything included; in order, each once.
    pub fn said(&self) -> Vec<Id> {
        let hand = self.story.hand.iter().filter(|it| *it.1).map(|it| it.0);
        let tags = self.story.tags.iter().filter(|it| it.2).map(|it| &it.0);
        hand.chain(tags).cloned().collect::<BTreeSet<Id>>().into_iter().collect()
    }

    /// Whether the condition holds now. [`Condition::Asked`] never does: only a person can say.
    pub fn holds(&self, condition: &Condition, now: Moment) -> bool {
        match condition {
            Condition::Always => true,
            Condition::Never | Condition::Asked => false,
            Condition::Is(fact) => self.is(fact, now),
            Condition::In(ceremony) => self.setup().ceremony.id == *ceremony,
            Condition::All(of) => of.iter().all(|it| self.holds(it, now)),
            Condition::Any(of) => of.iter().any(|it| self.holds(it, now)),
            Condition::Not(it) => !self.holds(it, now),
            Condition::Measure(measure, op, number) => {
                self.measure(measure, now).is_some_and(|it| op.holds(it, u64::from(*number)))
            }
            Condition::Compare(left, op, right, share) => {
                match (self.measure(left, now), self.measure(right, now)) {
                    (Some(left), Some(right)) => op.holds(left * 100, right * u64::from(*share)),
                    _ => false,
                }
            }
            Condition::Chosen(choice) => self.chosen(choice).is_some(),
            Condition::Chose(choice, option) => self.chosen(choice) == Some(option),
            Condition::Says(kind, words) => self.any_text(*kind, |text| {
                words.iter().all(|any| any.iter().any(|word| has_words(text, word)))
            }),
            Condition::Opens(kind, words) => self.any_text(*kind, |text| {
                words.iter().any(|word| text.to_lowercase().starts_with(&word.to_lowercase()))
            }),
        }
    }

    fn any_text(&self, kind: CaptureKind, says: impl Fn(&str) -> bool) -> bool {
        self.captures().iter().any(|it| it.capture.kind == kind && says(&it.capture.text))
    }

    /// The true facts that make a condition hold; none when it does not.
    pub(super) fn causes(&self, condition: &Condition, now: Moment) -> Vec<Id> {
        let mut causes = Vec::new();
        self.collect_causes(condition, now, &mut causes);
        causes
    }

    fn collect_causes(&self, condition: &Condition, now: Moment, causes: &mut Vec<Id>) {
        if !self.holds(condition, now) {
            return;
        }
        match condition {
            Condition::Is(fact) if !causes.contains(fact) => causes.push(fact.clone()),
            Condition::All(of) | Condition::Any(of) => {
                for it in of {
                    self.collect_causes(it, now, causes);
                }
            }
            _ => {}
        }
    }
}

/// Whether the words stand in the text as whole words, whatever their case.
fn has_words(text: &str, words: &str) -> bool {
    let split = |it: &str| -> Vec<String> {
        it.split(|it: char| !it.is_alphanumeric() && it != '\'')
            .filter(|it| !it.is_empty())
            .map(str::to_lowercase)
            .collect()
    };
    let (text, words) = (split(text), split(words));
    !words.is_empty() && text.windows(words.len()).any(|it| it == words)
}

#[cfg(test)]
mod tests {
    use super::has_words;

    #[test]
    fn words_are_whole_and_case_does_not_matter() {
        assert!(has_words("Our Velocity must rise.", "velocity"));
        assert!(has_words("try to be nicer", "Try to"));
        assert!(!has_words("velocities", "velocity"));
        assert!(!has_words("anything", ""));
    }
}
