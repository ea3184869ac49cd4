//! Who joins only if the team agrees, and whether it does. A yes that was taken back sends nobody away; it is pointed out.

use super::{Moment, Refusal, Session};
use crate::ceremony::{Id, Invite, Role, Text};

/// Roles that make somebody one of the Scrum Team, whatever else they hold.
const TEAM: [Role; 3] = [Role::Po, Role::Dev, Role::Sm];

impl Session {
    /// What a person's coming depends on, if on anything.
    pub fn invite(&self, name: &Text) -> Option<&Invite> {
        let roles = &self.member(name)?.roles;
        let outside = !roles.iter().any(|it| TEAM.contains(it));
        let invites = &self.setup().ceremony.invites;
        invites.iter().find(|it| outside && roles.contains(&it.role))
    }

    /// Those who are here though the team's yes was taken back.
    pub fn uninvited(&self, now: Moment) -> Vec<&Text> {
        self.present().iter().filter(|it| self.may_join(it, now).is_err()).collect()
    }

    pub(super) fn may_join(&self, name: &Text, now: Moment) -> Result<(), Refusal> {
        let agreed = self.invite(name).is_none_or(|it| self.holds(&it.agreed, now));
        if agreed { Ok(()) } else { Err(Refusal::NotInvited(name.clone())) }
    }

    /// Whether all of them may be there from the start, with what the start sheet says.
    pub(super) fn may_begin(&self, present: &[Text], facts: &[(Id, bool)]) -> Result<(), Refusal> {
        if present.iter().all(|it| self.invite(it).is_none()) {
            return Ok(());
        }
        let mut told = self.clone();
        told.story.hand.extend(facts.iter().cloned());
        present.iter().try_for_each(|it| told.may_join(it, Moment(0)))
    }
}
