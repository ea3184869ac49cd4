//! What each measure is, how it is computed, and the question it should raise. Words only.

/// A measure as it is explained beside its number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Term {
    pub id: &'static str,
    pub name: &'static str,
    pub formula: &'static str,
    pub unit: Unit,
    pub question: &'static str,
    /// What has to be recorded for it.
    pub needs: &'static str,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// 0 to 1.
    Share,
    Minutes,
    Days,
    PersonHours,
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
    needs: &'static str,
) -> Term {
    Term { id, name, formula, unit, question, needs }
}

/// Numbers start a question, they close none. M14 is the clarity index and M16 topic memory; both are told elsewhere.
pub const CATALOGUE: &[Term] = &[
    term(
        "M01",
        "Timebox fit",
        Unit::Share,
        "boxes whose step took 0.6 to 1.1 of its box / all boxes, in seconds of box",
        "Which step never fits: wrong box or wrong content?",
        "steps with a box",
    ),
    term(
        "M02",
        "Drift",
        Unit::Minutes,
        "elapsed - target - extensions by vote, not below 0",
        "Do we decide to go on, or just slide?",
        "a session with a planned length",
    ),
    term(
        "M03",
        "Start delay",
        Unit::Minutes,
        "start - planned start",
        "Is the slot right?",
        "a planned start: `--at`, or the team's usual times",
    ),
    term(
        "M04",
        "Balance of turns",
        Unit::Share,
        "-sum(p ln p) / ln n over the developers' turns",
        "Is somebody unheard?",
        "a round with a key for each speaker",
    ),
    term(
        "M05",
        "PO activities",
        Unit::Share,
        "required done / required that applied",
        "Which PO part do we skip again and again?",
        "ticked activities of the product owner",
    ),
    term(
        "M06",
        "PM inputs settled",
        Unit::Share,
        "1 - missed / applicable",
        "Do we get direction when we need it, and only then?",
        "an input of the product manager that applied",
    ),
    term(
        "M07",
        "Wait for answers",
        Unit::Days,
        "median of answered - asked, by the questions of a session",
        "Who waits for whom?",
        "a question that was answered",
    ),
    term(
        "M08",
        "Actions closed",
        Unit::Share,
        "closed by now / opened in the session",
        "Are we trying too much? Did it help?",
        "actions",
    ),
    term(
        "M09",
        "Blockers still open",
        Unit::Share,
        "1 - closed by now / opened in the session",
        "Which kind stays?",
        "blockers",
    ),
    term(
        "M11",
        "Carry-over",
        Unit::Share,
        "items carried over / items taken in at the planning before",
        "Too much, too big, or interrupted?",
        "two plannings with items",
    ),
    term(
        "M12",
        "Goal met",
        Unit::Share,
        "met 1, partly 0.5, missed 0",
        "Was the goal met although items moved?",
        "a goal that was judged in a Sprint Review",
    ),
    term(
        "M17",
        "Time well spent",
        Unit::Worth,
        "lower median of the votes, 0 to 4",
        "What would raise it by one?",
        "a vote on the time spent at the end",
    ),
    term(
        "M18",
        "Confidence against result",
        Unit::SquaredError,
        "(median vote / 5 - goal met)^2, by sprint",
        "Do we hear our doubts?",
        "a fist of five in planning, and the goal judged later",
    ),
    term(
        "M20",
        "Parked topics settled",
        Unit::Share,
        "settled by now / parked in the session",
        "Do parked things die?",
        "parked topics",
    ),
    term(
        "M21",
        "Strategy minutes",
        Unit::Minutes,
        "minutes under the strategy hat",
        "Does strategy starve?",
        "an input the product owner carried",
    ),
    term(
        "M22",
        "Meeting effort",
        Unit::PersonHours,
        "elapsed * people present",
        "Is it worth it?",
        "who was there",
    ),
    term(
        "M23",
        "Overrides and flags",
        Unit::Count,
        "guards set aside + warnings flagged",
        "Which rule does not fit us?",
        "a session that ended",
    ),
];
