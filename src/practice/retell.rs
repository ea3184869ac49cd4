//! A run told again from its journal: the same talk, bars and situation that waits. What was cut off is done next.

use std::{collections::VecDeque, sync::Arc};

use super::{Beside, Content, Cue, Run, Staged, Way};
use crate::session::{Actor, Command, Event, Moment, Open, Record, Session, Setup, decide, put};

/// A line of a run's journal, in its order.
#[derive(Debug, Clone, Copy)]
enum Line<'a> {
    Record(&'a Record),
    Beside(Moment, &'a Beside),
}

/// What the simulated people say follows from session, seed and answers, so it stands in no file.
///
/// `beside` are the run's own lines after `Staged`, numbered with the records. What lies open beside the session then, the
/// cards a simulated team has hidden among it, is told too.
pub fn retell(
    content: Arc<Content>,
    staged: Staged,
    setup: Arc<Setup>,
    records: &[Record],
    beside: &[(u64, Moment, Beside)],
) -> (Run, Open) {
    let mut lines: Vec<(u64, Line)> = records.iter().map(|it| (it.n, Line::Record(it))).collect();
    lines.extend(beside.iter().map(|(n, at, it)| (*n, Line::Beside(*at, it))));
    lines.sort_by_key(|it| it.0);
    let open = Open::new(staged.seed);
    let mut run = Run::new(content, staged);
    run.open_with_intro();
    let lines = lines.into_iter().map(|it| it.1).collect();
    let mut teller = Teller { session: Session::new(setup), open, run, lines, now: Moment(0) };
    while !teller.lines.is_empty() {
        teller.of_the_learner();
        teller.of_the_others();
    }
    (teller.run, teller.open)
}

#[derive(Clone)]
struct Teller<'a> {
    session: Session,
    open: Open,
    run: Run,
    lines: VecDeque<Line<'a>>,
    now: Moment,
}

impl Teller<'_> {
    /// The next line, which nobody simulated has written.
    fn of_the_learner(&mut self) {
        let line = self.lines.front().copied();
        let wishes: &[Command] = match line {
            Some(Line::Record(_)) => &[Command::Advance, Command::NextPass(None)],
            Some(Line::Beside(_, Beside::Opened { .. })) => &[Command::Advance],
            _ => &[],
        };
        if wishes.iter().any(|it| self.is_led_in(it.clone())) {
            return;
        }
        self.take();
        match line {
            Some(Line::Beside(_, Beside::Answered { situation, option, .. })) => {
                self.run.react(situation, option);
            }
            Some(Line::Beside(_, Beside::Pulled { .. })) => self.run.uncalled(&self.session),
            _ => {}
        }
    }

    /// Whether this command, and what others do before it, explains the next line; then they are told.
    fn is_led_in(&mut self, command: Command) -> bool {
        let moves = match self.lines.front() {
            Some(Line::Record(it)) => {
                it.by == Actor::Facilitator && !matches!(it.event, Event::Began { .. })
            }
            _ => true,
        };
        if !moves || self.session.step().is_none() {
            return false;
        }
        let mut tried = self.clone();
        let before = tried.lines.len();
        tried.now = tried.next_at();
        let way = tried.run.before(&tried.session, &tried.open, command, tried.now);
        tried.perform();
        if let Way::Go(command) = way {
            tried.wish(&Actor::Facilitator, command);
        }
        let explained = tried.lines.len() < before && tried.run.queue.is_empty();
        if explained {
            *self = tried;
        }
        explained
    }

    fn of_the_others(&mut self) {
        loop {
            self.run.follow(&self.session, &self.open, self.now);
            if self.run.queue.is_empty() || !self.perform() {
                return;
            }
        }
    }

    /// Goes through what is to be done; `false` where the journal goes on otherwise, or ends before it is done.
    fn perform(&mut self) -> bool {
        while let Some(cue) = self.run.cue() {
            match cue {
                Cue::Wait { .. } => {}
                Cue::Say(speech) => self.run.say(speech),
                Cue::Put(it) => {
                    let _ = put(&self.session, &mut self.open, it);
                }
                Cue::Note(line) => match self.lines.front() {
                    Some(Line::Beside(_, it)) if **it == line => self.take(),
                    Some(_) => {
                        self.run.queue.clear();
                        return false;
                    }
                    None => return self.cut_off(Cue::Note(line)),
                },
                Cue::Ask(by, command) => {
                    if self.lines.is_empty() {
                        return self.cut_off(Cue::Ask(by, command));
                    }
                    self.wish(&by, command);
                }
            }
        }
        true
    }

    fn cut_off(&mut self, cue: Cue) -> bool {
        self.run.queue.push_front(cue);
        false
    }

    /// The command, if the next line is what came of it.
    fn wish(&mut self, by: &Actor, command: Command) {
        let Some(Line::Record(record)) = self.lines.front() else { return };
        let event = decide(&self.session, &self.open, by, command, record.at);
        if record.by == *by && event.is_ok_and(|it| it == record.event) {
            self.take();
        }
    }

    fn next_at(&self) -> Moment {
        match self.lines.front() {
            Some(Line::Record(it)) => it.at,
            Some(Line::Beside(at, _)) => *at,
            None => self.now,
        }
    }

    /// Folds the next line.
    fn take(&mut self) {
        self.now = self.next_at();
        match self.lines.pop_front() {
            Some(Line::Record(record)) => {
                self.session.apply(record);
                self.open.follow(&self.session);
                self.run.watch(&self.session, self.now);
            }
            Some(Line::Beside(at, line)) => self.run.apply(line, &self.session, at),
            None => {}
        }
    }
}
