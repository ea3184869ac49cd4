//! The fold: one record more, and the session is where it was told to be. Total; it decides nothing.

use super::{
    Ending, Event, GapKind, Hand, Moment, Pass, PassEnd, Phase, PmAct, Record, Round, Session, Way,
    story::{Act, Captured, Ended, Extended, Reveal, StepStory, Story, Tick, Visit},
};
use crate::ceremony::{CaptureKind, Fate, Id, Over, Text};

impl Session {
    /// Folds in one record.
    pub fn apply(&mut self, record: &Record) {
        self.records.push(record.clone());
        match record.event {
            Event::Struck { .. } | Event::Restored { .. } => self.refold(),
            _ => self.fold(record),
        }
    }

    /// Folds in one record of a story of which it is known already what is struck.
    pub(super) fn follow(&mut self, record: &Record) {
        self.records.push(record.clone());
        if !self.struck.contains(&record.n) {
            self.fold(record);
        }
    }

    pub(super) fn refold(&mut self) {
        self.struck.clear();
        for record in &self.records {
            match record.event {
                Event::Struck { n } => self.struck.insert(n),
                Event::Restored { n } => self.struck.remove(&n),
                _ => false,
            };
        }
        self.refold_from(0, self.first_story());
    }

    /// Folds anew what follows the first `seen` records, of which this is the story.
    pub(super) fn refold_from(&mut self, seen: usize, story: Story) {
        self.story = story;
        for record in self.records.split_off(seen) {
            if !self.struck.contains(&record.n) {
                self.fold(&record);
            }
            self.records.push(record);
        }
    }

    fn fold(&mut self, record: &Record) {
        let at = record.at;
        match &record.event {
            Event::Began { present, leads, mode, facts, target, prepared } => {
                let story = &mut self.story;
                story.phase = Phase::Running;
                story.began = at;
                story.present.clone_from(present);
                story.leads.clone_from(leads);
                story.mode.clone_from(mode);
                story.target = *target;
                story.hand.extend(facts.iter().cloned());
                story.ticks.extend(prepared.iter().map(|it| Tick {
                    activity: it.clone(),
                    pass: None,
                    skipped: None,
                }));
                if let Some(first) = self.setup.ceremony.steps.first() {
                    let id = first.id.clone();
                    self.enter(&id, at);
                }
            }
            Event::Attended { name, here } => {
                self.story.present.retain(|it| it != name);
                if *here {
                    self.story.present.push(name.clone());
                    self.seat_those_present();
                }
            }
            Event::Entered { step, way, skipped, warned, overridden } => {
                if *way == Way::Forward {
                    self.end_last_pass(at);
                }
                self.leave(at);
                self.tick_off(*way, step);
                if let Some(from) = self.story.visits.last().map(|it| it.step.clone()) {
                    self.story.warned.extend(warned.iter().map(|it| (it.clone(), from.clone())));
                    if *way == Way::Branch {
                        self.bring_topic(&from, step);
                    }
                }
                self.forget_skips_after(step);
                self.story.skipped.extend(skipped.iter().cloned());
                self.story.overridden.extend(overridden.iter().cloned());
                self.enter(step, at);
            }
            Event::Planned { titles } => {
                let had_one = self.current_pass().is_some();
                let here = self.here();
                self.plan_at(&here, titles);
                self.first_pass(had_one, at);
            }
            Event::Passed { pass, how } => self.pass(pass, how, at),
            Event::Paused => self.story.phase = Phase::Paused { since: at },
            Event::Resumed => self.resume(at),
            Event::PmInput { input, act } => self.act(record, input, act),
            Event::Ended { how, talk } => {
                if *how == Ending::Done {
                    self.end_last_pass(at);
                    self.tick_off(Way::Forward, &Id::default());
                }
                self.leave(at);
                self.resume(at);
                self.story.phase = Phase::Ended;
                self.story.ended = Some((at, how.clone()));
                self.story.talk.clone_from(talk);
            }
            Event::Gap { ms, how: GapKind::LeftOut } => {
                self.story.idle.leave_out(Moment(at.0.saturating_sub(*ms)), at);
            }
            _ => self.note(record),
        }
    }

