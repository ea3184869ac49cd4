//! Every sentence and label that does not come from an asset, in one table, so that a translation can overlay them.

mod board;
mod keeping;
mod refusals;

pub use board::{because, release};
pub use keeping::{kept, left_open, past};
pub use refusals::refusal;

use crate::{
    ceremony::{CaptureKind, Condition, Fact, Id, PmMode, Role, Secs, Text, whole_minutes},
    history::{Kind, forecast::TooLittle},
    session::{Capture, Ending, NOBODY, PmAct, PmLine, PmState, Session, Tally},
};

/// What was done about a PM input.
pub fn pm_act(act: &PmAct) -> &'static str {
    match act {
        PmAct::Requested => "asked",
        PmAct::Given => "given",
        PmAct::Carried { .. } => "carried by you",
        PmAct::Briefed(_) => "brief sent",
        PmAct::Answered(_) => "brief answered",
        PmAct::Deferred { .. } => "put off",
        PmAct::Waived => "not needed",
    }
}

/// The letter of a kind: in the capture pop-up and in the captured line.
pub fn letter(kind: CaptureKind) -> char {
    match kind {
        CaptureKind::Note => 'n',
        CaptureKind::Decision => 'd',
        CaptureKind::Action => 'a',
        CaptureKind::Blocker => 'b',
        CaptureKind::Question => 'q',
        CaptureKind::Risk => 'r',
        CaptureKind::Parking => 'p',
        CaptureKind::NotYet => 'y',
        CaptureKind::Feedback => 'f',
        CaptureKind::Goal => 'g',
    }
}

pub fn kind(kind: CaptureKind) -> &'static str {
    match kind {
        CaptureKind::Note => "note",
        CaptureKind::Decision => "decision",
        CaptureKind::Action => "action",
        CaptureKind::Blocker => "blocker",
        CaptureKind::Question => "question",
        CaptureKind::Risk => "risk",
        CaptureKind::Parking => "parked topic",
        CaptureKind::NotYet => "not yet",
        CaptureKind::Feedback => "feedback",
        CaptureKind::Goal => "goal",
    }
}

pub fn kinds(kind: CaptureKind) -> &'static str {
    match kind {
        CaptureKind::Note => "Notes",
        CaptureKind::Decision => "Decisions",
        CaptureKind::Action => "Actions",
        CaptureKind::Blocker => "Blockers",
        CaptureKind::Question => "Open questions",
        CaptureKind::Risk => "Risks",
        CaptureKind::Parking => "Parked",
        CaptureKind::NotYet => "Not yet",
        CaptureKind::Feedback => "Feedback",
        CaptureKind::Goal => "Goal",
    }
}

/// What a ledger calls one of its entries.
pub fn ledger_kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Action => "action",
        Kind::Blocker => "blocker",
        Kind::Question => "question",
        Kind::Brief => "brief",
        Kind::NotYet => "not-yet",
        Kind::Parking => "parked topic",
    }
}

pub fn ledger_kinds(kind: Kind) -> &'static str {
    match kind {
        Kind::Action => "Actions",
        Kind::Blocker => "Blockers",
        Kind::Question => "Questions",
        Kind::Brief => "Briefs",
        Kind::NotYet => "Not yet",
        Kind::Parking => "Parked",
    }
}

/// A capture with who and when in brackets.
pub fn capture(it: &Capture) -> String {
    let due = it.due.map(|it| it.format("%-d %b").to_string());
    let owner = (!it.owner.is_empty()).then(|| named(&it.owner));
    let extra: Vec<String> = match it.kind {
        CaptureKind::Action | CaptureKind::Blocker | CaptureKind::Question => {
            owner.into_iter().chain(due).collect()
        }
        CaptureKind::Risk => owner.into_iter().filter(|it| it != NOBODY).collect(),
        CaptureKind::NotYet => due.into_iter().map(|it| format!("look again {it}")).collect(),
        CaptureKind::Parking => owner.into_iter().collect(),
        CaptureKind::Decision => {
            Some(named(&it.from)).filter(|it| !it.is_empty()).into_iter().collect()
        }
        CaptureKind::Goal => it.is_final.then(|| "final".to_owned()).into_iter().collect(),
        CaptureKind::Note | CaptureKind::Feedback => Vec::new(),
    };
    let outcome =
        if it.outcome.is_empty() { String::new() } else { format!(" → {}", it.outcome) };
    if extra.is_empty() {
        format!("{}{outcome}", it.text)
    } else {
        format!("{} ({}){outcome}", it.text, extra.join(", "))
    }
}

