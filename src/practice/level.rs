//! How hard the next run is: up after good runs in a row, down after weak ones. Arithmetic over own runs.

use super::{Content, Grade, log::RunEnded};
use crate::ceremony::Id;

/// The level of the next run, by the rule of `levels.ron`. Every step up or down starts a new row; a run that was played on
/// purpose above the level counts upwards only, one below it downwards only.
pub fn next_level(runs: &[RunEnded], content: &Content) -> Id {
    let levels = &content.levels;
    let place = |id: &Id| levels.levels.iter().position(|it| it.id == *id);
    let (mut at, mut good, mut weak) = (0, 0, 0);
    for run in runs {
        let Some(played) = place(&run.level) else { continue };
        let is_good = levels.promote.score <= run.score && !fails_a_boundary(run, content);
        let is_weak = run.score < levels.demote.score;
        if at <= played {
            good = if is_good { good + 1 } else { 0 };
        }
        if played <= at {
            weak = if is_weak { weak + 1 } else { 0 };
        }
        let to = if good == levels.promote.runs {
            (at + 1).min(levels.levels.len().saturating_sub(1))
        } else if weak == levels.demote.runs {
            at.saturating_sub(1)
        } else {
            continue;
        };
        (at, good, weak) = (to, 0, 0);
    }
    levels.levels.get(at).map(|it| it.id.clone()).unwrap_or_default()
}

/// A poor answer on an axis where a boundary was to be kept.
fn fails_a_boundary(run: &RunEnded, content: &Content) -> bool {
    let (axes, _) = &content.rubric.cap;
    run.answers.iter().any(|it| it.grade == Grade::Poor && axes.contains(&it.axis))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::practice::log::Answered;

    fn run(level: &str, score: u32, axis: &str, grade: Grade) -> RunEnded {
        RunEnded {
            sid: "r".into(),
            day: "2026-11-02".parse().unwrap(),
            ceremony: "standup".into(),
            profile: "midsize".into(),
            level: level.into(),
            seed: 1,
            score,
            parts: Vec::new(),
            answers: vec![Answered {
                situation: "s.one".into(),
                principle: "pr.swap".into(),
                axis: axis.into(),
                option: "a".into(),
                grade,
                confidence: None,
                aided: false,
            }],
            self_rated: None,
        }
    }

    fn good(level: &str) -> RunEnded {
        run(level, 80, "own", Grade::Best)
    }

    fn weak(level: &str) -> RunEnded {
        run(level, 49, "value", Grade::Poor)
    }

    #[track_caller]
    fn check(runs: &[RunEnded], level: &str) {
        assert_eq!(next_level(runs, &Content::shipped()), level);
    }

    #[test]
    fn two_good_runs_in_a_row_lead_up_and_one_level_at_a_time() {
        check(&[], "guided");
        check(&[good("guided")], "guided");
        check(&[good("guided"), good("guided")], "realistic");
        check(&[good("guided"), good("guided"), good("realistic")], "realistic");
        check(&[good("guided"), weak("guided"), good("guided")], "guided");
        let four = [good("guided"), good("guided"), good("realistic"), good("realistic")];
        check(&four, "pressure");
        check(&[&four[..], &[good("pressure"), good("pressure")]].concat(), "pressure");
    }

    #[test]
    fn a_poor_answer_at_a_boundary_keeps_the_level() {
        let poor = run("guided", 85, "own", Grade::Poor);
        check(&[good("guided"), poor.clone()], "guided");
        let elsewhere = run("guided", 85, "value", Grade::Poor);
        check(&[good("guided"), elsewhere], "realistic");
        check(&[good("guided"), poor, good("guided")], "guided");
    }

    #[test]
    fn two_weak_runs_in_a_row_lead_down_and_never_below_the_first() {
        let up = [good("guided"), good("guided")];
        check(&[&up[..], &[weak("realistic")]].concat(), "realistic");
        check(&[&up[..], &[weak("realistic"), weak("realistic")]].concat(), "guided");
        check(&[weak("guided"), weak("guided")], "guided");
    }

    #[test]
    fn a_harder_run_that_fails_leads_nowhere_down_and_an_easier_one_that_succeeds_nowhere_up() {
        check(&[good("guided"), weak("pressure"), weak("pressure")], "guided");
        let up = [good("guided"), good("guided")];
        check(&[&up[..], &[good("guided"), good("guided")]].concat(), "realistic");
        check(&[good("pressure"), good("pressure")], "realistic");
    }
}
