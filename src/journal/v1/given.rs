//! What a session knew of the past, as format 1 spells it.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::{
    ceremony::{Amount, CaptureKind, Id, Text},
    session,
};

#[derive(Serialize, Deserialize)]
#[serde(remote = "session::Given")]
pub(super) struct Given {
    #[serde(default, with = "sprint")]
    sprint: Option<session::GivenSprint>,
    #[serde(default)]
    product_goal: Text,
    #[serde(default)]
    sprint_goal: Text,
    #[serde(default)]
    last_goal: Text,
    #[serde(default)]
    last_goal_outcome: Text,
    #[serde(default, with = "entries")]
    open: Vec<session::GivenEntry>,
    #[serde(default, with = "entries")]
    briefs: Vec<session::GivenEntry>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    answers: Vec<(Text, Text)>,
    #[serde(default)]
    velocities: Vec<u32>,
    #[serde(default, skip_serializing_if = "is_false")]
    by_count: bool,
    #[serde(default, with = "forecast", skip_serializing_if = "Option::is_none")]
    forecast: Option<session::GivenForecast>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    usual_days: Option<Amount>,
    #[serde(default, with = "capacity", skip_serializing_if = "Option::is_none")]
    last_capacity: Option<session::Capacity>,
    #[serde(default, with = "items")]
    items: Vec<session::GivenItem>,
    #[serde(default, with = "items")]
    carry_overs: Vec<session::GivenItem>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    sized: Vec<(Text, Text)>,
    #[serde(default)]
    days_to_launch: Option<u32>,
    #[serde(default)]
    confidence: Vec<(NaiveDate, u32)>,
    #[serde(default)]
    hints: Vec<(Id, u32)>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    formats: Vec<Id>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    recurred: Vec<(Id, u32)>,
    #[serde(default)]
    retros_since_check_in: u32,
    #[serde(default)]
    last_check_in_low: bool,
}

#[derive(Serialize, Deserialize)]
#[serde(remote = "session::GivenSprint")]
struct GivenSprint {
    name: Text,
    start: NaiveDate,
    end: NaiveDate,
    days: u32,
    days_left: u32,
    next_end: NaiveDate,
}

#[derive(Serialize, Deserialize)]
#[serde(remote = "session::GivenForecast")]
struct GivenForecast {
    low: Amount,
    mid: Amount,
    high: Amount,
}

#[derive(Serialize, Deserialize)]
#[serde(remote = "session::GivenEntry")]
struct GivenEntry {
    id: Text,
    kind: CaptureKind,
    text: Text,
    #[serde(default)]
    owner: Text,
    #[serde(default)]
    due: Option<NaiveDate>,
    #[serde(default)]
    next_step: Text,
    #[serde(default)]
    age: u32,
    #[serde(default, skip_serializing_if = "is_empty")]
    sort: Text,
    #[serde(default, with = "brief", skip_serializing_if = "Option::is_none")]
    brief: Option<session::Brief>,
}

#[derive(Serialize, Deserialize)]
#[serde(remote = "session::GivenItem")]
struct GivenItem {
    #[serde(default)]
    key: Text,
    title: Text,
    #[serde(default)]
    why: Text,
    #[serde(default)]
    criteria: Vec<Text>,
    #[serde(default)]
    size: Text,
    #[serde(default)]
    tags: Vec<Id>,
    #[serde(default, skip_serializing_if = "is_empty")]
    description: Text,
    #[serde(default, skip_serializing_if = "is_empty")]
    parent: Text,
    #[serde(default, skip_serializing_if = "is_empty")]
    origin: Text,
    #[serde(default, skip_serializing_if = "is_empty")]
    priority: Text,
    #[serde(default, skip_serializing_if = "is_false")]
    ready: bool,
    #[serde(default, skip_serializing_if = "is_empty")]
    state: Text,
    #[serde(default, skip_serializing_if = "is_none")]
    column: u32,
}

fn is_empty(it: &Text) -> bool {
    it.as_str().is_empty()
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands over a reference")]
fn is_none(it: &u32) -> bool {
    *it == 0
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands over a reference")]
fn is_false(it: &bool) -> bool {
    !*it
}

/// Carries a spelling into a list, which serde's `remote` does not reach by itself.
macro_rules! list {
    ($name:ident, $spelling:literal, $it:ty) => {
        mod $name {
            use serde::{Deserialize, Deserializer, Serialize, Serializer};

            use crate::session;

            #[derive(Serialize, Deserialize)]
            #[serde(transparent)]
            struct One(#[serde(with = $spelling)] $it);

            pub(super) fn serialize<S: Serializer>(all: &[$it], to: S) -> Result<S::Ok, S::Error> {
                to.collect_seq(all.iter().cloned().map(One))
            }

            pub(super) fn deserialize<'de, D: Deserializer<'de>>(
                from: D,
            ) -> Result<Vec<$it>, D::Error> {
                Ok(Vec::<One>::deserialize(from)?.into_iter().map(|One(it)| it).collect())
            }
        }
    };
}

list!(entries, "super::GivenEntry", session::GivenEntry);
list!(items, "super::GivenItem", session::GivenItem);

/// The same for what may be missing.
macro_rules! maybe {
    ($name:ident, $spelling:literal, $it:ty) => {
        mod $name {
            use serde::{Deserialize, Deserializer, Serialize, Serializer};

            use crate::session;

            #[derive(Serialize, Deserialize)]
            #[serde(transparent)]
            struct One(#[serde(with = $spelling)] $it);

            #[expect(clippy::ref_option, reason = "serde hands over the field")]
            pub(super) fn serialize<S: Serializer>(
                it: &Option<$it>,
                to: S,
            ) -> Result<S::Ok, S::Error> {
                it.clone().map(One).serialize(to)
            }

            pub(super) fn deserialize<'de, D: Deserializer<'de>>(
                from: D,
            ) -> Result<Option<$it>, D::Error> {
                Ok(Option::<One>::deserialize(from)?.map(|One(it)| it))
            }
        }
    };
}

maybe!(sprint, "super::GivenSprint", session::GivenSprint);
maybe!(forecast, "super::GivenForecast", session::GivenForecast);
maybe!(capacity, "crate::journal::v1::capacity::Capacity", session::Capacity);

mod brief {
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    use crate::session::Brief;

    #[derive(Serialize, Deserialize)]
    #[serde(transparent)]
    struct One(#[serde(with = "super::super::parts::Brief")] Brief);

    #[expect(clippy::ref_option, reason = "serde hands over the field")]
    pub(super) fn serialize<S: Serializer>(it: &Option<Brief>, to: S) -> Result<S::Ok, S::Error> {
        it.clone().map(One).serialize(to)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(
        from: D,
    ) -> Result<Option<Brief>, D::Error> {
        Ok(Option::<One>::deserialize(from)?.map(|One(it)| it))
    }
}
