//! What a debrief is about: at most three moments of the run, one of them a strong one, and what came of it all. Arithmetic only.

use super::{Given, Grade, Outcome, Run, SituationOption};
use crate::{
    ceremony::{Id, Text},
    session::{Moment, Session},
};

/// The moments a debrief dwells on.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Moments {
    /// The costliest first, a strong one last.
    pub picked: Vec<Given>,
    /// The situation whose answer cost most, if one did.
    pub costliest: Option<Id>,
}

/// Moments in all.
const MOST: usize = 3;

impl Moments {
    pub fn of(run: &Run) -> Moments {
        let cost = |it: &Given| {
            let sure = it.answer.confidence.map_or(0, |it| i64::from(it.0));
            let points = i64::from(run.content.rubric.points.of(it.answer.grade));
            // Sure and wrong weighs most: it is what one would not look up. Then what a better answer would have done.
            (points, -sure, -missed(run, it))
        };
        let mut weak: Vec<&Given> =
            run.answers.iter().filter(|it| it.answer.grade != Grade::Best).collect();
        weak.sort_by_key(|it| cost(it));
        let strong = run.answers.iter().filter(|it| it.answer.grade == Grade::Best);
        let strong = strong.max_by_key(|it| chosen(run, it).map_or(0, |it| it.effects.sum()));
        let room = MOST - usize::from(strong.is_some());
        let costliest = weak.first().map(|it| it.answer.situation.clone());
        let picked = weak.into_iter().take(room).chain(strong).cloned().collect();
        Moments { picked, costliest }
    }

    /// A sentence to start from: what the principle of the costliest moment (else of the strong one) says for the next time; where it
    /// says nothing, the moment itself and its best answer.
    pub fn plan(&self, run: &Run) -> String {
        let about =
            self.costliest.as_ref().or_else(|| self.picked.last().map(|it| &it.answer.situation));
        let Some(situation) = about.and_then(|it| run.staged.situation(it)) else {
            return String::new();
        };
        let principles = &run.content.principles.principles;
        let rule = principles.iter().find(|it| it.id == situation.principle);
        if let Some(rule) = rule.filter(|it| !it.plan.is_empty()) {
            return rule.plan.to_string();
        }
        let best = situation.best().map_or("", |it| &it.text);
        let cue = cue(&situation.scene);
        let then = match spoken(best) {
            Some(words) => format!("I say {words}"),
            None => rule.map_or(String::new(), |it| format!("I remember: {}", it.text)),
        };
        format!("If this comes again: {cue}, then {then}")
    }
}

/// Points that the best answer would have brought over the one that was given.
fn missed(run: &Run, given: &Given) -> i32 {
    let best = run.staged.situation(&given.answer.situation).and_then(|it| it.best());
    let sum = |it: Option<&SituationOption>| it.map_or(0, |it| it.effects.sum());
    sum(best) - sum(chosen(run, given))
}

/// Letters from which the beginning of a scene tells what it is about.
const CUE: usize = 28;

/// The first words of a scene that are enough to know it by.
fn cue(scene: &str) -> &str {
    let ends = scene.char_indices().find(|(at, it)| CUE <= *at && matches!(it, '.' | ':' | ';'));
    scene[..ends.map_or(scene.len(), |it| it.0)].trim_end_matches(['.', ' '])
}

/// What an answer says aloud, from its first quotation mark on; an answer without one is a deed.
fn spoken(answer: &str) -> Option<&str> {
    if answer.starts_with('\'') {
        return Some(answer);
    }
    answer.find(": '").map(|at| &answer[at + 2..])
}

/// The answer that was given.
pub fn chosen<'a>(run: &'a Run, given: &Given) -> Option<&'a SituationOption> {
    run.staged.situation(&given.answer.situation)?.option(&given.answer.option)
}

/// What happened afterwards, which choice led there, and what the team says: three lines, and the delayed consequences before them.
pub fn epilogue(run: &Run, session: &Session, at: Moment) -> Vec<Text> {
    let lines = &run.content.cast.epilogue;
    let left = i64::try_from(session.left_ms(at)).unwrap_or(0) / 60_000;
    let late = run.late_ms().map_or(0, |it| i64::try_from(it / 60_000).unwrap_or(0));
    let minutes = i32::try_from(if late > 0 { -late } else { left }).unwrap_or(0);
    let state = &run.content.state;
    let told = |it: Outcome| {
        matches!(it, Outcome::GoalMissed | Outcome::PmEscalates | Outcome::ClosingCut)
    };
    let held = run.bars.consequences(state, minutes);
    let mut sprint: Vec<Text> =
        held.iter().filter(|it| told(it.outcome)).map(|it| it.text.clone()).collect();
    if sprint.is_empty() {
        sprint.push(lines.met.clone());
    }
    let weighed =
        run.answers.iter().max_by_key(|it| chosen(run, it).map_or(0, |it| it.effects.sum().abs()));
    let choice = weighed.and_then(|it| chosen(run, it)).map(|it| {
        let quoted = it.text.trim_matches('\'');
        Text::new(lines.choice.replace("{text}", quoted))
    });
    let trust = run.bars.value(super::Bar::Trust).unwrap_or(0);
    let said = lines.said.iter().find(|it| it.from <= trust).map(|it| it.text.clone());
    let later = run.untold().cloned();
    later.chain(sprint).chain(choice).chain(said).collect()
}
