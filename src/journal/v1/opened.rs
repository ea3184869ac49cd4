//! Lines 0 and 1 of format 1: the opening, which a list reads, and the definition, which only a replay reads.

use serde::{Deserialize, Serialize};

use crate::{
    ceremony::{
        Ceremony, CheckIn, Deck, Facts, Format, Id, Profile, Pulse, Refining, Team, Text, Timing,
        Warnings,
    },
    journal::FORMAT,
    session::{self, Setup},
};

#[derive(Serialize, Deserialize)]
pub(in crate::journal) enum Line0 {
    Opened {
        format: u32,
        /// The oldest format whose reader understands this journal.
        min: u32,
        sid: Text,
        #[serde(with = "SessionMode")]
        mode: session::SessionMode,
        ceremony: Id,
        title: Text,
        team: Id,
        team_name: Text,
        #[serde(default)]
        sprint: Text,
        profile: Id,
        planned_secs: u32,
        wall_ms: i64,
        #[serde(default)]
        offset_min: i32,
        #[serde(default)]
        planned_start_ms: Option<i64>,
        #[serde(default)]
        demo: bool,
    },
}

#[derive(Serialize, Deserialize)]
#[serde(remote = "session::SessionMode")]
enum SessionMode {
    Live,
    Practice,
}

impl Line0 {
    pub(in crate::journal) fn of(it: &session::Opened) -> Line0 {
        let it = it.clone();
        Line0::Opened {
            format: FORMAT,
            min: 1,
            sid: it.sid,
            mode: it.mode,
            ceremony: it.ceremony,
            title: it.title,
            team: it.team,
            team_name: it.team_name,
            sprint: it.sprint,
            profile: it.profile,
            planned_secs: it.planned_secs,
            wall_ms: it.wall_ms,
            offset_min: it.offset_min,
            planned_start_ms: it.planned_start_ms,
            demo: it.demo,
        }
    }

    /// The format it was written in, and the oldest whose reader understands it.
    pub(in crate::journal) fn formats(&self) -> (u32, u32) {
        let Line0::Opened { format, min, .. } = self;
        (*format, *min)
    }
}

impl From<Line0> for session::Opened {
    fn from(it: Line0) -> session::Opened {
        let Line0::Opened {
            format: _,
            min: _,
            sid,
            mode,
            ceremony,
            title,
            team,
            team_name,
            sprint,
            profile,
            planned_secs,
            wall_ms,
            offset_min,
            planned_start_ms,
            demo,
        } = it;
        session::Opened {
            sid,
            mode,
            ceremony,
            title,
            team,
            team_name,
            sprint,
            profile,
            planned_secs,
            wall_ms,
            offset_min,
            planned_start_ms,
            demo,
        }
    }
}

#[derive(Serialize, Deserialize)]
pub(in crate::journal) enum Line1 {
    Defined(Box<Defined>),
}

#[derive(Serialize, Deserialize)]
pub(in crate::journal) struct Defined {
    ceremony: Ceremony,
    profile: Profile,
    team: Team,
    facts: Facts,
    warnings: Warnings,
    pulses: Vec<Pulse>,
    timing: Timing,
    #[serde(default)]
    deck: Deck,
    #[serde(default)]
    refining: Refining,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    formats: Vec<Format>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    check_ins: Vec<CheckIn>,
    #[serde(default, with = "super::given::Given")]
    given: session::Given,
}

impl Line1 {
    pub(in crate::journal) fn of(it: &Setup) -> Line1 {
        let Setup {
            ceremony,
            profile,
            team,
            facts,
            warnings,
            pulses,
            timing,
            deck,
            refining,
            formats,
            check_ins,
            given,
            opened: _,
        } = it.clone();
        Line1::Defined(Box::new(Defined {
            ceremony,
            profile,
            team,
            facts,
            warnings,
            pulses,
            timing,
            deck,
            refining,
            formats,
            check_ins,
            given,
        }))
    }
}

impl Defined {
    pub(in crate::journal) fn with(self, opened: session::Opened) -> Setup {
        let Defined {
            ceremony,
            profile,
            team,
            facts,
            warnings,
            pulses,
            timing,
            deck,
            refining,
            formats,
            check_ins,
            given,
        } = self;
        Setup {
            opened,
            ceremony,
            profile,
            team,
            facts,
            warnings,
            pulses,
            timing,
            deck,
            refining,
            formats,
            check_ins,
            given,
        }
    }
}
