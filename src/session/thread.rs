//! What comes back from earlier sessions in the step where it belongs, and what became of it here.

use super::{Capture, GivenEntry, Session};
use crate::ceremony::{CaptureKind, Role, Text};

/// An entry of the past as this step shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recall<'a> {
    pub entry: &'a GivenEntry,
    /// How it reads since it was renewed here.
    pub renewed: Option<&'a Capture>,
    /// Its new status, once it was given one here.
    pub status: Option<&'a Text>,
}

impl Session {
    /// Entries the current step calls back, oldest first.
    pub fn recalled(&self) -> Vec<Recall<'_>> {
        let Some(step) = self.step() else { return Vec::new() };
        let open = self.setup().given.open.iter().filter(|it| step.recalls.contains(&it.kind));
        let mut recalls: Vec<Recall> = open.map(|it| self.recall(it)).collect();
        recalls.sort_by_key(|it| std::cmp::Reverse(it.entry.age));
        recalls
    }

    /// Entries of the past of one kind, in the order loops go through them.
    pub(super) fn past(&self, kind: CaptureKind) -> impl Iterator<Item = &GivenEntry> {
        self.setup().given.open.iter().filter(move |it| it.kind == kind)
    }

    pub fn recall<'a>(&'a self, entry: &'a GivenEntry) -> Recall<'a> {
        Recall {
            renewed: self.story.renewed.get(&entry.id),
            status: self.settled(&entry.id),
            entry,
        }
    }

    /// Who is proposed to own a blocker of this sort: the only holder of the role, else the role.
    pub fn proposed_owner(&self, sort: &str) -> Option<Text> {
        let sort = if sort.trim().is_empty() { "technical" } else { sort };
        let mut routes = self.setup().ceremony.steps.iter().flat_map(|it| &it.routes);
        let route = routes.find(|it| it.sort.eq_ignore_ascii_case(sort))?;
        let members = &self.setup().team.members;
        let held = |role: &&Role| members.iter().any(|it| it.roles.contains(role));
        let role = route.to.iter().find(held)?;
        let mut holders = members.iter().filter(|it| it.roles.contains(role));
        match (holders.next(), holders.next()) {
            (Some(only), None) => Some(only.name.clone()),
            _ => Some(Text::new(role.word())),
        }
    }

    /// An entry of the past by its id or by its text, briefs included.
    pub fn entry(&self, id: &str) -> Option<&GivenEntry> {
        let given = &self.setup().given;
        let all = || given.open.iter().chain(&given.briefs);
        all().find(|it| &*it.id == id).or_else(|| all().find(|it| &*it.text == id))
    }
}