    /// The events that only write something down.
    fn note(&mut self, record: &Record) {
        let at = record.at;
        match &record.event {
            Event::FactSet { fact, value, pass: Some(pass) } => {
                self.story.tags.retain(|(it, title, _)| (it, title) != (fact, pass));
                self.story.tags.push((fact.clone(), pass.clone(), *value));
            }
            Event::FactSet { fact, value, pass: None } => {
                self.story.hand.insert(fact.clone(), *value);
                if *value {
                    self.story.spoken_for.remove(fact);
                }
            }
            Event::Confirmed { guard } => {
                self.story.confirmed.insert(guard.clone());
            }
            Event::ActivityDone { activity, pass } => self.story.ticks.push(Tick {
                activity: activity.clone(),
                pass: pass.clone(),
                skipped: None,
            }),
            Event::ActivitySkipped { activity, pass, why } => self.story.ticks.push(Tick {
                activity: activity.clone(),
                pass: pass.clone(),
                skipped: Some(why.clone()),
            }),
            Event::Captured { capture } => {
                let adds_a_pass = self.loops_over(capture.kind);
                let had_one = !adds_a_pass || self.current_pass().is_some();
                let (step, capture) = (self.here(), capture.clone());
                self.story.captures.push(Captured { n: record.n, at, step, capture });
                self.first_pass(had_one, at);
            }
            Event::Amended { of, capture } => {
                if let Some(it) = self.story.captures.iter_mut().find(|it| it.n == *of) {
                    it.capture.clone_from(capture);
                }
            }
            Event::Settled { id, how } => self.story.settled.push((id.clone(), how.clone())),
            Event::Renewed { id, capture } => {
                self.story.renewed.insert(id.clone(), capture.clone());
            }
            Event::Chose { choice, option } => {
                self.story.choices.insert(choice.clone(), option.clone());
            }
            Event::Extended { secs, how } => {
                let pass = self.current_pass();
                let step = self.here();
                self.story.extensions.push(Extended { step, pass, secs: *secs, how: *how });
            }
            Event::Rebalanced { boxes } => self.replan(boxes),
            Event::CapacitySet { capacity } => self.story.capacity = Some((record.n, *capacity)),
            Event::Flagged { warning } => {
                let step = self.here();
                self.story.flags.push((warning.clone(), step));
            }
            Event::Revealed { pulse, tally } => {
                let step = self.here();
                self.story.reveals.push(Reveal {
                    pulse: pulse.clone(),
                    tally: tally.clone(),
                    step,
                    at,
                });
            }
            Event::ItemChanged { item, change } => self.change_item(item, change),
            Event::HandsShown { item, hands } => self.show_hands(item, hands, at),
            Event::BoardSet { .. }
            | Event::CardsShown { .. }
            | Event::CardsDropped { .. }
            | Event::Grouped { .. }
            | Event::Retitled { .. }
            | Event::CardMoved { .. }
            | Event::BudgetSet { .. }
            | Event::DotsShown { .. }
            | Event::Released { .. }
            | Event::CheckInChosen { .. } => self.fold_board(&record.event),
            Event::Began { .. }
            | Event::Attended { .. }
            | Event::Entered { .. }
            | Event::Planned { .. }
            | Event::Passed { .. }
            | Event::Paused
            | Event::Resumed
            | Event::PmInput { .. }
            | Event::Ended { .. }
            | Event::Gap { .. }
            | Event::Reopened { .. }
            | Event::Interrupted { .. }
            | Event::Struck { .. }
            | Event::Restored { .. } => {}
        }
    }

    fn resume(&mut self, at: Moment) {
        if let Phase::Paused { since } = self.story.phase {
            self.story.idle.leave_out(since, at);
            self.story.phase = Phase::Running;
        }
    }

    /// Steps still to come count as skipped no more: they get their boxes back.
    fn forget_skips_after(&mut self, step: &Id) {
        let steps = &self.setup.ceremony.steps;
        let place = |id: &Id| steps.iter().position(|it| it.id == *id);
        let here = place(step);
        self.story.skipped.retain(|it| place(it) < here);
    }

    fn enter(&mut self, step: &Id, at: Moment) {
        self.story.skipped.remove(step);
        self.story.steps.entry(step.clone()).or_default().pass_from = at;
        self.story.visits.push(Visit { step: step.clone(), entered: at });
        self.seat_those_present();
    }

    /// Notes which inputs of the step were still waiting; a pass in progress keeps its time.
    fn leave(&mut self, at: Moment) {
        let here = self.here();
        if let Some(planned) = self.planned_box(&here) {
            self.story.left_boxes.insert(here, planned);
        }
        let waiting = self.waiting_here(at);
        self.story.left_open.extend(waiting);
        self.close_pass_clock(at);
    }

    /// Books the running stretch to the current pass and starts the next one.
    fn close_pass_clock(&mut self, at: Moment) {
        let Some(from) = self.story.steps.get(&self.here()).map(|it| it.pass_from) else { return };
        let spent = self.story.idle.active_between(from, at, self.paused_since());
        let pass = self.current_pass();
        let Some(step) = self.here_mut() else { return };
        step.pass_from = at;
        let Some(pass) = pass else { return };
        match step.times.iter_mut().find(|(it, _)| *it == pass) {
            Some((_, ms)) => *ms += spent,
            None => step.times.push((pass, spent)),
        }
    }

