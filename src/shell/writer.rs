//! The thread that saves: takes all that is queued, one write, one sync, then says how far the journal is on disk.
//!
//! The screen never waits for it. What fails is kept and tried again, each second and with every new record.

use std::{
    io::{self, ErrorKind},
    sync::{
        Arc,
        mpsc::{Receiver, RecvTimeoutError, Sender, channel},
    },
    thread,
    time::{Duration, Instant},
};

use serde::Serialize;

use super::{clock::Clock, disk::Disk, pen::Pen, sign::Sign};
use crate::{
    app::Save,
    journal::{self, Salt},
    session::{Moment, Record},
};

/// Where the news goes: the program's inbox.
pub type Tell = Arc<dyn Fn(Save) + Send + Sync>;

const RETRY: Duration = Duration::from_secs(1);
const LAST_TRIES: Duration = Duration::from_millis(50);

enum Order {
    Line { text: String, n: u64 },
    Close { until: Instant },
}

/// The near end of the thread.
pub struct Writer {
    salt: Salt,
    orders: Sender<Order>,
    /// The number of records that could not be saved, once it has closed.
    closed: Receiver<u64>,
    tell: Tell,
}

impl Writer {
    /// Starts to write with what is queued already. The sign hangs as long as the file is held.
    pub fn start<D: Disk>(pen: Pen<D>, salt: Salt, tell: Tell, sign: Sign) -> io::Result<Writer> {
        let (orders, taken) = channel();
        let (done, closed) = channel();
        let news = tell.clone();
        thread::Builder::new().name("journal".to_owned()).spawn(move || {
            let mut desk = Desk { pen, tell: news, failing: None };
            desk.flush();
            let hung = sign.hang();
            let unsaved = desk.work(&taken);
            desk.pen.close();
            drop(hung);
            let _ = done.send(unsaved);
        })?;
        Ok(Writer { salt, orders, closed, tell })
    }

    /// Queues a record; `Save` tells what became of it.
    pub fn append(&self, record: &Record, wall_ms: i64) {
        self.line(journal::record(self.salt, record, wall_ms), record.n, wall_ms);
    }

    /// Queues a line of a practice run, which stands beside the records.
    pub fn beside(&self, n: u64, at: Moment, line: &impl Serialize, wall_ms: i64) {
        self.line(journal::beside(self.salt, n, at, line, wall_ms), n, wall_ms);
    }

    fn line(&self, text: String, n: u64, wall_ms: i64) {
        if self.orders.send(Order::Line { text, n }).is_err() {
            let since_ms = wall_ms;
            (self.tell)(Save::Failing { why: "the journal's writer has stopped".into(), since_ms });
        }
    }

    /// Waits until all is saved and the file is let go of, but not longer than this; returns how many records are not
    /// known to be saved.
    pub fn close(self, patience: Duration) -> u64 {
        let until = Instant::now() + patience;
        if self.orders.send(Order::Close { until }).is_err() {
            return 1;
        }
        self.closed.recv_timeout(patience + RETRY / 2).unwrap_or(1)
    }
}

struct Desk<D: Disk> {
    pen: Pen<D>,
    tell: Tell,
    /// Since when nothing could be saved, and the words told last.
    failing: Option<(i64, String)>,
}

impl<D: Disk> Desk<D> {
    /// Until it is told to close, or nobody is left who could.
    fn work(&mut self, orders: &Receiver<Order>) -> u64 {
        loop {
            let until = match self.next(orders) {
                Ok(None) => continue,
                Ok(Some(until)) => until,
                Err(()) => Instant::now() + 2 * RETRY,
            };
            while !self.pen.is_done() && Instant::now() < until {
                thread::sleep(LAST_TRIES);
                self.flush();
            }
            return self.pen.unsaved();
        }
    }

    /// Takes everything queued and saves it. A deadline means it was the last time.
    fn next(&mut self, orders: &Receiver<Order>) -> Result<Option<Instant>, ()> {
        let first = if self.failing.is_some() {
            match orders.recv_timeout(RETRY) {
                Err(RecvTimeoutError::Disconnected) => return Err(()),
                order => order.ok(),
            }
        } else {
            Some(orders.recv().map_err(drop)?)
        };
        let mut until = None;
        for order in first.into_iter().chain(orders.try_iter()) {
            match order {
                Order::Line { text, n } => self.pen.queue(&text, n),
                Order::Close { until: at } => until = Some(at),
            }
        }
        self.flush();
        Ok(until)
    }

    fn flush(&mut self) {
        if self.pen.is_done() {
            return;
        }
        match self.pen.flush() {
            Ok(n) => {
                self.failing = None;
                (self.tell)(Save::Saved { n });
            }
            Err(error) => self.fails(words(&error)),
        }
    }

    fn fails(&mut self, why: String) {
        let since_ms =
            self.failing.as_ref().map_or_else(|| Clock::default().now().wall_ms, |it| it.0);
        if self.failing.as_ref().is_none_or(|it| it.1 != why) {
            (self.tell)(Save::Failing { why: why.as_str().into(), since_ms });
        }
        self.failing = Some((since_ms, why));
    }
}

/// What is wrong with the disk, in a few words.
fn words(error: &io::Error) -> String {
    match error.kind() {
        ErrorKind::StorageFull => "the disk is full".to_owned(),
        ErrorKind::QuotaExceeded => "the disk quota is used up".to_owned(),
        ErrorKind::ReadOnlyFilesystem => "the disk is read-only".to_owned(),
        ErrorKind::PermissionDenied => "no permission to write".to_owned(),
        ErrorKind::FileTooLarge => "the file may not grow any more".to_owned(),
        _ => error.to_string(),
    }
}
