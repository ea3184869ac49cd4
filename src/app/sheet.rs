//! The start sheet: who is here, who leads, mode, length, the facts asked here, what to prepare. One Enter takes all of it.

use super::{Effect, Live, Now, Plan, Reply, StartPage, Turn, View, start::Bell, words};
use crate::{
    ceremony::{Deck, FactSource, Id, Text},
    session::{CardInput, Command, Moment, Session, Setup},
};

#[derive(Debug)]
pub struct Sheet {
    plan: Plan,
    /// Not begun: only asked what would hold.
    pub session: Session,
    pub present: Vec<bool>,
    /// The member who leads, by place.
    pub leads: Option<usize>,
    /// The mode, by place.
    pub mode: Option<usize>,
    pub minutes: u32,
    /// The format of a retrospective, by place, and whether its cards are typed here.
    pub format: Option<usize>,
    pub typed: bool,
    /// The deck, by place, where items are sized and there is a choice.
    pub deck: Option<usize>,
    pub facts: Vec<(Id, Text, bool)>,
    pub prepared: Vec<(Id, Text, bool)>,
    pub cursor: usize,
    view: View,
    bell: Bell,
}

/// A line the cursor can rest on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SheetRow {
    Person(usize),
    Leads,
    Mode,
    Length,
    Deck,
    Format,
    Cards,
    Fact(usize),
    Prepared(usize),
}

impl Sheet {
    pub fn new(plan: Plan, view: View, bell: Bell) -> Sheet {
        let session = Session::new(plan.setup.clone().into());
        let setup = &plan.setup;
        let members = &setup.team.members;
        let mode = session.proposed_mode();
        let asked = setup.facts.facts.iter().filter_map(|it| match &it.by {
            FactSource::Ask { ceremonies, default } if ceremonies.contains(&setup.ceremony.id) => {
                Some((it.id.clone(), it.means.clone(), session.holds(default, Moment(0))))
            }
            _ => None,
        });
        let prepare =
            setup.ceremony.prepare.po.iter().filter(|it| session.holds(&it.when, Moment(0)));
        Sheet {
            present: members.iter().map(|it| it.usual).collect(),
            leads: plan
                .leads
                .as_ref()
                .and_then(|name| members.iter().position(|it| it.name == *name)),
            mode: setup.ceremony.modes.iter().position(|it| Some(&it.id) == mode.as_ref()),
            format: session.format().and_then(|it| place_of(setup, &it.id)),
            typed: false,
            deck: deck_of(&plan),
            minutes: setup.opened.planned_secs.div_ceil(60),
            facts: asked.collect(),
            prepared: prepare.map(|it| (it.id.clone(), it.text.clone(), false)).collect(),
            cursor: 0,
            session,
            plan,
            view,
            bell,
        }
    }

    pub fn notices(&self) -> &[Text] {
        &self.plan.notices
    }

    /// What one meant to say, where nobody else looks on.
    pub fn resolved(&self) -> Option<&Text> {
        self.plan.resolved.as_ref().filter(|_| self.view == View::Desk)
    }

    /// The deck that is chosen.
    pub fn chosen_deck(&self) -> Option<&Deck> {
        self.plan.decks.get(self.deck?).map(|it| &it.0)
    }

    pub fn rows(&self) -> Vec<SheetRow> {
        let people = (0..self.present.len()).map(SheetRow::Person);
        let mode = (!self.plan.setup.ceremony.modes.is_empty()).then_some(SheetRow::Mode);
        let deck = self.deck.map(|_| SheetRow::Deck);
        let board = self.format.map(|_| [SheetRow::Format, SheetRow::Cards]);
        let facts = (0..self.facts.len()).map(SheetRow::Fact);
        let prepared = (0..self.prepared.len()).map(SheetRow::Prepared);
        people
            .chain([SheetRow::Leads])
            .chain(mode)
            .chain([SheetRow::Length])
            .chain(deck)
            .chain(board.into_iter().flatten())
            .chain(facts)
            .chain(prepared)
            .collect()
    }

    pub fn row(&self) -> Option<SheetRow> {
        self.rows().get(self.cursor).copied()
    }

    fn begin(&self, now: Now) -> Reply {
        let mut plan = self.plan.clone();
        if let Some((deck, sized)) = self.deck.and_then(|it| plan.decks.get(it)) {
            plan.setup.deck = deck.clone();
            plan.setup.given.sized.clone_from(sized);
        }
        match Live::begin(plan, self.command(), self.view, self.bell, now) {
            Ok((mut live, effect)) => {
                let board = self.board().map(|it| live.ask(it, now)).unwrap_or_default();
                let scratch = Effect::Scratch(Some(live.open.to_scratch()));
                let begun = Reply { turn: Some(Turn::Live(Box::new(live))), ..effect.into() };
                begun.and(board).and(scratch.into())
            }
            Err(refusal) => Reply::say(words::refusal(&self.session, &refusal)),
        }
    }