/// Who is meant: roles are kept by their ids.
pub fn named(name: &str) -> String {
    let roles = [Role::Po, Role::Pm, Role::Sm, Role::Pjm];
    let known = roles.into_iter().find(|it| it.word() == name);
    known.map_or_else(|| name.to_owned(), |it| role(it).to_owned())
}

pub fn role(role: Role) -> &'static str {
    match role {
        Role::Po => "product owner",
        Role::Pm => "product manager",
        Role::Dev => "developer",
        Role::Sm => "Scrum Master",
        Role::Pjm => "project manager",
        Role::Stakeholder => "guest",
    }
}

/// A role where there is room for a few letters only.
pub fn short_role(role: Role) -> &'static str {
    match role {
        Role::Po => "PO",
        Role::Pm => "PM",
        Role::Dev => "devs",
        Role::Sm => "SM",
        Role::Pjm => "PjM",
        Role::Stakeholder => "others",
    }
}

/// How an input is given, in two or three words.
pub fn mode(mode: PmMode) -> &'static str {
    match mode {
        PmMode::Live => "in the room",
        PmMode::OnCall => "fetched for it",
        PmMode::Async => "by brief",
        PmMode::Inform => "a note goes out",
        PmMode::Carry => "the PO carries it",
        PmMode::Defer => "later",
        PmMode::Waive => "not needed",
    }
}

/// What became of an input.
pub fn pm_state(state: &PmState) -> &'static str {
    match state {
        PmState::Dormant => "nothing calls for it",
        PmState::SpokenFor(_) => "settled before",
        PmState::Nobody => "nobody for it in this profile; nothing is lost",
        PmState::Applicable => "open",
        PmState::Requested => "asked",
        PmState::Informed => "goes out with the summary",
        PmState::Given => "given",
        PmState::Carried { assumption: false } => "carried by the PO",
        PmState::Carried { assumption: true } => "carried, as an assumption",
        PmState::BriefSent => "brief drafted",
        PmState::Answered => "answered",
        PmState::Deferred => "deferred",
        PmState::Waived => "not needed",
        PmState::NotUsed => "not used",
        PmState::Missed => "left open",
    }
}

/// Why an input applies, or why it stays grey.
pub fn why(session: &Session, line: &PmLine) -> String {
    match &line.state {
        PmState::Dormant | PmState::NotUsed => {
            format!("if: {}", condition(session, &line.input.when))
        }
        PmState::SpokenFor(step) => {
            let at = session.step_of(step).map_or("before", |it| &it.short);
            format!("settled at {at}")
        }
        PmState::Applicable | PmState::Requested => {
            let causes: Vec<&str> = line.causes.iter().map(|it| fact(session, it)).collect();
            if causes.is_empty() {
                "applies always".to_owned()
            } else {
                format!("applies: {}", causes.join(", "))
            }
        }
        state => pm_state(state).to_owned(),
    }
}

fn fact<'a>(session: &'a Session, id: &'a Id) -> &'a str {
    session.fact(id).map_or(id.as_str(), |it: &Fact| &it.short)
}

