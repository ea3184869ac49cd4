//! Who owns what in a team: its answers to a fixed list of responsibilities, and what they show. Roles only, no names.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::ceremony::{Id, Role, Text};

/// The best mark for how well something is done; 0 is not at all.
pub const MOST_WELL: u8 = 3;
/// A mark up to this one is a weak spot.
const WEAK: u8 = 1;
/// So many beyond what is expected, or so many done badly, are too much for one.
const MORE: usize = 4;
const BADLY: usize = 3;

/// A responsibility of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Duty {
    pub id: Id,
    pub say: Text,
    /// Who should own it here: one role, or all that share it.
    pub owners: Vec<Role>,
    pub why: Text,
}

/// One answer: who does it, and how well.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Held {
    pub duty: Id,
    /// Nobody, one, or several; sorted.
    pub owners: Vec<Role>,
    /// From 0 to 3, when it was said.
    #[serde(default)]
    pub well: Option<u8>,
    pub day: NaiveDate,
}

/// A team's answers, the last one to each duty.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct GapMap {
    held: Vec<Held>,
}

/// What the answers show, by places in the list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Findings {
    pub unowned: Vec<usize>,
    /// Owned by several where one should, or not by exactly those who share it.
    pub doubled: Vec<usize>,
    /// Owned by another role than expected.
    pub elsewhere: Vec<usize>,
    /// Owned, and done badly.
    pub weak: Vec<usize>,
    pub overloaded: Vec<Load>,
    pub as_expected: usize,
    pub answered: usize,
}

/// Somebody with too much: clearly more than the list expects of them, or several things done badly.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Load {
    pub role: Role,
    pub owns: usize,
    pub expected: usize,
    pub badly: usize,
}

impl Load {
    fn is_too_much(&self) -> bool {
        self.expected + MORE <= self.owns || BADLY <= self.badly
    }
}

impl GapMap {
    pub fn of(answers: impl IntoIterator<Item = Held>) -> GapMap {
        let mut map = GapMap::default();
        for it in answers {
            map.take(it);
        }
        map
    }

    /// The later answer counts.
    pub fn take(&mut self, it: Held) {
        self.held.retain(|known| known.duty != it.duty);
        self.held.push(it);
    }

    pub fn into_held(self) -> impl Iterator<Item = Held> {
        self.held.into_iter()
    }

    pub fn held(&self, duty: &Id) -> Option<&Held> {
        self.held.iter().find(|it| it.duty == *duty)
    }

    /// When it was last looked at.
    pub fn day(&self) -> Option<NaiveDate> {
        self.held.iter().map(|it| it.day).max()
    }

    /// What it shows. Where one person is product owner and product manager (`combined`), the two count as one.
    pub fn findings(&self, duties: &[Duty], combined: bool) -> Findings {
        let mut found = Findings::default();
        let mut loads: Vec<Load> = Vec::new();
        for (n, duty) in duties.iter().enumerate() {
            let Some(held) = self.held(&duty.id) else { continue };
            found.answered += 1;
            let (owners, expected) =
                (people(&held.owners, combined), people(&duty.owners, combined));
            let is_weak = held.well.is_some_and(|it| it <= WEAK);
            for role in owners.iter().chain(&expected) {
                if !loads.iter().any(|it| it.role == *role) {
                    loads.push(Load { role: *role, owns: 0, expected: 0, badly: 0 });
                }
            }
            for it in &mut loads {
                let owns = owners.contains(&it.role);
                it.owns += usize::from(owns);
                it.expected += usize::from(expected.contains(&it.role));
                it.badly += usize::from(owns && is_weak);
            }
            match owners.len() {
                0 => found.unowned.push(n),
                _ if owners == expected => found.as_expected += 1,
                1 if !expected.contains(&owners[0]) => found.elsewhere.push(n),
                _ => found.doubled.push(n),
            }
            if !owners.is_empty() && is_weak {
                found.weak.push(n);
            }
        }
        loads.retain(Load::is_too_much);
        found.overloaded = loads;
        found
    }

    /// The share that is owned as expected; unknown until every duty has an answer.
    pub fn share(&self, duties: &[Duty], combined: bool) -> Option<f64> {
        let found = self.findings(duties, combined);
        let whole = u32::try_from(duties.len()).ok().filter(|it| 0 < *it)?;
        let part = u32::try_from(found.as_expected).ok()?;
        (found.answered == duties.len()).then(|| f64::from(part) / f64::from(whole))
    }
}

/// Roles as people, sorted, each once.
fn people(roles: &[Role], combined: bool) -> Vec<Role> {
    let one = |it: &Role| if combined && *it == Role::Pm { Role::Po } else { *it };
    let mut people: Vec<Role> = roles.iter().map(one).collect();
    people.sort_unstable();
    people.dedup();
    people
}

#[cfg(test)]
mod tests {
    use super::*;

    fn duty(id: &str, owners: &[Role]) -> Duty {
        Duty { id: id.into(), say: id.into(), owners: owners.to_vec(), why: Text::default() }
    }

    fn held(id: &str, owners: &[Role], well: Option<u8>) -> Held {
        let day = NaiveDate::from_ymd_opt(2026, 11, 23).unwrap();
        Held { duty: id.into(), owners: owners.to_vec(), well, day }
    }

    use Role::{Dev, Pm, Po};

    #[test]
    fn nobody_several_and_others_are_told_apart() {
        let duties = [
            duty("a", &[Po]),
            duty("b", &[Po]),
            duty("c", &[Po]),
            duty("d", &[Po, Pm]),
            duty("e", &[Po, Pm]),
        ];
        let map = GapMap::of([
            held("a", &[], None),
            held("b", &[Dev], Some(1)),
            held("c", &[Po, Dev], Some(2)),
            held("d", &[Pm], Some(3)),
            held("e", &[Pm, Po], None),
        ]);
        let found = map.findings(&duties, false);
        assert_eq!((found.unowned, found.elsewhere, found.doubled), (vec![0], vec![1], vec![2, 3]));
        assert_eq!((found.weak, found.as_expected, found.answered), (vec![1], 1, 5));
        assert_eq!(map.share(&duties, false), Some(0.2));
        let one_head = map.findings(&duties, true);
        assert_eq!(one_head.as_expected, 2, "where one person is both, sharing is owning");
    }

    #[test]
    fn half_an_answer_gives_no_share_and_the_later_answer_counts() {
        let duties = [duty("a", &[Po]), duty("b", &[Dev])];
        let mut map = GapMap::of([held("a", &[Dev], None)]);
        assert_eq!(map.share(&duties, false), None);
        map.take(held("a", &[Po], None));
        map.take(held("b", &[Dev], None));
        assert_eq!(map.share(&duties, false), Some(1.0));
    }

    #[test]
    fn who_owns_clearly_more_than_expected_or_does_much_badly_is_overloaded() {
        let names = ["a", "b", "c", "d", "e"];
        let duties = names.map(|it| duty(it, &[Dev]));
        let overloaded = |owner, well| {
            let map = GapMap::of(names.map(|it| held(it, &[owner], well)));
            map.findings(&duties, false).overloaded
        };
        assert_eq!(overloaded(Dev, Some(2)), [], "as many as expected are not too much");
        assert_eq!(overloaded(Po, None), [Load { role: Po, owns: 5, expected: 0, badly: 0 }]);
        assert_eq!(overloaded(Dev, Some(1)), [Load { role: Dev, owns: 5, expected: 5, badly: 5 }]);
    }
}
