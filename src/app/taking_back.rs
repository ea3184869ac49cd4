//! Undo and redo at the keyboard: what was taken back is said in one line, and a page that no longer fits is left.

use super::{Live, Now, Page, Reply, words};
use crate::{
    ceremony::{Id, Text},
    session::{Command, Event, PassEnd, PmAct, Record},
};

impl Live {
    pub(super) fn undo(&mut self, now: Now) -> Reply {
        let actor = crate::session::Actor::Facilitator;
        let said = self.session.undoable(&actor).map(|it| self.told(it));
        let stays = match self.newest() {
            Some(Event::Revealed { .. }) => " The vote stays; y takes it again.",
            Some(Event::HandsShown { .. }) => " The hands stay; y shows others.",
            _ => "",
        };
        let reply = self.ask_keeping_step(Command::Undo, now);
        match said {
            Some(it) => reply.and(Reply::say(Text::new(format!("Taken back: {it}.{stays}")))),
            None if !stays.is_empty() => Reply::say(stays.trim_start()),
            None => reply,
        }
    }

    pub(super) fn redo(&mut self, now: Now) -> Reply {
        let actor = crate::session::Actor::Facilitator;
        let n = self.session.redoable(&actor);
        let record = self.session.records().iter().find(|it| Some(it.n) == n);
        let said = record.map(|it| self.told(it));
        let reply = self.ask_keeping_step(Command::Redo, now);
        match said {
            Some(it) => reply.and(Reply::say(Text::new(format!("Brought back: {it}.")))),
            None => reply,
        }
    }

    /// The closing page belongs to the step it was opened at.
    fn ask_keeping_step(&mut self, command: Command, now: Now) -> Reply {
        let here = |live: &Live| live.session.step().map(|it| it.id.clone());
        let before = here(self);
        let reply = self.ask(command, now);
        if here(self) != before {
            self.page = Page::Steps;
        }
        reply
    }

    fn newest(&self) -> Option<&Event> {
        let asked = |it: &&&Record| !matches!(it.event, Event::Reopened { .. } | Event::Gap { .. });
        let effective: Vec<&Record> = self.session.effective().collect();
        effective.iter().rev().find(asked).map(|it| &it.event)
    }

    /// A record in a few words, as the answer to a key.
    fn told(&self, it: &Record) -> String {
        match &it.event {
            Event::Entered { step, .. } => format!("went to {}", self.step_name(step)),
            Event::Planned { titles } => format!("{} typed", titles.len()),
            Event::Passed { pass, how: PassEnd::Done(_) } => format!("done with {}", pass.title()),
            Event::Passed { pass, how: PassEnd::Skipped } => format!("skipped {}", pass.title()),
            Event::Passed { pass, how: PassEnd::Returned } => format!("back to {}", pass.title()),
            Event::FactSet { fact, value, pass: Some(title) } => {
                let short = self.session.fact(fact).map_or(fact.as_str(), |it| &it.short);
                let how = if *value { "tagged" } else { "no longer tagged" };
                format!("{title} {how} {short}")
            }
            Event::FactSet { fact, value, pass: None } => {
                let short = self.session.fact(fact).map_or(fact.as_str(), |it| &it.short);
                format!("{} {short}", if *value { "it is so:" } else { "not so:" })
            }
            Event::Captured { capture } => {
                format!("{} \u{201c}{}\u{201d}", words::kind(capture.kind), capture.text)
            }
            Event::Amended { capture, .. } | Event::Renewed { capture, .. } => {
                format!("a change of \u{201c}{}\u{201d}", capture.text)
            }
            Event::Settled { how, .. } => format!("closed as {how}"),
            Event::PmInput { act, .. } => format!("product manager input {}", act_name(act)),
            Event::ItemChanged { item, .. } => format!("a change of {item}"),
            event => plain(event).to_owned(),
        }
    }

    fn step_name<'a>(&'a self, step: &'a Id) -> &'a str {
        self.session.step_of(step).map_or(step.as_str(), |it| &it.title)
    }
}

fn act_name(act: &PmAct) -> &'static str {
    match act {
        PmAct::Requested => "asked for",
        PmAct::Given => "given",
        PmAct::Carried { .. } => "carried",
        PmAct::Briefed(_) => "briefed",
        PmAct::Answered(_) => "answered",
        PmAct::Deferred { .. } => "deferred",
        PmAct::Waived => "not needed",
    }
}

fn plain(event: &Event) -> &'static str {
    match event {
        Event::Confirmed { .. } => "a yes",
        Event::ActivityDone { .. } => "a tick",
        Event::ActivitySkipped { .. } => "a skipped activity",
        Event::Chose { .. } => "an answer",
        Event::Extended { .. } => "more time",
        Event::Paused => "the pause",
        Event::Resumed => "going on after the pause",
        Event::Rebalanced { .. } => "the new plan of the steps ahead",
        Event::Flagged { .. } => "a flag",
        Event::Attended { .. } => "who is here",
        Event::CardsDropped { .. } => "discarding the cards; they are hidden as before",
        _ => "the last thing",
    }
}
