//! The loop of a step: which passes it has, which is the current one, what became of the others.

use super::{GivenItem, Moment, Pass, Session, names::Names, story::Ended};
use crate::ceremony::{CaptureKind, Id, Mode, Over, PassTime, Role, Step, StepTime, Text, timebox};

/// A pass as the screen lists it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PassLine {
    pub pass: Pass,
    pub state: PassState,
    /// Does not fit the step's box: waits under the line *if time allows*, and Enter does not go there.
    pub spare: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PassState {
    Ahead,
    Current,
    Done(Option<Id>),
    Skipped,
}

impl Pass {
    /// The words it goes by in records and on screen: an item's title, or `dev 3`.
    pub fn title(&self) -> Text {
        match self {
            Pass::Item(title) => title.clone(),
            Pass::Turn(role, n) => Text::new(format!("{} {n}", role.word())),
        }
    }
}

impl Session {
    /// The passes of the current step; empty when it has no loop.
    pub fn passes(&self) -> Vec<PassLine> {
        self.step().map(|it| self.passes_of(it)).unwrap_or_default()
    }

    /// The passes of any step, as they stand now.
    pub fn passes_of(&self, step: &Step) -> Vec<PassLine> {
        let Some(loop_) = &step.passes else { return Vec::new() };
        let current = self.current_of(step);
        let list = self.in_line(step, &loop_.over);
        let line = self.fitting(step);
        let state = |pass: &Pass| match self.mark(&step.id, pass) {
            _ if current.as_ref() == Some(pass) => PassState::Current,
            Some(Ended::Done(outcome)) => PassState::Done(outcome.clone()),
            Some(Ended::Skipped) => PassState::Skipped,
            None => PassState::Ahead,
        };
        let lines = list.enumerate();
        lines.map(|(at, pass)| PassLine { state: state(&pass), spare: line <= at, pass }).collect()
    }

    /// The pass in progress, if the step loops and has one left.
    pub fn current_pass(&self) -> Option<Pass> {
        self.current_of(self.step()?)
    }

    pub(super) fn current_title(&self) -> Option<Text> {
        self.current_pass().map(|it| it.title())
    }

    /// How many passes the step's box has room for.
    fn fitting(&self, step: &Step) -> usize {
        let inside = !matches!(step.time, StepTime::Outside { .. });
        let time = self.pass_time(step).filter(|_| inside);
        let room = time.and_then(|it| timebox::fitting(&it, self.planned_box(&step.id)?));
        room.map_or(usize::MAX, |it| it as usize)
    }

    /// The slot of a pass: a format may have one of its own for its topics.
    pub(super) fn pass_time(&self, step: &Step) -> Option<PassTime> {
        let own = step.passes.as_ref()?.time.clone()?;
        let topic = self.format().and_then(|it| it.topic).filter(|_| Session::keeps_topics(step));
        Some(topic.map_or(own, |it| PassTime { least: it, most: it, usual: None }))
    }

    /// Only the step one is in has a current pass: the one returned to, or the first not ended above the line.
    fn current_of(&self, step: &Step) -> Option<Pass> {
        if step.id != self.here() {
            return None;
        }
        let loop_ = step.passes.as_ref().filter(|it| !it.listed)?;
        if let Some(returned) = self.story.steps.get(&step.id).and_then(|it| it.returned.clone()) {
            return Some(returned);
        }
        let mut list = self.in_line(step, &loop_.over).take(self.fitting(step));
        list.find(|it| self.mark(&step.id, it).is_none())
    }

    /// Passes not ended, apart from the current one.
    pub fn passes_left(&self) -> u64 {
        self.passes().iter().filter(|it| it.state == PassState::Ahead && !it.spare).count() as u64
    }

    /// Milliseconds spent in the current pass, over all stretches.
    pub(super) fn pass_spent_ms(&self, now: Moment) -> u64 {
        let Some(story) = self.story.steps.get(&self.here()) else { return 0 };
        let running = self.story.idle.active_between(story.pass_from, now, self.paused_since());
        let before = self.current_pass().map_or(0, |it| self.booked_ms(&self.here(), &it));
        before + running
    }

    /// Milliseconds booked to a pass of a step.
    pub(super) fn booked_ms(&self, step: &Id, pass: &Pass) -> u64 {
        let times = self.story.steps.get(step).map(|it| it.times.as_slice()).unwrap_or_default();
        times.iter().find(|(it, _)| it == pass).map_or(0, |(_, ms)| *ms)
    }

    fn mark(&self, step: &Id, pass: &Pass) -> Option<&Ended> {
        self.story.steps.get(step)?.marks.iter().find(|(it, _)| it == pass).map(|(_, how)| how)
    }

