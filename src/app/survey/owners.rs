//! The gap analysis: one responsibility after the other, who does it and how well; and what the answers show. Roles, no names.

use chrono::NaiveDate;

use super::moved;
use crate::{
    app::{Effect, Intent, Reply},
    ceremony::{Id, PmKind, Profile, Role, Team},
    history::{Duty, Findings, GapMap, Held, Line},
};

#[derive(Debug)]
pub struct OwnersPage {
    pub team: Team,
    pub(super) teams: Vec<Id>,
    pub profile: Profile,
    pub duties: Vec<Duty>,
    pub map: GapMap,
    pub today: NaiveDate,
    pub cursor: usize,
    pub part: OwnersPart,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum OwnersPart {
    #[default]
    Answers,
    Findings,
}

impl OwnersPart {
    pub const ALL: [OwnersPart; 2] = [OwnersPart::Answers, OwnersPart::Findings];

    pub fn title(self) -> &'static str {
        match self {
            OwnersPart::Answers => "Who does it",
            OwnersPart::Findings => "What it shows",
        }
    }
}

impl OwnersPage {
    /// Begins at the first duty without an answer.
    pub fn new(
        team: Team,
        teams: Vec<Id>,
        profile: Profile,
        duties: Vec<Duty>,
        map: GapMap,
        today: NaiveDate,
    ) -> OwnersPage {
        let open = duties.iter().position(|it| map.held(&it.id).is_none());
        let part = if open.is_some() { OwnersPart::Answers } else { OwnersPart::Findings };
        OwnersPage { cursor: open.unwrap_or(0), part, team, teams, profile, duties, map, today }
    }

    /// Whether one person is product owner and product manager.
    pub fn combined(&self) -> bool {
        self.profile.pm == PmKind::Combined
    }

    pub fn findings(&self) -> Findings {
        self.map.findings(&self.duties, self.combined())
    }

    pub fn marked(&self) -> Option<&Duty> {
        self.duties.get(self.cursor)
    }

    pub fn offers(&self, intent: Intent) -> bool {
        let answers = self.part == OwnersPart::Answers && self.marked().is_some();
        match intent {
            Intent::Holds(_) | Intent::Nobody | Intent::AsExpected | Intent::Accept => answers,
            Intent::Team => 1 < self.teams.len(),
            Intent::Well(_) => answers && !self.owners().is_empty(),
            _ => true,
        }
    }

    pub fn update(&mut self, intent: Intent) -> Reply {
        if let Some(to) = moved(self.cursor, intent, self.duties.len()) {
            self.cursor = to;
            return Reply::none();
        }
        match intent {
            Intent::Holds(role) => self.toggle(role),
            Intent::Nobody => self.hold(Vec::new(), None),
            Intent::AsExpected => {
                let expected = self.marked().map(|it| it.owners.clone()).unwrap_or_default();
                self.hold(expected, self.well())
            }
            Intent::Well(mark) => {
                let owners = self.owners();
                self.hold(owners, Some(mark))
            }
            Intent::Accept => {
                self.down();
                Reply::none()
            }
            Intent::NextPanel | Intent::PreviousPanel => {
                self.part = match self.part {
                    OwnersPart::Answers => OwnersPart::Findings,
                    OwnersPart::Findings => OwnersPart::Answers,
                };
                Reply::none()
            }
            _ => Reply::none(),
        }
    }

    pub fn mark(&mut self, row: usize) {
        self.cursor = row.min(self.duties.len().saturating_sub(1));
    }

    fn down(&mut self) {
        self.cursor = (self.cursor + 1).min(self.duties.len().saturating_sub(1));
    }

    /// Who does the marked one; as long as nobody said so, those who should.
    fn owners(&self) -> Vec<Role> {
        let Some(duty) = self.marked() else { return Vec::new() };
        self.map.held(&duty.id).map_or(&duty.owners, |it| &it.owners).clone()
    }

    fn well(&self) -> Option<u8> {
        self.marked().and_then(|it| self.map.held(&it.id))?.well
    }

    /// Adds who does it, or takes out who does not.
    fn toggle(&mut self, role: Role) -> Reply {
        let held = self.marked().and_then(|it| self.map.held(&it.id));
        let mut owners = held.map(|it| it.owners.clone()).unwrap_or_default();
        match owners.iter().position(|it| *it == role) {
            Some(at) => drop(owners.remove(at)),
            None => owners.push(role),
        }
        let well = self.well().filter(|_| !owners.is_empty());
        self.hold(owners, well)
    }

    fn hold(&mut self, mut owners: Vec<Role>, well: Option<u8>) -> Reply {
        let Some(duty) = self.marked().map(|it| it.id.clone()) else { return Reply::none() };
        owners.sort_unstable();
        let held = Held { duty, owners, well, day: self.today };
        self.map.take(held.clone());
        Effect::Note { team: self.team.id.clone(), line: Line::Owned(held) }.into()
    }
}

/// The ways out of a gap, and what each means here.
///
/// Source: S0-38.
pub const WAYS_OUT: [(&str, &str); 3] = [
    ("hire", "somebody takes the part that nobody has time or skill for"),
    ("redistribute", "give it to the role that should own it; take something else from them"),
    ("cut down", "keep what leads to a measurable outcome, and let the rest go on purpose"),
];
