//! What each measure is, how it is computed, and the question it should raise. Words only.

/// A measure as it is explained beside its number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Term {
    pub id: &'static str,
    pub name: &'static str,
    pub formula: &'static str,
    pub unit: Unit,
    pub question: &'static str,
    pub needs: Needs,
}

/// Why there may be no number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Needs {
    /// What has to be recorded for it.
    Recorded(&'static str),
    /// No journal can tell it, for this reason.
    Nowhere(&'static str),
}

impl Needs {
    /// What stands in the place of a number.
    pub fn told(self) -> String {
        match self {
            Needs::Recorded(what) => format!("no data yet: {what}"),
            Needs::Nowhere(why) => format!("not recorded: {why}"),
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// 0 to 1.
    Share,
    Minutes,
    Days,
    PersonHours,
    /// As much work as a sprint usually takes.
    Sprints,
    /// 0 to 4.
    Worth,
    Count,
    /// 0 is right, 1 is as wrong as can be.
    SquaredError,
}

const fn term(
    id: &'static str,
    name: &'static str,
    unit: Unit,
    formula: &'static str,
    question: &'static str,
    needs: Needs,
) -> Term {
    Term { id, name, formula, unit, question, needs }
}

use Needs::{Nowhere, Recorded};

/// Numbers start a question, they close none. M14 is the clarity index and M16 topic memory; both are told elsewhere.
pub const CATALOGUE: &[Term] = &[
    term(
        "M01",
        "Timebox fit",
        Unit::Share,
        "boxes whose step took 0.6 to 1.1 of its box / all boxes, in seconds of box",
        "Which step never fits: wrong box or wrong content?",
        Recorded("steps with a box"),
    ),
    term(
        "M02",
        "Drift",
        Unit::Minutes,
        "elapsed - target - extensions by vote, not below 0",
        "Do we decide to go on, or just slide?",
        Recorded("a session with a planned length"),
    ),
    term(
        "M03",
        "Start delay",
        Unit::Minutes,
        "start - planned start",
        "Is the slot right?",
        Recorded("a planned start: `--at`, or the team's usual times"),
    ),
    term(
        "M04",
        "Balance of turns",
        Unit::Share,
        "-sum(p ln p) / ln n over the developers' turns",
        "Is somebody unheard?",
        Recorded("a round with a key for each speaker"),
    ),
    term(
        "M05",
        "PO activities",
        Unit::Share,
        "required done / required that applied",
        "Which PO part do we skip again and again?",
        Recorded("ticked activities of the product owner"),
    ),
    term(
        "M06",
        "PM inputs settled",
        Unit::Share,
        "1 - missed / applicable",
        "Do we get direction when we need it, and only then?",
        Recorded("an input of the product manager that applied"),
    ),
    term(
        "M07",
        "Wait for answers",
        Unit::Days,
        "median of answered - asked, by the questions of a session",
        "Who waits for whom?",
        Recorded("a question that was answered"),
    ),
    term(
        "M08",
        "Actions closed",
        Unit::Share,
        "closed by now / opened in the session",
        "Are we trying too much? Did it help?",
        Recorded("actions"),
    ),
    term(
        "M09",
        "Blockers still open",
        Unit::Share,
        "1 - closed by now / opened in the session",
        "Which kind stays?",
        Recorded("blockers"),
    ),
    term(
        "M10",
        "Estimates far apart",
        Unit::Share,
        "items whose first cards lay 3 or more deck steps apart / items sized with cards",
        "Where do we not share a picture?",
        Recorded("items sized with cards"),
    ),
    term(
        "M11",
        "Carry-over",
        Unit::Share,
        "items carried over / items taken in at the planning before",
        "Too much, too big, or interrupted?",
        Recorded("two plannings with items"),
    ),
    term(
        "M12",
        "Goal met",
        Unit::Share,
        "met 1, partly 0.5, missed 0",
        "Was the goal met although items moved?",
        Recorded("a goal that was judged in a Sprint Review"),
    ),
    term(
        "M13",
        "Scope after the goal",
        Unit::Count,
        "items taken in at planning after the goal was final",
        "Do we swap, or only add?",
        Recorded("a goal made final before the last item is taken in"),
    ),
    term(
        "M15",
        "Taking part",
        Unit::Share,
        "people with a card / people present",
        "Is writing working?",
        Nowhere("who wrote a card is a secret that no file keeps"),
    ),
    term(
        "M17",
        "Time well spent",
        Unit::Worth,
        "lower median of the votes, 0 to 4",
        "What would raise it by one?",
        Recorded("a vote on the time spent at the end"),
    ),
    term(
        "M18",
        "Confidence against result",
        Unit::SquaredError,
        "(median vote / 5 - goal met)^2, by sprint",
        "Do we hear our doubts?",
        Recorded("a fist of five in planning, and the goal judged later"),
    ),
    term(
        "M19",
        "Ready stock",
        Unit::Sprints,
        "sizes of items with a size and criteria at the end of a refinement / middle of the forecast",
        "Refine more or less, with one to two sprints of work to hand?",
        Recorded("a refinement with sized items, and sprints that make a forecast"),
    ),
    term(
        "M20",
        "Parked topics settled",
        Unit::Share,
        "settled by now / parked in the session",
        "Do parked things die?",
        Recorded("parked topics"),
    ),
    term(
        "M21",
        "Strategy minutes",
        Unit::Minutes,
        "minutes under the strategy hat",
        "Does strategy starve?",
        Recorded("an input the product owner carried"),
    ),
    term(
        "M22",
        "Meeting effort",
        Unit::PersonHours,
        "time in the timebox * people present",
        "Is it worth it?",
        Recorded("who was there"),
    ),
    term(
        "M23",
        "Overrides and flags",
        Unit::Count,
        "guards set aside + warnings flagged",
        "Which rule does not fit us?",
        Recorded("a session that ended"),
    ),
];
