//! Measures the forecast on sprint histories: `cargo run --release --example forecast_backtest -- FILE…`
//!
//! Prints each forecast beside what came, as CSV, and after each file (and all of them) how right the forecasts were.

#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a program that prints its findings")]

use std::{env, fs, process::ExitCode};

use runsheet::{
    exchange::sprints::{self, Board, Why},
    history::{
        backtest::{Tally, customary},
        forecast::{FEWEST, trials},
    },
};

fn main() -> ExitCode {
    let files: Vec<String> = env::args().skip(1).collect();
    if files.is_empty() {
        eprintln!("usage: forecast_backtest FILE…");
        return ExitCode::from(2);
    }
    let Some(histories) = files.iter().map(|it| boards(it)).collect::<Option<Vec<_>>>() else {
        return ExitCode::from(2);
    };
    println!("board,sprint,low,mid,high,actual");
    let mut pooled = Findings::default();
    for (file, boards) in files.iter().zip(&histories) {
        let mut findings = Findings::default();
        for board in boards {
            findings.measure(board);
        }
        println!("# {file}: {findings}");
        pooled.merge(&findings);
    }
    if 1 < files.len() {
        println!("# pooled: {pooled}");
    }
    ExitCode::SUCCESS
}

/// Says on standard error what could not be read; nothing if that is everything.
fn boards(file: &str) -> Option<Vec<Board>> {
    let bytes = fs::read(file).inspect_err(|error| eprintln!("{file}: {error}")).ok()?;
    let (boards, unread) = sprints::read(&bytes);
    for it in unread {
        eprintln!("{file}:{}: {}", it.line, words(&it.why));
    }
    (!boards.is_empty()).then_some(boards)
}

fn words(why: &Why) -> String {
    match why {
        Why::NoDelivered => {
            "no column `delivered`, nor all of vel_starttime, vel_added, vel_removed, vel_diff"
                .to_owned()
        }
        Why::NoNumber { column, found } => format!("left out: `{found}` in {column} is no number"),
        Why::NotCsv => "left out: not CSV".to_owned(),
    }
}

#[derive(Default)]
struct Findings {
    ours: Tally,
    /// The customary range on the same sprints.
    customary: Tally,
    /// The customary range on every sprint that has five before it.
    everywhere: Tally,
}

impl Findings {
    fn measure(&mut self, board: &Board) {
        let delivered = board.delivered();
        for (place, actual) in delivered.iter().enumerate().skip(FEWEST) {
            if let Some((low, high)) = customary(&delivered[..place]) {
                self.everywhere.add(low, high, *actual);
            }
        }
        for trial in trials(&delivered) {
            let (it, sprint) = (trial.forecast, &board.sprints[trial.place]);
            let actual = sprint.delivered;
            println!("{},{},{},{},{},{actual}", board.name, sprint.name, it.low, it.mid, it.high);
            self.ours.add(it.low, it.high, actual);
            if let Some((low, high)) = customary(&delivered[..trial.place]) {
                self.customary.add(low, high, actual);
            }
        }
    }

    fn merge(&mut self, other: &Findings) {
        self.ours.merge(&other.ours);
        self.customary.merge(&other.customary);
        self.everywhere.merge(&other.everywhere);
    }
}

impl std::fmt::Display for Findings {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let ours = &self.ours;
        let share = |it: u32| 100.0 * f64::from(it) / f64::from(ours.forecasts.max(1));
        let score = |it: &Tally| it.score().map_or("none".to_owned(), |it| format!("{it:.2}"));
        write!(
            f,
            "{} forecasts, {} times too little history; {:.1} % inside, {:.1} % below, {:.1} % above; score {}; \
             mean of lowest three to mean of highest three of the last eight: {:.1} % inside, score {} on the same sprints, {} on all",
            ours.forecasts,
            self.everywhere.forecasts - ours.forecasts,
            share(ours.inside()),
            share(ours.below),
            share(ours.above),
            score(ours),
            share(self.customary.inside()),
            score(&self.customary),
            score(&self.everywhere),
        )
    }
}
