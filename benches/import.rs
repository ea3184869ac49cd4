//! How long 100,000 rows take: under two seconds on two cores is promised, and this fails when it is not so.

#![allow(clippy::print_stdout, reason = "a bench tells its figure")]

use std::{
    fmt::Write,
    process::ExitCode,
    time::{Duration, Instant},
};

use runsheet::{ceremony::Library, exchange::read_backlog};

const ROWS: usize = 100_000;
const PROMISED: Duration = Duration::from_secs(2);

fn main() -> ExitCode {
    let columns = Library::shipped().columns;
    let mut file =
        String::from("Issue key,Summary,Description,Labels,Custom field (Story Points),Created\n");
    for n in 0..ROWS {
        let about = "As an owner I want figures, not copies.\n\n* one file per day\n* \"\"empty\"\" days say so é";
        let _ = writeln!(
            file,
            "A-{n},\"Export, day {n}\",\"{about}\",\"ui, web\",{},25/Jun/20 12:44",
            n % 13
        );
    }
    let start = Instant::now();
    let found = read_backlog(file.as_bytes(), "export.csv", &columns);
    let spent = start.elapsed();
    println!("{} items of {} bytes in {spent:?}", found.items.len(), file.len());
    let whole = found.items.len() == ROWS && found.problems.is_empty();
    if whole && spent < PROMISED { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
