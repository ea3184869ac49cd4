//! What keeps coming back in a team's sessions, in three parts: what stands out, the measures, the sprints. It shows, and asks.

use chrono::NaiveDate;

use super::moved;
use crate::{
    app::{Intent, Reply},
    ceremony::{Id, Team},
    history::{Clarity, Observation, Reading, Trends, Unit, View},
};

#[derive(Debug)]
pub struct TrendsPage {
    pub team: Team,
    pub(super) teams: Vec<Id>,
    pub today: NaiveDate,
    pub trends: Trends,
    pub part: TrendsPart,
    /// Which of the views the measures are of.
    pub view: usize,
    pub cursor: usize,
    /// Whether formulas stand beside the numbers.
    pub explained: bool,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum TrendsPart {
    #[default]
    Standing,
    Measures,
    Sprints,
}

impl TrendsPart {
    pub const ALL: [TrendsPart; 3] =
        [TrendsPart::Standing, TrendsPart::Measures, TrendsPart::Sprints];

    pub fn title(self) -> &'static str {
        match self {
            TrendsPart::Standing => "What stands out",
            TrendsPart::Measures => "Measures",
            TrendsPart::Sprints => "Sprints",
        }
    }

    fn turned(self, by: usize) -> TrendsPart {
        let at = TrendsPart::ALL.iter().position(|it| *it == self).unwrap_or(0);
        TrendsPart::ALL[(at + by) % TrendsPart::ALL.len()]
    }
}

impl TrendsPage {
    pub fn new(team: Team, teams: Vec<Id>, today: NaiveDate, trends: Trends) -> TrendsPage {
        let part = TrendsPart::default();
        TrendsPage { team, teams, today, trends, part, view: 0, cursor: 0, explained: false }
    }

    pub fn learn(&mut self, team: Team, teams: Vec<Id>, today: NaiveDate, trends: Trends) {
        (self.team, self.teams) = (team, teams);
        (self.today, self.trends) = (today, trends);
        self.view = self.view.min(self.trends.views.len().saturating_sub(1));
    }

    pub fn seen(&self) -> Option<&View> {
        self.trends.views.get(self.view)
    }

    pub fn marked(&self) -> Option<&Reading> {
        self.seen()?.readings.get(self.cursor)
    }

    /// Lines the cursor may rest on.
    fn lines(&self) -> usize {
        match self.part {
            TrendsPart::Standing => 40,
            TrendsPart::Measures => self.seen().map_or(0, |it| it.readings.len()),
            TrendsPart::Sprints => self.trends.sprints.len(),
        }
    }

    pub fn offers(&self, intent: Intent) -> bool {
        match intent {
            Intent::Left | Intent::Right => self.part == TrendsPart::Measures,
            Intent::Team => 1 < self.teams.len(),
            Intent::Formulas => self.part != TrendsPart::Sprints,
            _ => true,
        }
    }

    pub fn update(&mut self, intent: Intent) -> Reply {
        if let Some(to) = moved(self.cursor, intent, self.lines()) {
            self.cursor = to;
            return Reply::none();
        }
        let views = self.trends.views.len().max(1);
        match intent {
            Intent::NextPanel => self.turn(1),
            Intent::PreviousPanel => self.turn(TrendsPart::ALL.len() - 1),
            Intent::Left => self.view = (self.view + views - 1) % views,
            Intent::Right => self.view = (self.view + 1) % views,
            Intent::Formulas => self.explained = !self.explained,
            _ => {}
        }
        Reply::none()
    }

    fn turn(&mut self, by: usize) {
        self.part = self.part.turned(by);
        self.cursor = 0;
    }

    pub fn mark(&mut self, row: usize) {
        self.cursor = row.min(self.lines().saturating_sub(1));
    }
}

/// A value with its unit, as short as it can be said.
pub fn figure(unit: Unit, value: f64) -> String {
    let sign = match unit {
        Unit::Share | Unit::SquaredError | Unit::Worth | Unit::Count => "",
        Unit::Minutes => " min",
        Unit::Days => " d",
        Unit::PersonHours => " h",
        Unit::Sprints => " sprints",
    };
    bare(unit, value) + sign
}

/// The value alone.
pub fn bare(unit: Unit, value: f64) -> String {
    match unit {
        Unit::Share | Unit::SquaredError => format!("{value:.2}"),
        Unit::Minutes | Unit::Count => format!("{value:.0}"),
        Unit::Days | Unit::PersonHours | Unit::Sprints | Unit::Worth => format!("{value:.1}"),
    }
}

/// The clarity index and, where parts are unknown, what it stands on.
pub fn indexed(it: &Clarity) -> (String, Option<String>) {
    let ((known, weight), of) = (it.known(), it.parts().len());
    let on = || format!("from {known} of {of} parts, {weight} % of the weight");
    match it.index() {
        Some(index) => (format!("{index:.0} of 100"), (known < of).then(on)),
        None => ("not enough data".to_owned(), None),
    }
}

/// What was seen, and what could be tried.
pub fn observed(it: &Observation) -> (String, &'static str) {
    match it {
        Observation::StepOver { step, times, of, by } => (
            format!("{step} ran over in {times} of {of}, by {} % of its box", by.0),
            "another box, or prepare it before",
        ),
        Observation::StaleBlockers { count, unowned } => (
            format!("{count} blockers older than three days, {unowned} without an owner"),
            "one name each",
        ),
        Observation::TopicStuck { title, times, of } => (
            format!("“{title}” came up in {times} of {of} retrospectives and has no closed action"),
            "one small step, or let it go",
        ),
        Observation::InputsMissed { times, of } => (
            format!("{times} of {of} ended with a question to the PM open"),
            "ask before, or send a brief with a default",
        ),
    }
}
