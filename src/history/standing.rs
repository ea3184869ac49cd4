//! What a split of work between product owner and product manager makes worth a look: a profile's warnings held against
//! the past. Those whose rule needs what no session records never hold.

use chrono::NaiveDate;

use super::{Digest, Ledger, note::Kind};
use crate::{
    ceremony::{PmKind, Profile, ProfileWarning, Role, Team, Text},
    session::{NOBODY, PmState},
};

/// People one head can serve in both roles (S0-35).
const PEOPLE: usize = 6;
/// Sessions without an answer in a row, and sprints looked back on.
const ROW: usize = 3;

/// The profile's warnings that hold today, in the order of its file.
pub fn standing<'a>(
    profile: &'a Profile,
    team: &Team,
    history: &[Digest],
    ledger: &Ledger,
    today: NaiveDate,
) -> Vec<&'a ProfileWarning> {
    let holds = |it: &&ProfileWarning| match it.id.as_str() {
        "wr.overload" => is_overloaded(profile, team),
        "wr.strategy_starved" => is_starved(profile, history),
        "wr.pm_silent" => is_silent(history),
        "wr.pm_bottleneck" => is_waiting(profile, ledger, today),
        "wr.dependency_unowned" => profile.project_manager && has_loose_dependency(ledger),
        _ => false,
    };
    profile.warnings.iter().filter(holds).collect()
}

fn is_overloaded(profile: &Profile, team: &Team) -> bool {
    let guest = |roles: &[Role]| roles.iter().all(|it| *it == Role::Stakeholder);
    let people = team.members.iter().filter(|it| !guest(&it.roles)).count();
    profile.pm == PmKind::Combined && PEOPLE < people
}

/// Less than half of the hat's minutes in the last three sprints.
fn is_starved(profile: &Profile, history: &[Digest]) -> bool {
    let mut sprints: Vec<&Text> = Vec::new();
    for it in history.iter().rev().filter(|it| !it.sprint.is_empty()) {
        if !sprints.contains(&&it.sprint) {
            sprints.push(&it.sprint);
        }
    }
    sprints.truncate(ROW);
    let worn: u64 =
        history.iter().filter(|it| sprints.contains(&&it.sprint)).map(|it| it.hat_s).sum();
    let aim = u64::from(profile.hat_target.secs().0) * ROW as u64;
    sprints.len() == ROW && 2 * worn < aim
}

/// Questions of strategy in each of the last three sessions that had any, and no answer.
fn is_silent(history: &[Digest]) -> bool {
    let asks = |it: &PmState| !matches!(it, PmState::NotUsed | PmState::Informed);
    let mut asked = history.iter().rev().filter(|it| it.inputs.iter().any(asks)).take(ROW);
    let answered =
        |it: &Digest| it.inputs.iter().any(|it| matches!(it, PmState::Given | PmState::Answered));
    asked.by_ref().filter(|it| !answered(it)).count() == ROW
}

/// Half of the open briefs have waited longer than was agreed.
fn is_waiting(profile: &Profile, ledger: &Ledger, today: NaiveDate) -> bool {
    let Some(hours) = profile.answer_hours else { return false };
    let open = ledger.open().filter(|it| it.kind == Kind::Brief);
    let mut waits: Vec<i64> = open.map(|it| (today - it.since).num_days() * 24).collect();
    waits.sort_unstable();
    let middle = waits.len().checked_sub(1).and_then(|last| waits.get(last / 2));
    middle.is_some_and(|it| i64::from(hours) < *it)
}

fn has_loose_dependency(ledger: &Ledger) -> bool {
    let loose = |owner: &str| owner.trim().is_empty() || owner == NOBODY;
    ledger
        .open()
        .any(|it| it.kind == Kind::Blocker && &*it.sort == "dependency" && loose(&it.owner))
}
