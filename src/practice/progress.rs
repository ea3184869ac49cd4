//! How practice has gone: own runs over time, per ceremony and axis, calibration, the weakest spot. Compared with nobody else.
//!
//! Arithmetic over the practice log; figures rest on at least as many answers as the rubric asks for.

use std::collections::BTreeMap;

use super::{
    Content, Grade,
    log::{Answered, Line, RunEnded},
};
use crate::ceremony::{Id, Percent};

/// All runs, oldest first, and what they add up to.
#[derive(Debug, Clone, PartialEq)]
pub struct Progress {
    pub runs: Vec<RunEnded>,
    /// In the order of the axes.
    pub axes: Vec<AxisCourse>,
    /// By how sure one was, from least to most.
    pub calibration: Vec<Calibration>,
    /// The mean squared gap between how sure one was and how it was, in hundredths; lower is better.
    pub gap: Option<u32>,
    /// The principle with the lowest points, when one has enough answers.
    pub weakest: Option<(Id, u32)>,
    /// Statements sorted, and how many of them rightly.
    pub drilled: (usize, usize),
}

/// One axis over time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AxisCourse {
    pub axis: Id,
    pub answers: usize,
    /// Of all answers; `None` while they are too few.
    pub score: Option<u32>,
    /// One figure for each stretch of answers that is long enough, oldest first.
    pub course: Vec<u32>,
}

/// What became of the answers given with one confidence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Calibration {
    pub said: Percent,
    pub answers: usize,
    /// `None` while they are too few.
    pub right: Option<Percent>,
}

impl Progress {
    pub fn of<'a>(lines: impl IntoIterator<Item = &'a Line>, content: &Content) -> Progress {
        let (mut runs, mut said, mut drilled) = (Vec::new(), Vec::new(), (0, 0));
        for line in lines {
            match line {
                Line::RunEnded(run) => {
                    said.extend(
                        run.answers.iter().filter_map(|it| Some((it.confidence?, is_right(it)))),
                    );
                    runs.push((**run).clone());
                }
                Line::Drilled(it) => {
                    said.extend(it.confidence.map(|confidence| (confidence, it.right)));
                    drilled = (drilled.0 + 1, drilled.1 + usize::from(it.right));
                }
                _ => {}
            }
        }
        let answers: Vec<&Answered> = runs.iter().flat_map(|it| &it.answers).collect();
        let axes = &content.axes.axes;
        Progress {
            axes: axes.iter().map(|it| course(&it.id, &answers, content)).collect(),
            calibration: calibration(&said, content),
            gap: gap(&said),
            weakest: weakest(&answers, content),
            drilled,
            runs,
        }
    }

    /// The axis with the lowest figure, when one has a figure.
    pub fn weakest_axis(&self) -> Option<Id> {
        let known = self.axes.iter().filter_map(|it| Some((it.score?, &it.axis)));
        known.min_by_key(|it| it.0).map(|it| it.1.clone())
    }

    /// The runs of a ceremony, oldest first.
    pub fn of_ceremony<'a>(&'a self, ceremony: &'a Id) -> impl Iterator<Item = &'a RunEnded> {
        self.runs.iter().filter(move |it| it.ceremony == *ceremony)
    }
}

fn is_right(it: &Answered) -> bool {
    it.grade == Grade::Best
}

/// Points of the answers out of those they could have earned.
fn score(answers: &[&Answered], content: &Content) -> Option<u32> {
    let points = &content.rubric.points;
    let most = points.best * u32::try_from(answers.len()).ok()?;
    let earned: u32 = answers.iter().map(|it| points.of(it.grade)).sum();
    (100 * earned).checked_div(most)
}

fn course(axis: &Id, answers: &[&Answered], content: &Content) -> AxisCourse {
    let on: Vec<&Answered> = answers.iter().filter(|it| it.axis == *axis).copied().collect();
    let least = content.rubric.axis_least.max(1);
    AxisCourse {
        axis: axis.clone(),
        answers: on.len(),
        score: if on.len() < least { None } else { score(&on, content) },
        course: on.chunks_exact(least).filter_map(|it| score(it, content)).collect(),
    }
}

fn weakest(answers: &[&Answered], content: &Content) -> Option<(Id, u32)> {
    let mut by: BTreeMap<&Id, Vec<&Answered>> = BTreeMap::new();
    for it in answers {
        by.entry(&it.principle).or_default().push(it);
    }
    by.retain(|_, it| content.rubric.axis_least <= it.len());
    let scored = by.into_iter().filter_map(|(id, it)| Some((score(&it, content)?, id)));
    scored.min().map(|(score, id)| (id.clone(), score))
}

