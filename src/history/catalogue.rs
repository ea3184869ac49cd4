//! What each measure is, how it is computed, and the question it should raise. Words only.

/// A measure as it is explained beside its number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Term {
    pub id: &'static str,
    pub name: &'static str,
    pub formula: &'static str,
    pub unit: Unit,
    pub question: &'static str,
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
    formula: &'static str,
    unit: Unit,
    question: &'static str,
) -> Term {
    Term { id, name, formula, unit, question }
}

/// Numbers start a question, they close none. M10, M13, M15, M16 and M19 need instruments whose results are not recorded yet or
/// are told elsewhere (M14: the clarity index, M16: topic memory).
pub const CATALOGUE: &[Term] = &[
    term(
        "M01",
        "Timebox fit",
        "boxes whose step took 0.6 to 1.1 of its box / all boxes, in seconds of box",
        Unit::Share,
        "Which step never fits: wrong box or wrong content?",
    ),
    term(
        "M02",
        "Drift",
        "elapsed - target - extensions by vote, not below 0",
        Unit::Minutes,
        "Do we decide to go on, or just slide?",
    ),
    term("M03", "Start delay", "start - planned start", Unit::Minutes, "Is the slot right?"),
    term(
        "M04",
        "Balance of turns",
        "-sum(p ln p) / ln n over the developers' turns",
        Unit::Share,
        "Is somebody unheard?",
    ),
    term(
        "M05",
        "PO activities",
        "required done / required that applied",
        Unit::Share,
        "Which PO part do we skip again and again?",
    ),
    term(
        "M06",
        "PM inputs settled",
        "1 - missed / applicable",
        Unit::Share,
        "Do we get direction when we need it, and only then?",
    ),
    term(
        "M07",
        "Wait for answers",
        "median of answered - asked, by the questions of a session",
        Unit::Days,
        "Who waits for whom?",
    ),
    term(
        "M08",
        "Actions closed",
        "closed by now / opened in the session",
        Unit::Share,
        "Are we trying too much? Did it help?",
    ),
    term(
        "M09",
        "Blockers still open",
        "1 - closed by now / opened in the session",
        Unit::Share,
        "Which kind stays?",
    ),
    term(
        "M11",
        "Carry-over",
        "items carried over / items taken in at the planning before",
        Unit::Share,
        "Too much, too big, or interrupted?",
    ),
    term(
        "M12",
        "Goal met",
        "met 1, partly 0.5, missed 0",
        Unit::Share,
        "Was the goal met although items moved?",
    ),
    term(
        "M17",
        "Time well spent",
        "lower median of the votes, 0 to 4",
        Unit::Worth,
        "What would raise it by one?",
    ),
    term(
        "M18",
        "Confidence against result",
        "(median vote / 5 - goal met)^2, by sprint",
        Unit::SquaredError,
        "Do we hear our doubts?",
    ),
    term(
        "M20",
        "Parked topics settled",
        "settled by now / parked in the session",
        Unit::Share,
        "Do parked things die?",
    ),
    term(
        "M21",
        "Strategy minutes",
        "minutes under the strategy hat",
        Unit::Minutes,
        "Does strategy starve?",
    ),
    term("M22", "Meeting effort", "elapsed * people present", Unit::PersonHours, "Is it worth it?"),
    term(
        "M23",
        "Overrides and flags",
        "guards set aside + warnings flagged",
        Unit::Count,
        "Which rule does not fit us?",
    ),
];
