//! The closed list of numbers a condition may compare. `None` where there is nothing to measure yet.

use super::{Capture, Captured, GivenEntry, Moment, Session, Tally, story::Ended};
use crate::ceremony::{CaptureKind, Id, Measure, Member, Role};

impl Session {
    #[expect(clippy::too_many_lines, reason = "a table: one arm a measure, none left out")]
    pub fn measure(&self, measure: &Measure, now: Moment) -> Option<u64> {
        let given = &self.setup().given;
        match measure {
            Measure::Present(role) => Some(self.count_present(|it| it.roles.contains(role))),
            Measure::Strangers => Some(self.count_present(|it| {
                !it.roles.iter().any(|it| matches!(it, Role::Po | Role::Dev | Role::Sm))
            })),
            Measure::Leads(role) => {
                let leads = self.leads().and_then(|it| self.member(it));
                Some(u64::from(leads.is_some_and(|it| it.roles.contains(role))))
            }
            Measure::StartDelay => self.start_delay_ms().map(|it| it / 1000),
            Measure::Elapsed => self.has_begun().then(|| self.elapsed_ms(now) / 1000),
            Measure::Left => self.has_begun().then(|| self.left_ms(now) / 1000),
            Measure::ElapsedShare => {
                share(self.elapsed_ms(now), self.target_ms() + self.extended_ms())
            }
            Measure::Planned => Some(self.planned().ms() / 1000),
            Measure::StepElapsed => self.step().map(|it| self.step_spent_ms(&it.id, now) / 1000),
            Measure::StepShare => {
                let step = self.step()?;
                share(self.step_spent_ms(&step.id, now), self.step_box_ms(&step.id)?)
            }
            Measure::PassElapsed => self.current_pass().map(|_| self.pass_spent_ms(now) / 1000),
            Measure::PassShare => {
                self.current_pass()?;
                share(self.pass_spent_ms(now), self.slot_ms()?)
            }
            Measure::PmShare => self.pm_share(now),
            Measure::Captures(kind) => Some(count(self.captures(), |it| it.kind == *kind)),
            Measure::CapturesHere(kind) => {
                let here = self.here();
                let made =
                    self.captures().iter().filter(|it| it.step == here && it.capture.kind == *kind);
                Some(made.count() as u64)
            }
            Measure::Without(kind, field) => {
                Some(count(self.captures(), |it| it.kind == *kind && it.lacks(*field)))
            }
            Measure::Sorted(kind, sort) => {
                Some(count(self.captures(), |it| it.kind == *kind && &*it.sort == sort.as_str()))
            }
            Measure::SortedWithout(kind, sort, field) => Some(count(self.captures(), |it| {
                it.kind == *kind && &*it.sort == sort.as_str() && it.lacks(*field)
            })),
            Measure::Owned(kind, role) => Some(count(self.captures(), |it| {
                it.kind == *kind && self.is_role(&it.owner, *role)
            })),
            Measure::PassesLeft => Some(self.passes_left()),
            Measure::Passes => Some(self.passes().len() as u64),
            Measure::Outcomes(step, outcome) => Some(self.count_marks(step, |it| match it {
                Ended::Done(Some(it)) => it == outcome,
                Ended::Done(None) | Ended::Skipped => false,
            })),
            Measure::Undecided(step) => {
                let of = self.step_of(step)?;
                let decided = self.count_marks(step, |it| matches!(it, Ended::Done(Some(_))));
                Some((self.passes_of(of).len() as u64).saturating_sub(decided))
            }
            Measure::GoalWords => Some(words(self.goal().as_deref().unwrap_or_default())),
            Measure::FinalGoalWords => {
                Some(words(self.final_goal().as_deref().unwrap_or_default()))
            }
            Measure::GoalJoins => self.goal().map(|it| joins(&it)),
            Measure::ProductGoalWords => Some(words(&given.product_goal)),
            Measure::Lowest(pulse) => {
                self.last_values(pulse).and_then(|it| it.first().map(|it| u64::from(it.0)))
            }
            Measure::Median(pulse) => self.last_values(pulse).and_then(median),
            Measure::Votes(pulse) => match self.last_tally(pulse)? {
                Tally::Counts(counts) => Some(counts.iter().map(|it| u64::from(it.1)).sum()),
                Tally::Ok | Tally::Low => None,
            },
            Measure::Rounds(pulse) => {
                Some(self.reveals().iter().filter(|it| it.pulse == *pulse).count() as u64)
            }
            Measure::Spread => self.spread(),
            Measure::Criteria => self.item_at_hand().map(|it| it.known.criteria.len() as u64),
            Measure::ItemShare => self.item_share(self.item_at_hand()?),
            Measure::SelectedUnready => Some(self.selected_unready()),
            Measure::PmOpen => Some(self.open_inputs_here(now)),
            Measure::PmWaiting => Some(self.waiting_for_pm()),
            Measure::OpenActions => Some(self.open_given(CaptureKind::Action)),
            Measure::OpenBlockers => Some(self.open_given(CaptureKind::Blocker)),
            Measure::OpenQuestions => Some(self.open_given(CaptureKind::Question)),
            Measure::Blockers => {
                let here = count(self.captures(), |it| it.kind == CaptureKind::Blocker);
                Some(here + self.open_given(CaptureKind::Blocker))
            }
            Measure::BlockersWithout(field) => {
                let here = count(self.captures(), |it| {
                    it.kind == CaptureKind::Blocker && it.lacks(*field)
                });
                let past = self.still_open(CaptureKind::Blocker);
                Some(here + past.filter(|it| self.reading(it).lacks(*field)).count() as u64)
            }
            Measure::Candidates => {
                let typed: usize = self.story.steps.values().map(|it| it.planned.len()).sum();
                Some((given.items.len() + typed) as u64)
            }
            Measure::CarryOvers => Some(given.carry_overs.len() as u64),
            Measure::CapacityCounted => Some(u64::from(self.capacity_n().is_some())),
            Measure::Load => self.load(),
            Measure::SelectedOfMiddle => self.selected_share(|it| it.mid),
            Measure::SelectedOfHigh => self.selected_share(|it| it.high),
            Measure::AddedAfterGoal => Some(self.added_after_goal().len() as u64),
            Measure::ReadyShare => given.ready_share().map(|it| u64::from(it.0)),
            Measure::InProgress => {
                Some(given.items.iter().filter(|it| 0 < it.column).count() as u64)
            }
            Measure::SprintsKnown => Some(given.velocities.len() as u64),
            Measure::DaysLeft => given.sprint.as_ref().map(|it| u64::from(it.days_left)),
            Measure::DaysToLaunch => given.days_to_launch.map(u64::from),
            Measure::SprintDays => Some(u64::from(self.sprint_days())),
            Measure::RetrosSinceCheckIn => Some(u64::from(given.retros_since_check_in)),
            Measure::Recurred(fact) => {
                let known = given.recurred.iter().find(|it| it.0 == *fact);
                Some(known.map_or(0, |it| u64::from(it.1)))
            }
            Measure::LastCheckInLow => Some(u64::from(given.last_check_in_low)),
            Measure::LastGoal => match &*given.last_goal_outcome {
                "missed" => Some(0),
                "partly" => Some(1),
                "met" => Some(2),
                _ => None,
            },
            Measure::PassBox => self.slot_ms().map(|it| it / 1000),
            Measure::FittingPasses(step) => {
                let usual = self.step_of(step)?.passes.as_ref()?.time.as_ref()?.usual?;
                Some(self.step_box_ms(step)? / usual.ms().max(1))
            }
        }
    }