    /// The topics of a board have titles of their own and may be many: one by one, so that the current pass is soon found.
    fn in_line<'a>(&'a self, step: &Step, over: &Over) -> Box<dyn Iterator<Item = Pass> + 'a> {
        let listed = step.passes.as_ref().is_some_and(|it| it.listed);
        match over {
            Over::Topics if listed => {
                Box::new(self.topics().iter().map(|it| Pass::Item(it.title.clone())))
            }
            Over::Topics => Box::new(self.ranked().iter().map(|it| Pass::Item(it.title.clone()))),
            _ => Box::new(self.list(step, over).into_iter()),
        }
    }

    fn list(&self, step: &Step, over: &Over) -> Vec<Pass> {
        let own =
            |step: &Id| self.story.steps.get(step).map(|it| it.planned.clone()).unwrap_or_default();
        let titles: Vec<Text> = match over {
            Over::People | Over::Seats => return self.turns(step, &[Role::Dev]),
            Over::Everybody => return self.turns(step, &SPEAKERS),
            Over::Mode => {
                return match self.chosen_mode().map(|it| &it.over) {
                    None | Some(Over::Mode) => self.turns(step, &[Role::Dev]),
                    Some(over) => self.list(step, over),
                };
            }
            Over::Items => {
                return self.items().iter().map(|it| Pass::Item(it.name.clone())).collect();
            }
            Over::Board => self.on_board().chain(own(&step.id)).collect(),
            Over::CarryOvers => {
                let past = self.setup().given.carry_overs.iter().map(GivenItem::label);
                past.chain(own(&step.id)).collect()
            }
            Over::Typed => own(&step.id),
            Over::Captured(kind) => self.captured(*kind).chain(own(&step.id)).collect(),
            Over::Past(kind) => {
                let past = self.past(*kind).map(|it| it.text.clone());
                past.chain(own(&step.id)).collect()
            }
            Over::Open(kind) => {
                let past = self.past(*kind).map(|it| it.text.clone());
                past.chain(self.captured(*kind)).chain(own(&step.id)).collect()
            }
            Over::Chosen(from, outcome) => {
                let chosen = self.step_of(from).map(|it| self.passes_of(it)).unwrap_or_default();
                let wanted = chosen
                    .into_iter()
                    .filter(|it| it.state == PassState::Done(Some(outcome.clone())));
                wanted.map(|it| it.pass.title()).chain(own(&step.id)).collect()
            }
            Over::Topics => return self.in_line(step, over).collect(),
            Over::Same(from) => own(from).into_iter().chain(own(&step.id)).collect(),
        };
        distinct(titles).into_iter().map(Pass::Item).collect()
    }

    /// Items in progress, closest to done first.
    fn on_board(&self) -> impl Iterator<Item = Text> {
        let known = self.items().iter().map(|it| &it.known);
        let mut items: Vec<&GivenItem> = known.filter(|it| 0 < it.column).collect();
        items.sort_by_key(|it| std::cmp::Reverse(it.column));
        items.into_iter().map(GivenItem::label)
    }

    /// Whether what is captured of a kind is a pass of the step one is in.
    pub(super) fn loops_over(&self, kind: CaptureKind) -> bool {
        let over = self.step().and_then(|it| it.passes.as_ref()).map(|it| &it.over);
        let over = match over {
            Some(Over::Mode) => self.chosen_mode().map(|it| &it.over),
            over => over,
        };
        matches!(over, Some(Over::Captured(it) | Over::Open(it)) if *it == kind)
    }

    fn captured(&self, kind: CaptureKind) -> impl Iterator<Item = Text> {
        self.captures()
            .iter()
            .filter(move |it| it.capture.kind == kind)
            .map(|it| it.capture.text.clone())
    }

    /// A turn for each person who is here or was while the step ran, counted under the first of the roles they hold. Leaving
    /// takes no turn away: who has had theirs is in no record.
    fn turns(&self, step: &Step, roles: &[Role]) -> Vec<Pass> {
        let seated = self.story.steps.get(&step.id).map(|it| it.seated.as_slice());
        let seated = seated.filter(|it| !it.is_empty()).unwrap_or(self.present());
        let people = self.people(roles, seated);
        let turns = roles.iter().flat_map(|role| {
            let count = people.iter().filter(|(it, _)| it == role).count();
            (1..=u32::try_from(count).unwrap_or(u32::MAX)).map(|n| Pass::Turn(*role, n))
        });
        turns.collect()
    }

    /// Everybody of the Scrum Team present who may have a turn, in the order of the team file.
    pub(super) fn speakers(&self) -> Vec<(Role, Text)> {
        self.people(&SPEAKERS, self.present())
    }

    /// Whoever is here while a step runs has a turn in its round, and keeps it when they leave.
    pub(super) fn seat_those_present(&mut self) {
        let present = self.story.present.clone();
        let here = self.here();
        let Some(step) = self.story.steps.get_mut(&here) else { return };
        for name in present {
            if !step.seated.contains(&name) {
                step.seated.push(name);
            }
        }
    }

    fn people(&self, roles: &[Role], here: &[Text]) -> Vec<(Role, Text)> {
        let team = self.setup().team.members.iter().filter(|it| here.contains(&it.name));
        let known = team.filter_map(|it| {
            let role = roles.iter().find(|role| it.roles.contains(role))?;
            Some((*role, it.name.clone()))
        });
        known.collect()
    }

    /// Whether the mode chosen at the start speaks in the order of the team file.
    pub(super) fn speaks_by_seat(&self) -> bool {
        self.chosen_mode().is_some_and(|it| it.over == Over::Seats)
    }

    fn chosen_mode(&self) -> Option<&Mode> {
        self.setup().ceremony.modes.iter().find(|it| Some(&it.id) == self.mode())
    }
}

/// Who speaks in rounds, in this order: the product owner never first.
const SPEAKERS: [Role; 3] = [Role::Dev, Role::Sm, Role::Po];

/// Two passes never share a title.
pub(super) fn distinct(titles: impl IntoIterator<Item = Text>) -> Vec<Text> {
    let mut names = Names::default();
    titles.into_iter().map(|it| names.fresh(&it)).collect()
}
