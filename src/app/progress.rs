//! The progress screen: own runs by ceremony, own answers by axis, how sure one was and how it was. It compares with nobody.

use super::{Effect, Intent, Reply, Training, Turn};
use crate::{
    ceremony::{Id, Percent, Text},
    practice::{
        Progress,
        log::{Line, Tried},
        next_level,
    },
};

/// Runs of a ceremony that are shown.
const RUNS: usize = 12;
/// Sentences that are shown.
const SENTENCES: usize = 6;
/// Stretches of an axis that are shown.
const STRETCHES: usize = 12;

#[derive(Debug)]
pub struct ProgressPage {
    pub parts: Vec<ProgressPart>,
    /// The first line on the screen.
    pub top: usize,
}

/// A heading and what stands under it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProgressPart {
    pub title: String,
    pub lines: Vec<ProgressLine>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ProgressLine {
    /// Something over time: its name, the figures from 0 to 100 oldest first, and words on the newest.
    Course {
        name: String,
        figures: Vec<u32>,
        words: String,
    },
    Words(String),
    /// Said more quietly.
    Quiet(String),
}

impl ProgressPage {
    pub fn new(training: &Training) -> ProgressPage {
        let progress = Progress::of(&training.lines, &training.content);
        let parts = [
            level(training, &progress),
            ceremonies(training, &progress),
            axes(training, &progress),
            calibration(&progress),
            statements(&progress),
            sentences(training),
        ];
        ProgressPage { parts: parts.into_iter().collect(), top: 0 }
    }

    pub fn update(&mut self, intent: Intent) -> Reply {
        let last = self.parts.iter().map(|it| it.lines.len() + 2).sum::<usize>().saturating_sub(1);
        self.top = match intent {
            Intent::Up => self.top.saturating_sub(1),
            Intent::Down => self.top + 1,
            Intent::PageUp => self.top.saturating_sub(10),
            Intent::PageDown => self.top + 10,
            Intent::First => 0,
            Intent::Leave => return Reply::turn(Turn::Home),
            Intent::Quit => return Effect::Quit.into(),
            Intent::Suspend => return Effect::Suspend.into(),
            _ => self.top,
        }
        .min(last);
        Reply::none()
    }
}

fn part(title: &str, lines: Vec<ProgressLine>) -> ProgressPart {
    ProgressPart { title: title.to_owned(), lines }
}

fn level(training: &Training, progress: &Progress) -> ProgressPart {
    let levels = &training.content.levels;
    let id = next_level(&progress.runs, &training.content);
    let place = levels.levels.iter().position(|it| it.id == id).unwrap_or(0);
    let title = levels.levels.get(place).map(|it| it.title.to_string()).unwrap_or_default();
    let many = levels.levels.len();
    let rule = format!(
        "Up after {} runs in a row at {} or more without a poor answer at a boundary, down after {} below {}.",
        levels.promote.runs, levels.promote.score, levels.demote.runs, levels.demote.score
    );
    let now = format!("The next run is on level {} of {many}, {title}.", place + 1);
    part("Level", vec![ProgressLine::Words(now), ProgressLine::Quiet(rule)])
}

fn ceremonies(training: &Training, progress: &Progress) -> ProgressPart {
    let mut lines: Vec<ProgressLine> = Vec::new();
    for it in &training.ceremonies {
        let scores: Vec<u32> = progress.of_ceremony(&it.id).map(|it| it.score).collect();
        let Some(newest) = scores.last() else { continue };
        let band = training.content.rubric.bands.iter().find(|it| newest <= &it.to);
        let band = band.map(|it| it.text.to_string()).unwrap_or_default();
        lines.push(ProgressLine::Course {
            name: it.title.to_string(),
            figures: latest(&scores, RUNS),
            words: format!("{newest}, {band} · {}", counted(scores.len(), "run")),
        });
    }
    if lines.is_empty() {
        lines.push(ProgressLine::Quiet("No run has reached its debrief yet.".to_owned()));
    }
    part("Runs, oldest first", lines)
}

