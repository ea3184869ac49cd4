//! `runsheet progress`: how one's own practice has gone, as text or for programs.

use std::io::Write;

use chrono::NaiveDate;
use serde::Serialize;

use super::{complain, failure::Failure, failure::Outcome, world::World};
use crate::{
    app::{ProgressLine, ProgressPage, TrainingPage},
    practice::{
        Progress,
        log::{Answered, RunEnded},
    },
    shell::{clock::Clock, ground::Ground, prepare::Wishes, training::train},
};

#[derive(Serialize)]
struct Run<'a> {
    v: u32,
    session: &'a str,
    day: NaiveDate,
    ceremony: &'a str,
    profile: &'a str,
    level: &'a str,
    score: u32,
    answers: Vec<Answer<'a>>,
}

#[derive(Serialize)]
struct Answer<'a> {
    situation: &'a str,
    principle: &'a str,
    axis: &'a str,
    grade: String,
    confidence: Option<u32>,
}

pub(super) fn run(world: &World, json: bool, out: &mut dyn Write) -> Outcome {
    let (config, data) = (world.paths.config.clone(), world.paths.data.clone());
    let ground = Ground::survey(config, data, Wishes::default());
    let training =
        train(&ground, TrainingPage::Progress, Clock::default().now()).map_err(Failure::usage)?;
    training.notices.iter().for_each(|it| complain(it));
    if json {
        let progress = Progress::of(&training.lines, &training.content);
        return super::json(&progress.runs.iter().map(row).collect::<Vec<_>>(), out);
    }
    for (n, part) in ProgressPage::new(&training).parts.iter().enumerate() {
        if 0 < n {
            writeln!(out)?;
        }
        writeln!(out, "{}", part.title)?;
        for line in &part.lines {
            match line {
                ProgressLine::Words(it) | ProgressLine::Quiet(it) => writeln!(out, "  {it}")?,
                ProgressLine::Course { name, figures, words } => {
                    let figures: Vec<String> = figures.iter().map(ToString::to_string).collect();
                    writeln!(out, "  {name}: {} · {words}", figures.join(" "))?;
                }
            }
        }
    }
    Ok(())
}

fn row(it: &RunEnded) -> Run<'_> {
    Run {
        v: 1,
        session: &it.sid,
        day: it.day,
        ceremony: it.ceremony.as_str(),
        profile: it.profile.as_str(),
        level: it.level.as_str(),
        score: it.score,
        answers: it.answers.iter().map(answer).collect(),
    }
}

fn answer(it: &Answered) -> Answer<'_> {
    Answer {
        situation: it.situation.as_str(),
        principle: it.principle.as_str(),
        axis: it.axis.as_str(),
        grade: format!("{:?}", it.grade),
        confidence: it.confidence.map(|it| it.0),
    }
}
