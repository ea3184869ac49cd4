//! The events of format 1, field by field. Only ever added to: new fields have a default, names never change.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::parts::{Brief, Capture, is_empty, is_false};
use crate::{
    ceremony::{Id, Percent, Role, Text},
    session,
};

#[derive(Serialize, Deserialize)]
#[serde(remote = "session::Actor")]
pub(super) enum Actor {
    Facilitator,
    Participant { role: Role, id: Id },
    Shell,
}

#[derive(Serialize, Deserialize)]
#[serde(remote = "session::Event")]
pub(super) enum Event {
    Began {
        present: Vec<Text>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        leads: Option<Text>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        mode: Option<Id>,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        facts: Vec<(Id, bool)>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        target: Option<u32>,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        prepared: Vec<Id>,
    },
    Attended {
        name: Text,
        here: bool,
    },
    Entered {
        step: Id,
        #[serde(with = "Way")]
        way: session::Way,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        skipped: Vec<Id>,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        warned: Vec<Id>,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        overridden: Vec<(Id, Text)>,
    },
    Planned {
        titles: Vec<Text>,
    },
    Passed {
        #[serde(with = "Pass")]
        pass: session::Pass,
        #[serde(with = "PassEnd")]
        how: session::PassEnd,
    },
    FactSet {
        fact: Id,
        value: bool,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pass: Option<Text>,
    },
    Confirmed {
        guard: Id,
    },
    ActivityDone {
        activity: Id,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pass: Option<Text>,
    },
    ActivitySkipped {
        activity: Id,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pass: Option<Text>,
        #[serde(default, skip_serializing_if = "is_empty")]
        why: Text,
    },
    PmInput {
        input: Id,
        #[serde(with = "PmAct")]
        act: session::PmAct,
    },
    Captured {
        #[serde(with = "Capture")]
        capture: session::Capture,
    },
    Amended {
        of: u64,
        #[serde(with = "Capture")]
        capture: session::Capture,
    },
    Settled {
        id: Text,
        how: Text,
    },
    Renewed {
        id: Text,
        #[serde(with = "Capture")]
        capture: session::Capture,
    },
    Chose {
        choice: Id,
        option: Id,
    },
    Extended {
        secs: u32,
        #[serde(with = "Extension")]
        how: session::Extension,
    },
    Paused,
    Resumed,
    Rebalanced {
        boxes: Vec<(Id, u32)>,
    },
    CapacitySet {
        #[serde(with = "super::capacity::Capacity")]
        capacity: session::Capacity,
    },
    Flagged {
        warning: Id,
    },
    Revealed {
        pulse: Id,
        #[serde(with = "Tally")]
        tally: session::Tally,
    },
    ItemChanged {
        item: Text,
        #[serde(with = "super::items::ItemChange")]
        change: session::ItemChange,
    },
    HandsShown {
        item: Text,
        #[serde(with = "super::items::hands")]
        hands: Vec<session::Hand>,
    },
    BoardSet {
        format: Id,
        #[serde(with = "CardInput")]
        input: session::CardInput,
    },
    CardsShown {
        column: Id,
        cards: Vec<Text>,
    },
    CardsDropped {
        cards: u32,
    },
    Grouped {
        topics: Vec<Text>,
        title: Text,
    },
    Retitled {
        topic: Text,
        title: Text,
    },
    CardMoved {
        card: Text,
        column: Id,
        from: Text,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        to: Option<Text>,
    },
    BudgetSet {
        each: u32,
        on_one: u32,
        #[serde(default, skip_serializing_if = "is_empty")]
        why: Text,
    },
    DotsShown {
        dots: Vec<(Text, u32)>,
        #[serde(default, skip_serializing_if = "is_false")]
        run_off: bool,
    },
    Released {
        topic: Text,
        #[serde(with = "Release")]
        to: session::Release,
    },
    CheckInChosen {
        check_in: Id,
    },
    Ended {
        #[serde(with = "Ending")]
        how: session::Ending,
        #[serde(default, with = "talk", skip_serializing_if = "Option::is_none")]
        talk: Option<session::Talk>,
    },
    Struck {
        n: u64,
    },
    Restored {
        n: u64,
    },
    Reopened {
        #[serde(default, skip_serializing_if = "Option::is_none")]
        torn: Option<(u64, u64)>,
    },
    Gap {
        ms: u64,
        #[serde(with = "GapKind")]
        how: session::GapKind,
    },
    Interrupted {
        signal: i32,
    },
}

#[derive(Serialize, Deserialize)]
#[serde(remote = "session::Way")]
enum Way {
    Forward,
    Back,
    Jump,
    Branch,
}

#[derive(Serialize, Deserialize)]
#[serde(remote = "session::Pass")]
enum Pass {
    Item(Text),
    Turn(Role, u32),
}

#[derive(Serialize, Deserialize)]
#[serde(remote = "session::PassEnd")]
enum PassEnd {
    Done(Option<Id>),
    Skipped,
    Returned,
}

#[derive(Serialize, Deserialize)]
#[serde(remote = "session::PmAct")]
enum PmAct {
    Requested,
    Given,
    Carried { assumption: bool },
    Briefed(#[serde(with = "Brief")] session::Brief),
    Answered(Text),
    Deferred { until: Option<NaiveDate> },
    Waived,
}

#[derive(Serialize, Deserialize)]
#[serde(remote = "session::Extension")]
enum Extension {
    Voted { up: u32, down: u32 },
    Alone,
}

#[derive(Serialize, Deserialize)]
#[serde(remote = "session::Tally")]
enum Tally {
    Counts(Vec<(u32, u32)>),
    Ok,
    Low,
}

#[derive(Serialize, Deserialize)]
#[serde(remote = "session::CardInput")]
enum CardInput {
    Wall,
    Typed,
}

#[derive(Serialize, Deserialize)]
#[serde(remote = "session::Release")]
enum Release {
    Stays,
    Team,
    Pm,
    Anybody,
}

#[derive(Serialize, Deserialize)]
#[serde(remote = "session::Ending")]
enum Ending {
    Done,
    Early,
    Aborted {
        reason: Id,
        #[serde(default, skip_serializing_if = "is_empty")]
        words: Text,
    },
}

#[derive(Serialize, Deserialize)]
#[serde(remote = "session::Talk")]
struct Talk {
    roles: Vec<(Role, Percent)>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    balance: Option<Percent>,
}

#[derive(Serialize, Deserialize)]
#[serde(remote = "session::GapKind")]
enum GapKind {
    Counted,
    LeftOut,
}

mod talk {
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    use crate::session;

    #[derive(Serialize, Deserialize)]
    #[serde(transparent)]
    struct One(#[serde(with = "super::Talk")] session::Talk);

    #[expect(clippy::ref_option, reason = "serde hands over the field")]
    pub(super) fn serialize<S: Serializer>(
        it: &Option<session::Talk>,
        to: S,
    ) -> Result<S::Ok, S::Error> {
        it.clone().map(One).serialize(to)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(
        from: D,
    ) -> Result<Option<session::Talk>, D::Error> {
        Ok(Option::<One>::deserialize(from)?.map(|One(it)| it))
    }
}
