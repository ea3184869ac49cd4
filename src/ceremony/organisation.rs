//! Who the people are: roles, teams, and the profiles of how an organisation splits PO and PM.

use serde::{Deserialize, Serialize};

use super::{Id, Minutes, Percent, PmMode, Text};

/// PM is the product manager; the project manager is `Pjm`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Role {
    Po,
    Pm,
    Dev,
    Sm,
    Pjm,
    Stakeholder,
}

impl Role {
    /// What records and scripts call it.
    pub fn word(self) -> &'static str {
        match self {
            Role::Po => "po",
            Role::Pm => "pm",
            Role::Dev => "dev",
            Role::Sm => "sm",
            Role::Pjm => "pjm",
            Role::Stakeholder => "stakeholder",
        }
    }
}

/// How an organisation splits PO and PM. It changes who is asked, never whether the question matters.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Profile {
    pub id: Id,
    pub title: Text,
    pub pm: PmKind,
    pub project_manager: bool,
    /// The `org.*` facts it makes true.
    pub facts: Vec<Id>,
    /// Modes in which a PM can take part here; `live_in` widens them for the named ceremonies.
    pub modes: Vec<PmMode>,
    #[serde(default)]
    pub live_in: Vec<Id>,
    pub panel: Panel,
    /// A carried input runs the strategy-hat counter.
    pub hat: bool,
    #[serde(default)]
    pub hat_target: Minutes,
    #[serde(default)]
    pub inform_after: Vec<Id>,
    #[serde(default)]
    pub answer_hours: Option<u32>,
    #[serde(default)]
    pub sync_days: Option<u32>,
    /// Questions of several POs go out as one brief.
    #[serde(default)]
    pub bundle: bool,
    pub team_hint: Text,
    pub warnings: Vec<ProfileWarning>,
    pub note: Text,
    pub sources: Vec<Text>,
}

/// What the organisation has for a product manager.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum PmKind {
    /// One person is PM and PO.
    Combined,
    Separate,
    /// One PM for several POs.
    Shared,
    None,
}

/// The PM panel's title, and its sentence while nothing applies (none: the step's own line).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Panel {
    pub title: Text,
    #[serde(default)]
    pub idle: Option<Text>,
}

/// Shown on the home page and in the private debrief only.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProfileWarning {
    pub id: Id,
    pub rule: Text,
    pub say: Text,
    pub sources: Vec<Text>,
}

/// A team as its file tells it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Team {
    pub id: Id,
    pub name: Text,
    pub members: Vec<Member>,
    #[serde(default)]
    pub profile: Option<Id>,
    #[serde(default)]
    pub sprint: Option<Sprint>,
    /// Days people work; Monday to Friday when left out.
    #[serde(default)]
    pub workdays: Vec<Weekday>,
    /// Plain dates (`2026-12-24`) on which nobody works.
    #[serde(default)]
    pub free_days: Vec<chrono::NaiveDate>,
    /// Ceremony id and the usual local start, `09:30`.
    #[serde(default)]
    pub times: Vec<(Id, Text)>,
    #[serde(default)]
    pub product_goal: Text,
    #[serde(default)]
    pub sprint_goal: Text,
    /// Dated launches and promises: date and what.
    #[serde(default)]
    pub launches: Vec<(chrono::NaiveDate, Text)>,
    #[serde(default)]
    pub titles: Titles,
    /// The cards the developers size with.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deck: Option<Id>,
    /// The team's own lines of the readiness list.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub ready: Vec<Text>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Member {
    pub name: Text,
    pub roles: Vec<Role>,
    /// How much of a full week; 100 when left out.
    #[serde(default = "full")]
    pub share: Percent,
    /// Whether the person is expected in ceremonies; guests and a shared PM often are not.
    #[serde(default = "yes")]
    pub usual: bool,
}

fn full() -> Percent {
    Percent(100)
}

fn yes() -> bool {
    true
}

/// Sprint and days left follow from the date.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sprint {
    /// The number of the sprint that starts on `start`.
    pub first: u32,
    pub start: chrono::NaiveDate,
    /// Working days in a sprint: 5, 10, 15 or 20.
    pub days: u32,
}

/// Local titles replace labels, never words inside sentences.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Titles {
    pub po: Option<Text>,
    pub pm: Option<Text>,
    pub sm: Option<Text>,
    pub pjm: Option<Text>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Weekday {
    Mon,
    Tue,
    Wed,
    Thu,
    Fri,
    Sat,
    Sun,
}
