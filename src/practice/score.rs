//! How a run is scored by the rubric: answers, PM judgement, time, the cap, calibration. Against nobody but oneself.

use super::{Content, Grade, Rubric, judgement::Tally, log::Answered};
use crate::ceremony::{Id, Percent};

/// What a score is computed from.
#[derive(Debug, Clone, Copy)]
pub struct Played<'a> {
    pub answers: &'a [Answered],
    pub judgement: Tally,
    /// Milliseconds the closing step was reached late; `None` when it never was.
    pub late_ms: Option<u64>,
}

/// A run's figures, each in hundredths of the whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Score {
    pub score: u32,
    /// By the rubric's parts; one without a case is left out.
    pub parts: Vec<(Id, Percent)>,
    /// A poor answer on a boundary held it down.
    pub capped: bool,
}

impl Score {
    pub fn of(rubric: &Rubric, played: Played) -> Score {
        let parts: Vec<(Id, Percent)> = rubric
            .parts
            .iter()
            .filter_map(|it| {
                part(rubric, it.id.as_str(), played).map(|value| (it.id.clone(), Percent(value)))
            })
            .collect();
        let weight =
            |id: &Id| rubric.parts.iter().find(|it| it.id == *id).map_or(0, |it| it.weight.0);
        let weights: u32 = parts.iter().map(|it| weight(&it.0)).sum();
        let sum: u32 = parts.iter().map(|it| weight(&it.0) * it.1.0).sum();
        let whole = (sum + weights / 2).checked_div(weights).unwrap_or(0);
        let (axes, most) = &rubric.cap;
        let crossed = |it: &Answered| it.grade == Grade::Poor && axes.contains(&it.axis);
        let capped = whole > *most && played.answers.iter().any(crossed);
        Score { score: if capped { *most } else { whole }, parts, capped }
    }

    /// What it is called.
    pub fn band<'a>(&self, rubric: &'a Rubric) -> &'a str {
        rubric.bands.iter().find(|it| self.score <= it.to).map_or("", |it| &it.text)
    }
}

/// A part's value in hundredths; `None` where the run had no case of it, or where it is shown and not scored.
fn part(rubric: &Rubric, id: &str, played: Played) -> Option<u32> {
    match id {
        "answers" => points(rubric, played.answers),
        "pm_judgement" => played.judgement.balanced(),
        "time" => Some(time(rubric, played.late_ms)),
        _ => None,
    }
}

/// Mean points of the answers, in hundredths of the best.
pub fn points(rubric: &Rubric, answers: &[Answered]) -> Option<u32> {
    let sum: u32 = answers.iter().map(|it| rubric.points.of(it.grade)).sum();
    let most = u32::try_from(answers.len()).ok()? * rubric.points.best;
    (sum * 100 + most / 2).checked_div(most)
}

fn time(rubric: &Rubric, late_ms: Option<u64>) -> u32 {
    let Some(late_ms) = late_ms else { return 0 };
    let minutes = u32::try_from(late_ms / 60_000).unwrap_or(u32::MAX);
    100u32.saturating_sub(minutes.saturating_mul(rubric.minute_over.0))
}

/// Points on one axis in hundredths; `None` while the answers on it are too few.
pub fn axis(rubric: &Rubric, answers: &[Answered], axis: &Id) -> Option<u32> {
    let on: Vec<Answered> = answers.iter().filter(|it| it.axis == *axis).cloned().collect();
    if on.len() < rubric.axis_least { None } else { points(rubric, &on) }
}

/// Ten-thousandths: the mean squared distance between how sure one was and whether it was best; lower is better.
pub fn calibration(answers: &[Answered]) -> Option<u32> {
    let squares: Vec<u32> = answers
        .iter()
        .filter_map(|it| {
            let right = if it.grade == Grade::Best { 100 } else { 0 };
            it.confidence.map(|sure| sure.0.abs_diff(right).pow(2))
        })
        .collect();
    squares.iter().sum::<u32>().checked_div(u32::try_from(squares.len()).ok()?)
}

/// One answer as the log keeps it.
pub fn answered(
    content: &Content,
    situation: &super::Situation,
    option: &super::SituationOption,
) -> Answered {
    Answered {
        situation: situation.id.clone(),
        principle: situation.principle.clone(),
        axis: content.axis_of(situation).cloned().unwrap_or_default(),
        option: option.id.clone(),
        grade: option.grade,
        confidence: None,
        aided: false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer(grade: Grade, axis: &str, sure: u32) -> Answered {
        Answered {
            situation: "s".into(),
            principle: "p".into(),
            axis: axis.into(),
            option: "a".into(),
            grade,
            confidence: Some(Percent(sure)),
            aided: false,
        }
    }

    fn score(answers: &[Answered], judgement: Tally, late_ms: Option<u64>) -> Score {
        let rubric = Content::shipped().rubric;
        Score::of(&rubric, Played { answers, judgement, late_ms })
    }

    const ASKED: Tally = Tally { hits: 1, misses: 1, false_alarms: 0, rejections: 2 };

    #[test]
    fn the_parts_have_their_weights() {
        let it = score(
            &[answer(Grade::Best, "time", 95), answer(Grade::Acceptable, "own", 40)],
            ASKED,
            Some(125_000),
        );
        assert_eq!(
            it.parts,
            [
                ("answers".into(), Percent(83)),
                ("pm_judgement".into(), Percent(75)),
                ("time".into(), Percent(80))
            ]
        );
        assert_eq!((it.score, it.capped), (81, false));
    }

    #[test]
    fn a_part_without_a_case_leaves_its_weight_to_the_others() {
        let it = score(&[answer(Grade::Acceptable, "time", 95)], Tally::default(), Some(0));
        assert_eq!(it.score, 74);
        assert_eq!(it.parts.len(), 2);
    }

    #[test]
    fn a_poor_answer_on_a_boundary_caps_the_run() {
        let best = vec![answer(Grade::Best, "time", 95); 9];
        let with = |axis| [best.clone(), vec![answer(Grade::Poor, axis, 95)]].concat();
        let asked = Tally { hits: 2, ..Tally::default() };
        assert_eq!(score(&with("own"), asked, Some(0)).score, 79);
        assert_eq!(score(&with("time"), asked, Some(0)).score, 94);
    }

    #[test]
    fn an_axis_is_shown_from_three_answers_on() {
        let rubric = Content::shipped().rubric;
        let answers = vec![answer(Grade::Best, "own", 95); 3];
        assert_eq!(axis(&rubric, &answers[..2], &"own".into()), None);
        assert_eq!(axis(&rubric, &answers, &"own".into()), Some(100));
    }

    #[test]
    fn being_sure_and_wrong_costs_more_than_being_unsure() {
        assert_eq!(calibration(&[answer(Grade::Poor, "own", 95)]), Some(9025));
        assert_eq!(calibration(&[answer(Grade::Poor, "own", 40)]), Some(1600));
        assert_eq!(calibration(&[]), None);
    }
}