    fn pass(&mut self, pass: &Pass, how: &PassEnd, at: Moment) {
        self.close_pass_clock(at);
        if let PassEnd::Done(Some(outcome)) = how {
            self.settle(pass, outcome);
            if let Some(fate) = self.fate(outcome) {
                self.seal(&pass.title(), fate);
            }
        }
        let Some(step) = self.here_mut() else { return };
        match how {
            PassEnd::Done(outcome) => step.end(pass, Ended::Done(outcome.clone())),
            PassEnd::Skipped => step.end(pass, Ended::Skipped),
            PassEnd::Returned => step.returned = Some(pass.clone()),
        }
    }

    /// In a loop over what was written down, an outcome is its new status: of an entry of the past, or of a capture.
    fn settle(&mut self, pass: &Pass, outcome: &Id) {
        let over = self.step().and_then(|it| it.passes.as_ref()).map(|it| it.over.clone());
        let Some(place) = self.passes().iter().position(|it| it.pass == *pass) else { return };
        let (kind, before) = match over {
            Some(Over::Past(kind)) => (None, self.known(kind)),
            Some(Over::Open(kind)) => (Some(kind), self.known(kind)),
            Some(Over::Captured(kind)) => (Some(kind), Vec::new()),
            _ => return,
        };
        if let Some(id) = before.get(place) {
            self.story.settled.push((id.clone(), Text::new(outcome.as_str())));
            return;
        }
        let how = self.label(outcome);
        let mut own = self.story.captures.iter_mut().filter(|it| Some(it.capture.kind) == kind);
        if let Some(it) = own.nth(place - before.len()) {
            it.capture.outcome = how;
        }
    }

    /// The words of an outcome of the current loop.
    fn label(&self, outcome: &Id) -> Text {
        let outcomes =
            self.step().and_then(|it| it.passes.as_ref()).map(|it| it.outcomes.as_slice());
        let known = outcomes.unwrap_or_default().iter().find(|it| it.id == *outcome);
        known.map_or_else(|| Text::new(outcome.as_str()), |it| it.label.clone())
    }

    /// What an outcome of the current loop makes of an item.
    fn fate(&self, outcome: &Id) -> Option<Fate> {
        let outcomes = &self.step()?.passes.as_ref()?.outcomes;
        outcomes.iter().find(|it| it.id == *outcome)?.fate
    }

    /// Keeps a pass the current one though the order has changed around it.
    pub(super) fn hold_pass(&mut self, pass: Option<Pass>) {
        if let Some(step) = self.here_mut() {
            step.returned = pass;
        }
    }

    /// Ids of the entries of the past of one kind, in the order loops list them.
    fn known(&self, kind: CaptureKind) -> Vec<Text> {
        self.past(kind).map(|it| it.id.clone()).collect()
    }

    /// Going on from the last pass of a loop ends it: one key, not two.
    fn end_last_pass(&mut self, at: Moment) {
        if let Some(pass) = self.current_pass().filter(|_| self.passes_left() == 0) {
            self.close_pass_clock(at);
            if let Some(step) = self.here_mut() {
                step.end(&pass, Ended::Done(None));
            }
        }
    }

    /// A loop that had nothing to go through starts its first pass when there is something.
    fn first_pass(&mut self, had_one: bool, at: Moment) {
        if !had_one
            && self.current_pass().is_some()
            && let Some(step) = self.here_mut()
        {
            step.pass_from = at;
        }
    }

    fn act(&mut self, record: &Record, input: &Id, act: &PmAct) {
        let causes = self.causes_of(input, record.at);
        if !matches!(act, PmAct::Requested) {
            for fact in self.setup.facts.facts.iter().filter(|it| causes.contains(&it.id)) {
                if fact.question {
                    self.story.hand.insert(fact.id.clone(), false);
                } else if fact.standing {
                    let step =
                        self.story.visits.last().map(|it| it.step.clone()).unwrap_or_default();
                    self.story.spoken_for.insert(fact.id.clone(), step);
                }
            }
        }
        let step = self.here();
        self.story.acts.push(Act {
            input: input.clone(),
            act: act.clone(),
            at: record.at,
            n: record.n,
            step,
            causes,
        });
    }

    fn show_hands(&mut self, item: &Text, hands: &[Hand], at: Moment) {
        let size = self.unanimous(hands);
        if let Some(size) = &size {
            self.size_item(item, size);
        }
        self.story.rounds.push(Round { item: item.clone(), hands: hands.to_vec(), at, size });
    }

    fn bring_topic(&mut self, from: &Id, to: &Id) {
        let topic = self
            .step_of(from)
            .and_then(|it| it.branches.iter().find(|it| it.to == *to))
            .and_then(|it| it.topic.clone());
        let Some(topic) = topic else { return };
        let there = self.step_of(to).map(|it| self.passes_of(it)).unwrap_or_default();
        if !there.iter().any(|it| it.pass.title() == topic) {
            self.plan_at(to, &[topic]);
        }
    }

    fn here_mut(&mut self) -> Option<&mut StepStory> {
        let id = self.story.visits.last()?.step.clone();
        self.story.steps.get_mut(&id)
    }
}
