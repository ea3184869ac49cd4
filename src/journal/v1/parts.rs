//! Parts that several events of format 1 share: captures and briefs, field by field.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::{
    ceremony::{CaptureKind, Text},
    session,
};

#[derive(Serialize, Deserialize)]
#[serde(remote = "session::Capture")]
pub(super) struct Capture {
    kind: CaptureKind,
    text: Text,
    #[serde(default, skip_serializing_if = "is_empty")]
    owner: Text,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    due: Option<NaiveDate>,
    #[serde(default, skip_serializing_if = "is_empty")]
    sort: Text,
    #[serde(default, skip_serializing_if = "is_empty")]
    next_step: Text,
    #[serde(default, skip_serializing_if = "is_empty")]
    signal: Text,
    #[serde(default, skip_serializing_if = "is_empty")]
    from: Text,
    #[serde(default, skip_serializing_if = "is_empty")]
    outcome: Text,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    about: Option<Text>,
    #[serde(default, rename = "final", skip_serializing_if = "is_false")]
    is_final: bool,
}

#[derive(Serialize, Deserialize)]
#[serde(remote = "session::Brief")]
pub(in crate::journal) struct Brief {
    question: Text,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    options: Vec<Text>,
    #[serde(default, skip_serializing_if = "is_empty")]
    default: Text,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    needed_by: Option<NaiveDate>,
    #[serde(default, skip_serializing_if = "is_empty")]
    silence: Text,
}

pub(super) fn is_empty(text: &Text) -> bool {
    text.as_str().is_empty()
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
pub(super) fn is_false(it: &bool) -> bool {
    !it
}