/// A condition in words, as far as it names facts; what stands alone comes before a choice.
pub fn condition(session: &Session, it: &Condition) -> String {
    let say = |it: &Condition| condition(session, it);
    let each = |of: &[Condition]| of.iter().map(say).collect::<Vec<String>>();
    let is_choice = |it: &&Condition| matches!(it, Condition::Any(of) if of.len() > 1);
    match it {
        Condition::Always => "always".to_owned(),
        Condition::Never => "never".to_owned(),
        Condition::Asked => "somebody says so".to_owned(),
        Condition::Is(it) => fact(session, it).to_owned(),
        Condition::All(of) => {
            let (choices, alone): (Vec<_>, Vec<_>) = of.iter().partition(is_choice);
            let alone = alone.into_iter().map(say);
            let choices = choices.into_iter().map(|it| format!("either {}", say(it)));
            alone.chain(choices).collect::<Vec<String>>().join(" and ")
        }
        Condition::Any(of) => each(of).join(" or "),
        Condition::Not(inner) => match &**inner {
            Condition::Any(of) if of.len() > 1 => format!("neither {}", each(of).join(" nor ")),
            Condition::All(of) if of.len() > 1 => format!("not both {}", say(inner)),
            it => format!("not {}", say(it)),
        },
        Condition::In(_)
        | Condition::Measure(..)
        | Condition::Compare(..)
        | Condition::Chosen(_)
        | Condition::Chose(..)
        | Condition::Says(..)
        | Condition::Opens(..) => "the numbers say so".to_owned(),
    }
}

/// Values of a vote, lowest first: `2 3 3 5`, or ok and low for a private one.
pub fn tally(it: &Tally) -> String {
    match it {
        Tally::Ok => "ok".to_owned(),
        Tally::Low => "low".to_owned(),
        Tally::Counts(counts) => {
            let all = counts.iter().flat_map(|(value, n)| {
                std::iter::repeat_n(value.to_string(), usize::try_from(*n).unwrap_or(0).min(200))
            });
            all.collect::<Vec<String>>().join(" ")
        }
    }
}

pub fn ending(session: &Session, it: &Ending) -> String {
    match it {
        Ending::Done => "completed".to_owned(),
        Ending::Early => "ended early".to_owned(),
        Ending::Aborted { reason, words } => {
            let reasons = &session.setup().ceremony.exits.abort;
            let label =
                reasons.iter().find(|it| it.id == *reason).map_or(reason.as_str(), |it| &it.label);
            if words.is_empty() {
                format!("aborted: {label}")
            } else {
                format!("aborted: {label}, {words}")
            }
        }
    }
}

/// `5 min`, `45 s`, `1:30 h`.
pub fn span(secs: u64) -> String {
    match secs {
        0..60 => format!("{secs} s"),
        60..3600 if secs.is_multiple_of(60) => format!("{} min", secs / 60),
        60..3600 => format!("{}:{:02} min", secs / 60, secs % 60),
        _ => hours(secs),
    }
}

fn hours(secs: u64) -> String {
    let minutes = whole_minutes(secs);
    format!("{}:{:02} h", minutes / 60, minutes % 60)
}

/// `12:30 min of 15 min`; in hours as soon as one of them takes one: `0:36 h of 1:05 h`.
pub fn span_of(spent: u64, planned: u64) -> String {
    if spent.max(planned) < 3600 {
        return format!("{} of {}", span(spent), span(planned));
    }
    format!("{} of {}", hours(spent), hours(planned))
}

/// `1 dot`, `3 dots`.
pub fn dots(many: u32) -> String {
    if many == 1 { "1 dot".to_owned() } else { format!("{many} dots") }
}

pub fn box_of(it: Secs) -> String {
    span(u64::from(it.0))
}

/// At most this many characters of a text, the last of them `…` where more follows.
pub(super) fn cut(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    let kept: String = text.chars().take(most.saturating_sub(1)).collect();
    kept.trim_end().to_owned() + "…"
}

/// As much of a text as a line has room for.
fn short(text: &Text) -> String {
    text.chars().take(30).collect()
}

/// Why there is no forecast.
pub fn too_little(why: TooLittle) -> Text {
    match why {
        TooLittle::Sprints { have, need } => format!("{have} of at least {need} sprints").into(),
        TooLittle::Zeros { zeros, of } => {
            format!("{zeros} of the last {of} sprints delivered nothing").into()
        }
    }
}