    pub fn member(&self, name: &str) -> Option<&Member> {
        self.setup().team.members.iter().find(|it| &*it.name == name)
    }

    /// Whether an owner is the role itself or a person who holds it.
    fn is_role(&self, owner: &str, role: Role) -> bool {
        owner.eq_ignore_ascii_case(role.word())
            || self.member(owner).is_some_and(|it| it.roles.contains(&role))
    }

    fn count_present(&self, counts: impl Fn(&Member) -> bool) -> u64 {
        let present = self.present().iter().filter_map(|it| self.member(it));
        present.filter(|it| counts(it)).count() as u64
    }

    /// Entries of this kind known from the past that nobody has closed here.
    fn open_given(&self, kind: CaptureKind) -> u64 {
        self.still_open(kind).count() as u64
    }

    fn still_open(&self, kind: CaptureKind) -> impl Iterator<Item = &GivenEntry> {
        let known = self.setup().given.open.iter().filter(move |it| it.kind == kind);
        known.filter(|it| self.settled(&it.id).is_none_or(|how| &**how == STILL_OPEN))
    }

    fn count_marks(&self, step: &Id, counts: impl Fn(&Ended) -> bool) -> u64 {
        let Some(story) = self.story.steps.get(step) else { return 0 };
        story.marks.iter().filter(|(_, it)| counts(it)).count() as u64
    }

