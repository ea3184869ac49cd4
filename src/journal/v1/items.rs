//! Items and cards as format 1 spells them.

use serde::{Deserialize, Serialize};

use super::parts::is_empty;
use crate::{
    ceremony::{Id, Text},
    session,
};

#[derive(Serialize, Deserialize)]
#[serde(remote = "session::ItemChange")]
pub(super) enum ItemChange {
    Renamed(Text),
    Explained(Text),
    Required(Vec<Text>),
    Sized {
        size: Text,
        #[serde(with = "Sizing")]
        by: session::Sizing,
    },
    Split {
        into: Vec<Text>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        way: Option<Id>,
    },
    Moved {
        #[serde(default, skip_serializing_if = "Option::is_none")]
        before: Option<Text>,
        #[serde(default, skip_serializing_if = "is_empty")]
        why: Text,
    },
    Ranked(#[serde(with = "Priority")] session::Priority),
    Keyed(Text),
    Described(Text),
}

#[derive(Serialize, Deserialize)]
#[serde(remote = "session::Sizing")]
enum Sizing {
    Played,
    Agreed,
    Override(Text),
}

#[derive(Serialize, Deserialize)]
#[serde(remote = "session::Priority")]
struct Priority {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    scheme: Option<Id>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    values: Vec<(Id, u32)>,
    #[serde(default, skip_serializing_if = "is_empty")]
    why: Text,
}

/// A card and how sure somebody is of it.
pub(super) mod hands {
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    use crate::{ceremony::Text, session::Hand};

    #[derive(Serialize, Deserialize)]
    #[serde(rename = "Hand")]
    struct Spelled {
        card: Text,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        sure: Option<u32>,
    }

    pub(in crate::journal::v1) fn serialize<S: Serializer>(
        all: &[Hand],
        to: S,
    ) -> Result<S::Ok, S::Error> {
        to.collect_seq(all.iter().cloned().map(|it| Spelled { card: it.card, sure: it.sure }))
    }

    pub(in crate::journal::v1) fn deserialize<'de, D: Deserializer<'de>>(
        from: D,
    ) -> Result<Vec<Hand>, D::Error> {
        let all = Vec::<Spelled>::deserialize(from)?;
        Ok(all.into_iter().map(|it| Hand { card: it.card, sure: it.sure }).collect())
    }
}
