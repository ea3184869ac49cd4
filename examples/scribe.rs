//! Takes the latest session of a data folder up again and writes notes into it until it is killed, printing the number of
//! each record once it is saved. The test of `kill -9` lives on it.

use std::{
    io::{Write, stdout},
    path::PathBuf,
    sync::{Arc, mpsc::channel},
};

use runsheet::{
    app::{Now, Save},
    ceremony::CaptureKind,
    session::{Actor, Capture, Event, Moment, Record},
    shell::{clock::Clock, store::Store},
};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder: PathBuf = std::env::args_os().nth(1).ok_or("name a data folder")?.into();
    let (tell, told) = channel();
    let news = Arc::new(move |it| drop(tell.send(it)));
    let now: Now = Clock::default().now();
    let (stored, writer) = Store::new(folder).resume("last", now, news)?;
    let last = stored.records.last().ok_or("an empty session")?;
    let (mut n, Moment(at)) = (last.n, last.at);
    loop {
        for text in ["a note", "another one,\nlonger than the first"] {
            n += 1;
            let event = Event::Captured { capture: Capture::new(CaptureKind::Note, text) };
            let record = Record { n, at: Moment(at + n), by: Actor::Facilitator, event };
            writer.append(&record, now.wall_ms);
        }
        if let Save::Saved { n } = told.recv()? {
            writeln!(stdout(), "{n}")?;
        }
    }
}