    /// What the board is set to, where that is not what was proposed.
    fn board(&self) -> Option<Command> {
        let setup = &self.plan.setup;
        let format = setup.formats.get(self.format?)?.id.clone();
        let same = self.session.format().is_some_and(|it| it.id == format) && !self.typed;
        let input = if self.typed { CardInput::Typed } else { CardInput::Wall };
        (!same).then_some(Command::SetBoard { format, input })
    }

    /// The next format that fits the length, and round again.
    fn next_format(&self, by: i32) -> Option<usize> {
        let formats = &self.plan.setup.formats;
        let fits = |n: usize| formats[n].minutes.0 <= self.minutes;
        let offered: Vec<usize> = (0..formats.len()).filter(|n| fits(*n)).collect();
        let at = offered.iter().position(|it| Some(*it) == self.format);
        let step = if by > 0 { 1 } else { offered.len().saturating_sub(1) };
        let next = at.map_or(0, |it| (it + step) % offered.len().max(1));
        offered.get(next).copied().or(self.format)
    }

    fn command(&self) -> Command {
        let setup = &self.plan.setup;
        let members = &setup.team.members;
        let here = members.iter().zip(&self.present).filter(|(_, here)| **here);
        let known = |id: &Id| self.session.is(id, Moment(0));
        let changed = self.facts.iter().filter(|(id, _, value)| known(id) != *value);
        let planned = setup.opened.planned_secs.div_ceil(60);
        Command::Begin {
            present: here.map(|(it, _)| it.name.clone()).collect(),
            leads: self.leads.and_then(|it| members.get(it)).map(|it| it.name.clone()),
            mode: self.mode.and_then(|it| setup.ceremony.modes.get(it)).map(|it| it.id.clone()),
            facts: changed.map(|(id, _, value)| (id.clone(), *value)).collect(),
            minutes: (self.minutes != planned).then_some(self.minutes),
            prepared: self.prepared.iter().filter(|it| it.2).map(|it| it.0.clone()).collect(),
        }
    }
}

impl StartPage for Sheet {
    fn lines(&self) -> usize {
        self.rows().len()
    }

    fn cursor(&mut self) -> &mut usize {
        &mut self.cursor
    }

    fn change(&mut self, by: i32) {
        match self.row() {
            Some(SheetRow::Person(nth)) => self.present[nth] = !self.present[nth],
            Some(SheetRow::Fact(nth)) => self.facts[nth].2 = !self.facts[nth].2,
            Some(SheetRow::Prepared(nth)) => self.prepared[nth].2 = !self.prepared[nth].2,
            Some(SheetRow::Leads) => self.leads = turn(self.leads, self.present.len(), by),
            Some(SheetRow::Mode) => {
                let modes = self.plan.setup.ceremony.modes.len();
                let at = self.mode.unwrap_or(0) + if by > 0 { 1 } else { modes - 1 };
                self.mode = Some(at % modes);
            }
            Some(SheetRow::Deck) => {
                let decks = self.plan.decks.len();
                let step = if by > 0 { 1 } else { decks - 1 };
                self.deck = self.deck.map(|it| (it + step) % decks);
            }
            Some(SheetRow::Cards) => self.typed = !self.typed,
            Some(SheetRow::Format) => self.format = self.next_format(by),
            Some(SheetRow::Length) => {
                let step = if self.minutes >= 30 { 5 } else { 1 };
                let changed = self.minutes.saturating_add_signed(by * step);
                self.minutes = changed.clamp(1, 600);
            }
            None => {}
        }
    }

    fn accept(&mut self, now: Now) -> Reply {
        self.begin(now)
    }
}

/// The place of the proposed deck; none where there is nothing to choose.
fn deck_of(plan: &Plan) -> Option<usize> {
    let own = || plan.decks.iter().position(|it| it.0.id == plan.setup.deck.id);
    if plan.decks.len() < 2 { None } else { own() }
}

fn place_of(setup: &Setup, format: &Id) -> Option<usize> {
    setup.formats.iter().position(|it| it.id == *format)
}

/// Nobody, then each of `many`, and round again.
fn turn(at: Option<usize>, many: usize, by: i32) -> Option<usize> {
    let places = many + 1;
    let place = at.map_or(0, |it| it + 1) + if by > 0 { 1 } else { places - 1 };
    (place % places).checked_sub(1)
}
