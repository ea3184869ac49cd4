//! Which sessions fit a filter and what is typed: a few letters of title, team, sprint, day or tag, in any order.

use chrono::{DateTime, FixedOffset};

use super::Kept;
use crate::{
    app::{Listing, State},
    ceremony::{Id, Text},
    session::wall_clock,
};

/// Live and practice are looked at apart.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Shelf {
    #[default]
    Live,
    Practice,
}

/// What all shown sessions have in common. Archived ones are shown only when they are asked for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter(Vec<Only>);

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Only {
    Ceremony(Id),
    Team(Id),
    Sprint(Text),
    State(State),
    Tag(Text),
    Month(String),
    Archived,
}

impl Only {
    fn same_question(&self, other: &Only) -> bool {
        std::mem::discriminant(self) == std::mem::discriminant(other)
    }

    fn fits(&self, it: &Kept, line: &Listing) -> bool {
        match self {
            Only::Ceremony(id) => line.ceremony == *id,
            Only::Team(id) => line.team == *id,
            Only::Sprint(name) => line.sprint == *name,
            Only::State(state) => line.state == *state,
            Only::Tag(tag) => it.label.tags.contains(tag),
            Only::Month(month) => self::month(it) == *month,
            Only::Archived => it.label.archived,
        }
    }
}

impl Filter {
    /// Asks for this instead of the same question's answer before; once more asks for it no longer.
    pub fn toggle(&mut self, only: Only) {
        let had = self.0.contains(&only);
        self.0.retain(|it| !it.same_question(&only));
        if !had {
            self.0.push(only);
        }
    }

    pub fn all(&self) -> &[Only] {
        &self.0
    }

    /// A session that nothing is known of yet fits only where nothing is asked.
    pub(super) fn fits(&self, kept: &Kept, side: Shelf) -> bool {
        let archived = self.0.contains(&Only::Archived);
        let Some(line) = &kept.line else { return self.0.is_empty() && side == Shelf::Live };
        line.practice == (side == Shelf::Practice)
            && kept.label.archived == archived
            && self.0.iter().all(|only| only.fits(kept, line))
    }
}

/// The wall clock of the place where it was opened.
fn day(it: &Kept) -> DateTime<FixedOffset> {
    wall_clock(it.started_ms, it.offset_min())
}

/// `2026-11`.
pub(super) fn month(it: &Kept) -> String {
    day(it).format("%Y-%m").to_string()
}

/// Everything a session is called by, in small letters.
pub(super) fn names(it: &Kept) -> String {
    let mut names = day(it).format("%Y-%m-%d %A %-d %B %Y").to_string();
    if let Some(line) = &it.line {
        for part in [line.ceremony.as_str(), &line.title, &line.team_name, &line.sprint] {
            names.push(' ');
            names.push_str(part);
        }
        names.push(' ');
        names.push_str(line.state.word());
    }
    for part in it.label.tags.iter().chain([&it.label.title]) {
        names.push(' ');
        names.push_str(part);
    }
    names.to_lowercase()
}

/// Whether each typed word is in one of the names, letters left out here and there or not.
pub(super) fn is_named(names: &str, words: &str) -> bool {
    words.split_whitespace().all(|typed| {
        names.contains(typed) || names.split_whitespace().any(|name| is_short_for(typed, name))
    })
}

/// The first letters agree, and the others follow in order with at most as many skipped as typed.
fn is_short_for(typed: &str, name: &str) -> bool {
    let mut letters = name.chars();
    let (mut typed_letters, mut skipped) = (0, 0);
    for wanted in typed.chars() {
        let Some(passed) = letters.by_ref().position(|it| it == wanted) else { return false };
        if typed_letters == 0 && passed != 0 {
            return false;
        }
        (typed_letters, skipped) = (typed_letters + 1, skipped + passed);
    }
    skipped <= typed_letters
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_few_letters_of_a_name_find_it_and_others_do_not() {
        let names =
            "2026-11-20 friday 20 november 2026 retro sprint retrospective harbour sprint 14";
        for typed in ["retro", "rtro", "sprint 14", "14 harb", "nov", "2026-11", "hrbr fri", ""] {
            assert!(is_named(names, typed), "{typed}");
        }
        for typed in ["planning", "etrs", "export", "harbour sprint 15", "rvee"] {
            assert!(!is_named(names, typed), "{typed}");
        }
    }

    #[test]
    fn a_filter_answers_each_question_once_and_the_same_again_takes_it_off() {
        let mut filter = Filter::default();
        filter.toggle(Only::Sprint("Sprint 1".into()));
        filter.toggle(Only::State(State::Open));
        filter.toggle(Only::Sprint("Sprint 2".into()));
        assert_eq!(filter.all(), [Only::State(State::Open), Only::Sprint("Sprint 2".into())]);
        filter.toggle(Only::State(State::Open));
        assert_eq!(filter.all(), [Only::Sprint("Sprint 2".into())]);
    }
}