    fn last_tally(&self, pulse: &Id) -> Option<&Tally> {
        self.reveals().iter().rfind(|it| it.pulse == *pulse).map(|it| &it.tally)
    }

    /// The last reveal as counted values; where only ok or low was kept, above or below every value.
    fn last_values(&self, pulse: &Id) -> Option<&[(u32, u32)]> {
        Some(match self.last_tally(pulse)? {
            Tally::Counts(counts) => counts,
            Tally::Ok => &[(u32::MAX, 1)],
            Tally::Low => &[(0, 1)],
        })
    }
}

/// The status of a past entry that was looked at and stays open.
pub const STILL_OPEN: &str = "open";

fn count(captures: &[Captured], counts: impl Fn(&Capture) -> bool) -> u64 {
    captures.iter().filter(|it| counts(&it.capture)).count() as u64
}

fn share(part: u64, whole: u64) -> Option<u64> {
    (part * 100).checked_div(whole)
}

/// The lower median of counted values.
fn median(tally: &[(u32, u32)]) -> Option<u64> {
    let votes: u32 = tally.iter().map(|it| it.1).sum();
    let middle = votes.checked_sub(1)? / 2;
    let mut seen = 0;
    tally.iter().find_map(|&(value, count)| {
        seen += count;
        (middle < seen).then_some(u64::from(value))
    })
}

fn words(text: &str) -> u64 {
    text.split_whitespace().count() as u64
}

/// Signs of a list: commas, semicolons, plus signs, "and", and item keys such as `RS-12` after the first.
fn joins(goal: &str) -> u64 {
    let marks = goal.matches([',', ';', '+', '&']).count();
    let tokens =
        || goal.split(|it: char| !it.is_alphanumeric() && it != '-').filter(|it| !it.is_empty());
    let ands = tokens().filter(|it| it.eq_ignore_ascii_case("and")).count();
    let keys = tokens().filter(|it| is_key(it)).count();
    (marks + ands + 2 * keys.saturating_sub(1)) as u64
}

/// `RS-12`: letters, a dash, digits.
fn is_key(token: &str) -> bool {
    token.split_once('-').is_some_and(|(word, number)| {
        !word.is_empty()
            && !number.is_empty()
            && word.chars().all(|it| it.is_ascii_uppercase())
            && number.chars().all(|it| it.is_ascii_digit())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lower_median_of_counted_hands() {
        assert_eq!(median(&[(2, 1), (3, 2), (5, 1)]), Some(3));
        assert_eq!(median(&[(1, 1), (4, 1)]), Some(1));
        assert_eq!(median(&[]), None);
    }

    #[test]
    fn a_list_is_told_from_an_outcome() {
        assert_eq!(joins("A new customer pays without help"), 0);
        assert_eq!(joins("Login, export and search"), 2);
        assert_eq!(joins("RS-12 and RS-13"), 3);
    }
}
