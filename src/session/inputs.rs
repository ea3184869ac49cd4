//! The PM's lane: which inputs apply and why, who carries them under this profile, and what became of each.

use super::{Moment, PmAct, Session, story::Act};
use crate::ceremony::{Id, PmInput, PmKind, PmMode, Role, Step, WithoutPm};

/// An input as the panel shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PmLine<'a> {
    pub input: &'a PmInput,
    /// Who would give it: `Pm` or `Pjm`.
    pub role: Role,
    pub state: PmState,
    /// True facts that call for it; for a settled one those that did.
    pub causes: Vec<Id>,
    /// How it is given here, as mode and profile allow.
    pub way: PmMode,
    /// What is proposed now: the way, or its stand-in while the PM is away.
    pub proposal: PmMode,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PmState {
    /// Nothing calls for it.
    Dormant,
    /// What calls for it was settled at this step.
    SpokenFor(Id),
    /// The profile has nobody for it and nothing is lost.
    Nobody,
    Applicable,
    Requested,
    /// A note that goes out with the summary; nothing to press.
    Informed,
    Given,
    Carried {
        assumption: bool,
    },
    BriefSent,
    Answered,
    Deferred,
    Waived,
    /// Its step was left and no question was open.
    NotUsed,
    /// The session ended with its question open.
    Missed,
}

impl PmState {
    /// Whether a person may still do something about it.
    pub fn is_open(&self) -> bool {
        matches!(self, PmState::Applicable | PmState::Requested)
    }
}

