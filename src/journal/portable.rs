//! A whole journal as one value that any serde format can carry, spelled as format 1 spells it. It changes nothing on the way.

use serde::{Deserialize, Serialize};

use super::{
    line::{Line, Salt},
    v1, write,
};
use crate::session::{Actor, Event, Moment, Record, Setup};

/// Opening, definition and every record, those taken back included.
#[derive(Serialize, Deserialize)]
pub struct Portable {
    #[serde(flatten)]
    opened: v1::Line0,
    #[serde(flatten)]
    defined: v1::Line1,
    records: Vec<Row>,
}

/// A record under the names its line has: number, wall time, moment, who, event.
#[derive(Serialize, Deserialize)]
struct Row {
    n: u64,
    t: i64,
    m: u64,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    w: Option<v1::Who>,
    e: v1::Told,
}

impl Portable {
    pub fn of(setup: &Setup, lines: &[Line<Event>]) -> Portable {
        let row = |it: &Line<Event>| Row {
            n: it.n,
            t: it.wall_ms,
            m: it.at.0,
            w: (it.by != Actor::Facilitator).then(|| v1::Who(it.by.clone())),
            e: v1::Told(it.event.clone()),
        };
        let (opened, defined) = (v1::Line0::of(&setup.opened), v1::Line1::of(setup));
        Portable { opened, defined, records: lines.iter().map(row).collect() }
    }

    /// The journal it was made from, as a file holds it.
    pub fn into_journal(self) -> (Setup, String) {
        let v1::Line1::Defined(definition) = self.defined;
        let setup = definition.with(self.opened.into());
        let salt = Salt::of(&setup.opened.sid);
        let mut text = write::opening(&setup);
        for Row { n, t, m, w, e } in self.records {
            let by = w.map_or(Actor::Facilitator, |it| it.0);
            let record = Record { n, at: Moment(m), by, event: e.0 };
            text.push_str(&write::record(salt, &record, t));
        }
        (setup, text)
    }
}