fn calibration(said: &[(Percent, bool)], content: &Content) -> Vec<Calibration> {
    let rubric = &content.rubric;
    let curve = rubric.confidence.iter().map(|step| {
        let with: Vec<bool> = said.iter().filter(|it| it.0 == *step).map(|it| it.1).collect();
        let right = with.iter().filter(|it| **it).count();
        let enough = rubric.axis_least.max(1) <= with.len();
        let share = || u32::try_from(100 * right / with.len()).ok().map(Percent);
        Calibration { said: *step, answers: with.len(), right: if enough { share() } else { None } }
    });
    curve.collect()
}

fn gap(said: &[(Percent, bool)]) -> Option<u32> {
    let squared = |(said, right): &(Percent, bool)| {
        u64::from((100 * u32::from(*right)).abs_diff(said.0)).pow(2)
    };
    let sum: u64 = said.iter().map(squared).sum();
    let mean = sum.checked_div(said.len() as u64)?;
    u32::try_from(mean / 100).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(day: &str, answers: &[(&str, &str, Grade, u32)]) -> Line {
        let answer = |(principle, axis, grade, said): &(&str, &str, Grade, u32)| Answered {
            situation: "s.one".into(),
            principle: (*principle).into(),
            axis: (*axis).into(),
            option: "a".into(),
            grade: *grade,
            confidence: Some(Percent(*said)),
            aided: false,
        };
        Line::RunEnded(Box::new(RunEnded {
            sid: "r".into(),
            day: day.parse().unwrap(),
            ceremony: "standup".into(),
            profile: "midsize".into(),
            level: "guided".into(),
            seed: 1,
            score: 70,
            parts: Vec::new(),
            answers: answers.iter().map(answer).collect(),
            self_rated: None,
        }))
    }

    fn progress(lines: &[Line]) -> Progress {
        Progress::of(lines, &Content::shipped())
    }

    fn axis(progress: &Progress, id: &str) -> AxisCourse {
        progress.axes.iter().find(|it| it.axis == id).unwrap().clone()
    }

    #[test]
    fn an_axis_has_a_figure_from_three_answers_on() {
        use Grade::{Best, Poor};
        let two = run(
            "2026-11-02",
            &[("pr.swap", "protect", Best, 70), ("pr.not_yet", "protect", Poor, 70)],
        );
        assert_eq!(axis(&progress(std::slice::from_ref(&two)), "protect").score, None);
        let third = run("2026-11-03", &[("pr.swap", "protect", Best, 70)]);
        let all = progress(&[two, third]);
        assert_eq!(axis(&all, "protect").score, Some(66));
        assert_eq!(axis(&all, "protect").course, [66]);
        assert_eq!(all.weakest_axis(), Some("protect".into()));
    }

    #[test]
    fn the_weakest_principle_is_the_one_with_the_lowest_points_and_enough_answers() {
        use Grade::{Acceptable, Best, Poor};
        let answers = [
            ("pr.swap", "protect", Acceptable, 70),
            ("pr.swap", "protect", Best, 70),
            ("pr.swap", "protect", Best, 70),
            ("pr.safety", "listen", Acceptable, 70),
            ("pr.safety", "listen", Acceptable, 70),
            ("pr.safety", "listen", Acceptable, 70),
            ("pr.hat", "align", Poor, 70),
        ];
        assert_eq!(
            progress(&[run("2026-11-02", &answers)]).weakest,
            Some(("pr.safety".into(), 66))
        );
    }

    #[test]
    fn sure_and_wrong_shows_as_a_gap_between_what_was_said_and_what_was() {
        use Grade::{Best, Poor};
        let sure = [("pr.swap", "protect", Poor, 95); 3];
        let unsure = [("pr.swap", "protect", Best, 40); 4];
        let it = progress(&[run("2026-11-02", &sure), run("2026-11-03", &unsure)]);
        let rights: Vec<Option<u32>> =
            it.calibration.iter().map(|it| it.right.map(|it| it.0)).collect();
        assert_eq!(rights, [Some(100), None, Some(0)]);
        // (3 · 0.95² + 4 · 0.6²) / 7
        assert_eq!(it.gap, Some(59));
    }

    #[test]
    fn nothing_practised_is_no_figure_and_no_fault() {
        let nothing = progress(&[]);
        assert_eq!((nothing.gap, nothing.weakest, nothing.drilled), (None, None, (0, 0)));
        assert!(nothing.axes.iter().all(|it| it.score.is_none() && it.course.is_empty()));
    }
}
