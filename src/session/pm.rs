//! The rules of a PM input's life cycle: what may be done about it, and what is filled in.

use super::{Brief, Event, Moment, PmAct, PmMove, PmState, Refusal, Session};
use crate::ceremony::{Id, PmMode};

/// The life cycle of a PM input.
///
/// 1. Nothing can be done about an input that nothing calls for, or for which the profile has nobody.
/// 2. A settled one stays settled, but for a deferred one (taken up after all) and a brief (answered).
/// 3. A PM who does not exist can neither be asked nor give; under the strategy hat *request* puts the hat on.
pub(super) fn decide(
    session: &Session,
    id: Id,
    wish: PmMove,
    now: Moment,
) -> Result<Event, Refusal> {
    let (input, role) = session.pm_input(&id).ok_or_else(|| Refusal::NoSuchInput(id.clone()))?;
    let line = session.line(input, role, now);
    let is_given_here = matches!(wish, PmMove::Give);
    match line.state {
        PmState::Applicable => {}
        PmState::Deferred | PmState::Requested if wish != PmMove::Request => {}
        PmState::Informed if is_given_here => {}
        PmState::BriefSent if matches!(wish, PmMove::Answer(_)) => {}
        PmState::Requested | PmState::Deferred => return Err(Refusal::Unchanged),
        PmState::Dormant | PmState::SpokenFor(_) | PmState::NotUsed => {
            return Err(Refusal::InputDormant(id));
        }
        PmState::Nobody => return Err(Refusal::NotInProfile(id)),
        PmState::Informed
        | PmState::Given
        | PmState::Carried { .. }
        | PmState::BriefSent
        | PmState::Answered
        | PmState::Waived
        | PmState::Missed => return Err(Refusal::InputSettled(id)),
    }
    let nobody = line.way == PmMode::Carry && !session.has(role);
    match &wish {
        PmMove::Give | PmMove::Brief { .. } | PmMove::Answer(_) if nobody => {
            Err(Refusal::NotInProfile(id))
        }
        PmMove::Request if nobody && !session.setup().profile.hat => Err(Refusal::NotInProfile(id)),
        PmMove::Answer(_) if line.state != PmState::BriefSent => Err(Refusal::InputNotAsked(id)),
        _ => Ok(Event::PmInput { act: filled_act(session, &id, wish, now), input: id }),
    }
}

/// A brief with nothing typed is drafted from the step, so that one key is enough while the clock runs.
fn filled_act(session: &Session, input: &Id, wish: PmMove, now: Moment) -> PmAct {
    let mut act = PmAct::from(wish);
    if let PmAct::Briefed(brief) = &mut act {
        let draft = session.brief_draft(input, now);
        if brief.question.trim().is_empty() {
            brief.question = draft.question;
        }
        brief.needed_by = brief.needed_by.or(draft.needed_by);
    }
    if let PmAct::Deferred { until } = &mut act {
        *until = until.or_else(|| session.answer_due(now));
    }
    act
}

impl Session {
    /// What a brief about this input starts from: the step's question, and an answer by the next working day.
    pub fn brief_draft(&self, input: &Id, now: Moment) -> Brief {
        let question = self.pm_input(input).map(|(it, _)| it.text.clone()).unwrap_or_default();
        Brief { question, needed_by: self.answer_due(now), ..Brief::default() }
    }
}