impl Session {
    /// The inputs of the current step: the PM's first, then the project manager's where there is one.
    pub fn pm_inputs(&self, now: Moment) -> Vec<PmLine<'_>> {
        self.step().map(|it| self.inputs_of(it, now)).unwrap_or_default()
    }

    pub fn inputs_of<'a>(&'a self, step: &'a Step, now: Moment) -> Vec<PmLine<'a>> {
        let pjm = if self.setup().profile.project_manager { step.pjm.as_slice() } else { &[] };
        let pm = step.pm.iter().map(|it| self.line(it, Role::Pm, now));
        pm.chain(pjm.iter().map(|it| self.line(it, Role::Pjm, now))).collect()
    }

    /// Inputs that still wait for a decision when the ceremony is about to close: one line per open question.
    pub fn left_open(&self, now: Moment) -> Vec<PmLine<'_>> {
        let lines: Vec<PmLine> = self.all_inputs(now).filter(|it| it.state.is_open()).collect();
        let covered = |at: usize, it: &PmLine| {
            lines[at + 1..]
                .iter()
                .any(|later| it.causes.iter().all(|cause| later.causes.contains(cause)))
        };
        let keep: Vec<bool> = lines.iter().enumerate().map(|(at, it)| !covered(at, it)).collect();
        lines.into_iter().zip(keep).filter(|(_, keep)| *keep).map(|(it, _)| it).collect()
    }

    /// Every input of the steps visited, prepare sheets apart.
    pub fn all_inputs(&self, now: Moment) -> impl Iterator<Item = PmLine<'_>> {
        let visited = self.setup().ceremony.steps.iter().filter(|it| self.visited(&it.id));
        visited.flat_map(move |it| self.inputs_of(it, now))
    }

    pub fn pm_input(&self, id: &Id) -> Option<(&PmInput, Role)> {
        let ceremony = &self.setup().ceremony;
        let pm = ceremony
            .steps
            .iter()
            .flat_map(|it| &it.pm)
            .chain(&ceremony.prepare.pm)
            .map(|it| (it, Role::Pm));
        let pjm = ceremony.steps.iter().flat_map(|it| &it.pjm).map(|it| (it, Role::Pjm));
        pm.chain(pjm).find(|(it, _)| it.id == *id)
    }

    pub fn line<'a>(&'a self, input: &'a PmInput, role: Role, now: Moment) -> PmLine<'a> {
        let last = self.last_act(input, now);
        let causes = match last {
            Some(act) => act.causes.clone(),
            None => self.causes(&input.when, now),
        };
        let way = self.way(input, role);
        let proposal = if self.is_here(role) || !is_in_the_room(way) {
            way
        } else {
            self.stand_in(input, role)
        };
        PmLine { state: self.pm_state(input, role, last, now), role, causes, way, proposal, input }
    }

    /// What was last done about an input, unless a question was raised anew since.
    fn last_act(&self, input: &PmInput, now: Moment) -> Option<&Act> {
        let anew = self.asks(&self.causes(&input.when, now));
        let last = self.story.acts.iter().rfind(|it| it.input == input.id);
        last.filter(|it| it.act == PmAct::Requested || !anew)
    }

    fn pm_state(&self, input: &PmInput, role: Role, last: Option<&Act>, now: Moment) -> PmState {
        if let Some(act) = last.filter(|it| it.act != PmAct::Requested) {
            return match &act.act {
                PmAct::Requested => PmState::Requested,
                PmAct::Given => PmState::Given,
                PmAct::Carried { assumption } => PmState::Carried { assumption: *assumption },
                PmAct::Briefed(_) => PmState::BriefSent,
                PmAct::Answered(_) => PmState::Answered,
                PmAct::Deferred { .. } => PmState::Deferred,
                PmAct::Waived => PmState::Waived,
            };
        }
        let (applies, open) =
            (self.holds(&input.when, now), self.asks(&self.causes(&input.when, now)));
        let here =
            self.step().is_some_and(|it| it.pm.iter().chain(&it.pjm).any(|it| it.id == input.id));
        let over = self.ending().is_some();
        if !applies {
            return if last.is_some() { PmState::Waived } else { self.gone(input) };
        }
        if self.way(input, role) == PmMode::Waive {
            return PmState::Nobody;
        }
        if last.is_none()
            && let Some(step) = self.spoken_for(input, now)
        {
            return PmState::SpokenFor(step);
        }
        let left = self.story.left_open.contains_key(&input.id);
        match () {
            () if input.mode == PmMode::Inform => PmState::Informed,
            () if over && open && (left || last.is_some()) => PmState::Missed,
            () if over => self.gone(input),
            () if last.is_some() => PmState::Requested,
            () if here || (left && open) => PmState::Applicable,
            () => self.gone(input),
        }
    }

    /// An input whose condition no longer calls: not used if it once did, else dormant.
    fn gone(&self, input: &PmInput) -> PmState {
        if self.story.left_open.contains_key(&input.id) {
            PmState::NotUsed
        } else {
            PmState::Dormant
        }
    }

    /// Whether one of the facts is an open question, which must not get lost.
    fn asks(&self, causes: &[Id]) -> bool {
        causes.iter().filter_map(|it| self.fact(it)).any(|it| it.question)
    }

    /// Where the matter was settled, when every cause was a standing fact already spoken for.
    fn spoken_for(&self, input: &PmInput, now: Moment) -> Option<Id> {
        let causes = self.causes(&input.when, now);
        if input.again || causes.is_empty() {
            return None;
        }
        let settled: Option<Vec<&Id>> =
            causes.iter().map(|it| self.story.spoken_for.get(it)).collect();
        settled.and_then(|it| it.last().map(|it| (*it).clone()))
    }

    pub(super) fn causes_of(&self, input: &Id, now: Moment) -> Vec<Id> {
        let fresh =
            self.pm_input(input).map(|(it, _)| self.causes(&it.when, now)).unwrap_or_default();
        let last = self.story.acts.iter().rfind(|it| it.input == *input);
        if fresh.is_empty() { last.map(|it| it.causes.clone()).unwrap_or_default() } else { fresh }
    }

    /// Inputs of the current step that a person could still act on, with why.
    pub(super) fn waiting_here(&self, now: Moment) -> Vec<(Id, Vec<Id>)> {
        let open = self.pm_inputs(now).into_iter().filter(|it| it.state.is_open());
        open.map(|it| (it.input.id.clone(), it.causes)).collect()
    }

    pub(super) fn open_inputs_here(&self, now: Moment) -> u64 {
        self.pm_inputs(now).iter().filter(|it| it.state.is_open()).count() as u64
    }

    /// Questions to the PM that have no answer yet: waiting, requested, deferred or drafted.
    pub(super) fn waiting_for_pm(&self) -> u64 {
        let asked = self.setup().facts.facts.iter().filter(|it| it.question);
        let open = asked.filter(|it| self.story.hand.get(&it.id) == Some(&true)).count();
        let pending = self.story.acts.iter().enumerate().filter(|(at, it)| {
            let later = &self.story.acts[at + 1..];
            matches!(it.act, PmAct::Deferred { .. } | PmAct::Briefed(_))
                && !later.iter().any(|then| then.input == it.input)
        });
        (open + pending.count()) as u64
    }

    /// The first of the wished mode, on call, by brief and carried that this profile allows.
    pub fn way(&self, input: &PmInput, role: Role) -> PmMode {
        let profile = &self.setup().profile;
        if role == Role::Pjm {
            return input.mode;
        }
        let has_pm = matches!(profile.pm, PmKind::Separate | PmKind::Shared);
        if !has_pm {
            return match input.without {
                WithoutPm::Carry => PmMode::Carry,
                WithoutPm::Waive => PmMode::Waive,
            };
        }
        if input.mode == PmMode::Inform {
            return PmMode::Inform;
        }
        let wished = [input.mode, PmMode::OnCall, PmMode::Async, PmMode::Carry];
        wished.into_iter().find(|it| self.allows(*it)).unwrap_or(PmMode::Waive)
    }

    /// Whether the profile allows a mode in this ceremony.
    pub(super) fn allows(&self, mode: PmMode) -> bool {
        let profile = &self.setup().profile;
        let widened = mode == PmMode::Live && profile.live_in.contains(&self.setup().ceremony.id);
        matches!(mode, PmMode::Waive) || widened || profile.modes.contains(&mode)
    }

    /// What is proposed for a PM who exists but is not here.
    fn stand_in(&self, input: &PmInput, role: Role) -> PmMode {
        if role == Role::Pjm || self.allows(input.absent) { input.absent } else { PmMode::Carry }
    }

    /// Whether the organisation has somebody in this role.
    pub fn has(&self, role: Role) -> bool {
        match role {
            Role::Pm => matches!(self.setup().profile.pm, PmKind::Separate | PmKind::Shared),
            Role::Pjm => self.setup().profile.project_manager,
            Role::Po | Role::Dev | Role::Sm | Role::Stakeholder => true,
        }
    }

    fn is_here(&self, role: Role) -> bool {
        self.present().iter().filter_map(|it| self.member(it)).any(|it| it.roles.contains(&role))
    }

    /// Requests that have had no answer yet.
    pub(super) fn requested(&self) -> impl Iterator<Item = &Act> {
        let acts = &self.story.acts;
        let last = |it: &Act| {
            acts.iter().rfind(|other| other.input == it.input).is_some_and(|other| other.n == it.n)
        };
        acts.iter().filter(move |it| it.act == PmAct::Requested && last(it))
    }

    /// From request to answer of each input the PO carried.
    pub(super) fn carried_spans(&self) -> impl Iterator<Item = (Moment, Moment)> {
        let acts = &self.story.acts;
        acts.iter()
            .enumerate()
            .filter(|(_, it)| matches!(it.act, PmAct::Carried { .. }))
            .filter_map(move |(at, it)| {
                let before = acts[..at].iter().rfind(|then| then.input == it.input)?;
                (before.act == PmAct::Requested).then_some((before.at, it.at))
            })
    }

    /// Hundredths that live inputs of this step took of their boxes: from request to gift, over the ceilings together.
    pub(super) fn pm_share(&self, now: Moment) -> Option<u64> {
        let step = self.step()?;
        let acts = &self.story.acts;
        let (mut spent, mut boxes) = (0, 0);
        for input in &step.pm {
            let Some(asked) =
                acts.iter().position(|it| it.input == input.id && it.act == PmAct::Requested)
            else {
                continue;
            };
            let end =
                acts[asked + 1..].iter().find(|it| it.input == input.id).map_or(now, |it| it.at);
            spent += self.story.idle.active_between(acts[asked].at, end, self.paused_since());
            boxes += input.time.ms();
        }
        (spent * 100).checked_div(boxes)
    }
}

/// Whether it needs the PM here and now.
fn is_in_the_room(mode: PmMode) -> bool {
    matches!(mode, PmMode::Live | PmMode::OnCall)
}