fn axes(training: &Training, progress: &Progress) -> ProgressPart {
    let mut lines: Vec<ProgressLine> = Vec::new();
    for it in progress.axes.iter().filter(|it| 0 < it.answers) {
        let words = match it.score {
            Some(score) => format!("{score} · {}", counted(it.answers, "answer")),
            None => format!("few data · {}", counted(it.answers, "answer")),
        };
        let figures = latest(&it.course, STRETCHES);
        lines.push(ProgressLine::Course { name: title_of(training, &it.axis), figures, words });
    }
    if lines.is_empty() {
        lines.push(ProgressLine::Quiet("No answer in a run yet.".to_owned()));
    }
    if let Some((id, score)) = &progress.weakest {
        let principles = &training.content.principles.principles;
        let text = principles.iter().find(|it| it.id == *id).map(|it| it.text.clone());
        let text = text.unwrap_or_else(|| Text::new(id.as_str()));
        lines.push(ProgressLine::Words(format!("Most to gain: {text} ({score}).")));
    }
    let least = training.content.rubric.axis_least;
    part(&format!("Skills, {least} answers to a bar, oldest first"), lines)
}

fn calibration(progress: &Progress) -> ProgressPart {
    let mut lines: Vec<ProgressLine> = Vec::new();
    for it in progress.calibration.iter().filter(|it| 0 < it.answers) {
        let Percent(said) = it.said;
        let answers = counted(it.answers, "answer");
        lines.push(match it.right {
            Some(Percent(right)) => ProgressLine::Course {
                name: format!("Said {said} %"),
                figures: vec![said, right],
                words: format!("{right} % right · {answers}"),
            },
            None => ProgressLine::Course {
                name: format!("Said {said} %"),
                figures: vec![said],
                words: format!("few data · {answers}"),
            },
        });
    }
    match progress.gap {
        Some(gap) => {
            let words = format!(
                "Mean squared gap 0.{gap:02}; the lower, the better you know what you know."
            );
            lines.push(ProgressLine::Quiet(words));
        }
        None => lines.push(ProgressLine::Quiet("Nobody asked how sure you are yet.".to_owned())),
    }
    part("How sure, and how right: said, then right", lines)
}

fn statements(progress: &Progress) -> ProgressPart {
    let (all, right) = progress.drilled;
    let line = match all {
        0 => ProgressLine::Quiet("No statement sorted yet: runsheet drill".to_owned()),
        _ => {
            ProgressLine::Words(format!("{right} of {} sorted rightly.", counted(all, "statement")))
        }
    };
    part("Who owns it?", vec![line])
}

/// What one meant to say in live sessions, newest first, and what became of it.
fn sentences(training: &Training) -> ProgressPart {
    let tried = |run: &Text| {
        training.lines.iter().rev().find_map(|it| match it {
            Line::Tried { sid, how } if sid == run => Some(*how),
            _ => None,
        })
    };
    let told = training.lines.iter().rev().filter_map(|it| match it {
        Line::Resolved { sid, text, .. } => {
            let how = match tried(sid) {
                Some(Tried::Used) => "used",
                Some(Tried::NotUsed) => "not used",
                Some(Tried::NoChance) => "no chance came",
                None => "nothing said yet",
            };
            Some(ProgressLine::Words(format!("{how}: {text}")))
        }
        _ => None,
    });
    let mut lines: Vec<ProgressLine> = told.take(SENTENCES).collect();
    if lines.is_empty() {
        lines.push(ProgressLine::Quiet("A debrief ends with one.".to_owned()));
    }
    part("What you meant to say, newest first", lines)
}

fn latest(figures: &[u32], most: usize) -> Vec<u32> {
    figures[figures.len().saturating_sub(most)..].to_vec()
}

fn title_of(training: &Training, axis: &Id) -> String {
    let all = &training.content.axes.axes;
    all.iter().find(|it| it.id == *axis).map_or_else(|| axis.to_string(), |it| it.title.to_string())
}

fn counted(many: usize, one: &str) -> String {
    if many == 1 { format!("1 {one}") } else { format!("{many} {one}s") }
}
