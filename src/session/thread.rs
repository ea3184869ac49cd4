//! What comes back from earlier sessions in the step where it belongs, and what became of it here.

use super::{Capture, GivenEntry, NOBODY, Session};
use crate::ceremony::{CaptureKind, Role, Route, Text};

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
        self.holder(self.setup().ceremony.steps.iter().flat_map(|it| &it.routes), sort)
    }

    /// Who is to move a blocker of this sort that has stayed for so many working days; `None` while it is young.
    pub fn escalated_owner(&self, sort: &str, days: u32) -> Option<Text> {
        let steps = self.setup().ceremony.steps.iter();
        let due = steps.filter_map(|it| it.escalation.as_ref()).filter(|it| it.from_days <= days);
        self.holder(due.flat_map(|it| &it.routes), sort)
    }

    /// The only holder of the role a route leads to, else the role.
    fn holder<'a>(&self, mut routes: impl Iterator<Item = &'a Route>, sort: &str) -> Option<Text> {
        let sort = if sort.trim().is_empty() { "technical" } else { sort };
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

    /// How an entry of the past reads now.
    pub fn reading(&self, entry: &GivenEntry) -> Capture {
        self.recall(entry).renewed.cloned().unwrap_or_else(|| as_capture(entry))
    }

    /// An entry of the past by its id or by its text, briefs included.
    pub fn entry(&self, id: &str) -> Option<&GivenEntry> {
        let given = &self.setup().given;
        let all = || given.open.iter().chain(&given.briefs);
        all().find(|it| &*it.id == id).or_else(|| all().find(|it| &*it.text == id))
    }
}

fn as_capture(it: &GivenEntry) -> Capture {
    let owner = if it.owner.is_empty() { Text::new(NOBODY) } else { it.owner.clone() };
    Capture {
        owner,
        due: it.due,
        sort: it.sort.clone(),
        next_step: it.next_step.clone(),
        ..Capture::new(it.kind, it.text.clone())
    }
}
