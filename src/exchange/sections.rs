//! The sections of the Markdown page, in the order people need them.

use super::{
    Audience,
    audience::is_confidential,
    markdown::{Page, escape},
    refined, words,
};
use crate::{
    ceremony::{CaptureKind, Id, Opt, Over},
    session::{
        Brief, Capture, Captured, GivenForecast, NOBODY, PassState, PmAct, PmState, Session,
    },
};

pub(super) fn write(page: &mut Page, session: &Session, audience: Audience) {
    decisions(page, session, audience);
    actions(page, session, audience);
    questions(page, session, audience);
    forecast(page, session);
    refined::write(page, session, audience);
    outcomes(page, session, audience);
    not_yets(page, session, audience);
    blockers(page, session, audience);
    direction(page, session, audience);
    feedback(page, session, audience);
    parked(page, session, audience);
    topics(page, session, audience);
    notes(page, session, audience);
}

/// Topics that may leave, most dots first.
fn topics(page: &mut Page, session: &Session, audience: Audience) {
    let mut ranked = session.ranked().to_vec();
    ranked.retain(|it| audience.may_read_topic(session, &it.title));
    if ranked.is_empty() {
        return;
    }
    page.heading("Topics");
    page.list(ranked.into_iter().map(|it| {
        let dots = it.dots.map_or(String::new(), |n| {
            if n == 1 { " (1 dot)".to_owned() } else { format!(" ({n} dots)") }
        });
        format!("{}{dots}", escape(&it.title))
    }));
}

fn captures(session: &Session, audience: Audience, kind: CaptureKind) -> Vec<&Captured> {
    audience.captures(session, kind).collect()
}

/// What stands under a heading that is always there.
fn nothing(session: &Session, audience: Audience, kind: CaptureKind) -> &'static str {
    if audience.may_read(session, kind)
        || !session.captures().iter().any(|it| it.capture.kind == kind)
    {
        "none"
    } else {
        "kept by the team"
    }
}

fn decisions(page: &mut Page, session: &Session, audience: Audience) {
    page.heading("Decisions");
    let all = captures(session, audience, CaptureKind::Decision);
    if all.is_empty() {
        return page.line(nothing(session, audience, CaptureKind::Decision));
    }
    let rows = (1..).zip(all).map(|(n, Captured { capture, .. })| {
        [n.to_string(), escape(&capture.text), who(&capture.from), words::date(capture.due)]
    });
    page.table(["#", "decision", "by", "look again"], rows);
}

fn actions(page: &mut Page, session: &Session, audience: Audience) {
    page.heading("Actions");
    let all = captures(session, audience, CaptureKind::Action);
    if all.is_empty() {
        return page.line(nothing(session, audience, CaptureKind::Action));
    }
    let rows = all.into_iter().map(|Captured { capture, .. }| {
        [told(session, capture), owner(capture), words::date(capture.due), escape(&capture.signal)]
    });
    page.table(["what", "who", "until", "sign that it worked"], rows);
}

fn owner(capture: &Capture) -> String {
    if capture.owner.is_empty() { NOBODY.to_owned() } else { who(&capture.owner) }
}

/// A person as typed; roles that have short names by these.
fn who(name: &str) -> String {
    match name {
        "po" | "pm" | "sm" => name.to_uppercase(),
        "pjm" => "project manager".to_owned(),
        _ => escape(name),
    }
}

/// What became of a capture here: as written, or as the pass over it ended; an outcome of a loop by its label.
fn became(session: &Session, capture: &Capture) -> String {
    let over =
        |it: &Over| matches!(it, Over::Captured(kind) | Over::Open(kind) if *kind == capture.kind);
    for step in &session.setup().ceremony.steps {
        let Some(passes) = step.passes.as_ref().filter(|it| over(&it.over)) else { continue };
        if let Some(known) = passes.outcomes.iter().find(|it| *it.id.as_str() == *capture.outcome) {
            return escape(&known.label);
        }
        let line = session.passes_of(step).into_iter().find(|it| it.pass.title() == capture.text);
        if let Some(PassState::Done(Some(outcome))) = line.map(|it| it.state) {
            return label(&passes.outcomes, &outcome);
        }
    }
    escape(&capture.outcome)
}

fn label(outcomes: &[Opt], id: &Id) -> String {
    let known = outcomes.iter().find(|it| it.id == *id);
    escape(known.map_or(id.as_str(), |it| &it.label))
}

/// A capture's text, with what became of it behind an arrow.
fn told(session: &Session, capture: &Capture) -> String {
    let (text, became) = (escape(&capture.text), became(session, capture));
    if became.is_empty() { text } else { format!("{text} → {became}") }
}

fn questions(page: &mut Page, session: &Session, audience: Audience) {
    let mut all = captures(session, audience, CaptureKind::Question);
    all.retain(|it| it.capture.outcome.trim().is_empty());
    if all.is_empty() {
        return;
    }
    page.heading("Questions left open");
    let rows = all.into_iter().map(|Captured { capture, .. }| {
        [escape(&capture.text), owner(capture), words::date(capture.due)]
    });
    page.table(["question", "who", "until"], rows);
}

/// The items taken in where a loop over known items ends with `in`.
fn forecast(page: &mut Page, session: &Session) {
    let items = items(session).into_iter().filter(|it| it.outcome.as_deref() == Some("in"));
    let taken: Vec<Item> = items.collect();
    if taken.is_empty() || is_confidential(session) {
        return;
    }
    page.heading("Forecast");
    let sizes: Option<Vec<f64>> = taken.iter().map(|it| it.size.parse().ok()).collect();
    let rows = taken.iter().map(|it| {
        let criteria = if it.criteria == 0 { String::new() } else { it.criteria.to_string() };
        [escape(&it.title), escape(&it.size), criteria]
    });
    page.table(["item", "size", "criteria"], rows);
    let sum = sizes.map(|it| format!("selected {}", it.iter().sum::<f64>()));
    let parts = [sum, range(session), capacity(session)];
    page.line(&parts.into_iter().flatten().collect::<Vec<_>>().join(" · "));
    let added: Vec<String> = session.added_after_goal().iter().map(|it| escape(it)).collect();
    if !added.is_empty() {
        page.line(&format!("Added after the goal was final: {}", added.join(", ")));
    }
}

/// `forecast: low 18, middle 23, high 27`; without one what the last sprints delivered.
fn range(session: &Session) -> Option<String> {
    if let Some(GivenForecast { low, mid, high }) = session.forecast() {
        return Some(format!("forecast: low {low}, middle {mid}, high {high}"));
    }
    let velocities = &session.setup().given.velocities;
    let last: Vec<String> =
        velocities.iter().rev().take(3).rev().map(ToString::to_string).collect();
    (!last.is_empty()).then(|| format!("the last sprints delivered {}", last.join(", ")))
}

/// What was counted; nothing where nobody counted.
fn capacity(session: &Session) -> Option<String> {
    session.capacity_n()?;
    let it = session.capacity();
    Some(format!("{} of {} person-days", it.available, it.full()))
}

/// An item that was talked about.
pub(super) struct Item {
    pub(super) title: String,
    pub(super) size: String,
    pub(super) criteria: usize,
    pub(super) outcome: Option<String>,
}

/// The items of every loop that walks known items and may end in more than one way.
pub(super) fn items(session: &Session) -> Vec<Item> {
    let steps = session.setup().ceremony.steps.iter();
    let loops = steps.filter(|it| {
        let passes = it.passes.as_ref();
        passes.is_some_and(|it| it.over == Over::Items && !it.outcomes.is_empty())
    });
    let item = |title: String, outcome: Option<&Id>| {
        let known = session.item(&crate::ceremony::Text::new(&title)).map(|it| &it.known);
        Item {
            size: known.map(|it| it.size.to_string()).unwrap_or_default(),
            criteria: known.map_or(0, |it| it.criteria.len()),
            outcome: outcome.map(ToString::to_string),
            title,
        }
    };
    let mut found = Vec::new();
    for line in loops.flat_map(|it| session.passes_of(it)) {
        if let PassState::Done(outcome) = &line.state {
            found.push(item(line.pass.title().to_string(), outcome.as_ref()));
        }
    }
    found
}

/// How passes ended, for loops whose outcomes neither a forecast nor the table of refined items tells.
fn outcomes(page: &mut Page, session: &Session, audience: Audience) {
    if is_confidential(session) || audience == Audience::Stakeholders {
        return;
    }
    let mut rows = Vec::new();
    for step in session.setup().ceremony.steps.iter().filter(|it| !refined::tells(it.instrument)) {
        let Some(passes) = &step.passes else { continue };
        for line in session.passes_of(step) {
            let PassState::Done(Some(outcome)) = &line.state else { continue };
            if !told_elsewhere(&passes.over, outcome) {
                let label = label(&passes.outcomes, outcome);
                rows.push([escape(&line.pass.title()), label, escape(&step.short)]);
            }
        }
    }
    if !rows.is_empty() {
        page.heading("Outcomes");
        page.table(["what", "outcome", "step"], rows);
    }
}

/// In the forecast, or beside the capture the pass was about.
fn told_elsewhere(over: &Over, outcome: &Id) -> bool {
    match over {
        Over::Items => outcome.as_str() == "in",
        Over::Captured(kind) => matches!(kind, CaptureKind::Feedback | CaptureKind::Parking),
        _ => false,
    }
}

fn not_yets(page: &mut Page, session: &Session, audience: Audience) {
    let all = captures(session, audience, CaptureKind::NotYet);
    if all.is_empty() {
        return;
    }
    page.heading("Not yet");
    let rows = all.into_iter().map(|Captured { capture, .. }| {
        [escape(&capture.text), who(&capture.from), words::date(capture.due)]
    });
    page.table(["wish", "from", "looked at on"], rows);
}

fn blockers(page: &mut Page, session: &Session, audience: Audience) {
    let mut all = captures(session, audience, CaptureKind::Blocker);
    all.extend(captures(session, audience, CaptureKind::Risk));
    if all.is_empty() {
        return;
    }
    page.heading("Blockers and risks");
    let rows = all.into_iter().map(|Captured { capture, .. }| {
        let kind = match (capture.kind, capture.sort.is_empty()) {
            (CaptureKind::Risk, true) => "risk".to_owned(),
            (CaptureKind::Risk, false) => format!("risk, {}", escape(&capture.sort)),
            _ => escape(&capture.sort),
        };
        let text = told(session, capture);
        [text, kind, owner(capture), words::date(capture.due), escape(&capture.next_step)]
    });
    page.table(["what", "kind", "owner", "until", "next step"], rows);
}

/// What came from product management, what was assumed in its place, and which questions are out.
fn direction(page: &mut Page, session: &Session, audience: Audience) {
    if audience == Audience::Stakeholders || is_confidential(session) {
        return;
    }
    let text = |input: &Id| {
        session.pm_input(input).map_or_else(|| input.to_string(), |(it, _)| escape(&it.text))
    };
    let acts = session.acts().iter().filter_map(|it| match &it.act {
        PmAct::Given => Some(format!("**From the PM:** {} (given)", text(&it.input))),
        PmAct::Carried { assumption: true } => {
            Some(format!("**Carried by the PO as an assumption:** {}", text(&it.input)))
        }
        PmAct::Carried { assumption: false } => {
            Some(format!("**Carried by the PO:** {}", text(&it.input)))
        }
        PmAct::Briefed(brief) => Some(format!("**Brief:** {}", self::brief(brief))),
        PmAct::Answered(answer) => {
            Some(format!("**Answered:** {}: {}", text(&it.input), escape(answer)))
        }
        PmAct::Deferred { until } => {
            let until = until.map(|it| format!(" until {}", words::date(Some(it))));
            Some(format!("**Deferred{}:** {}", until.unwrap_or_default(), text(&it.input)))
        }
        PmAct::Requested | PmAct::Waived => None,
    });
    let mut items: Vec<String> = acts.collect();
    let end = session.records().last().map(|it| it.at).unwrap_or_default();
    let missed = session.all_inputs(end).filter(|it| it.state == PmState::Missed);
    items.extend(missed.map(|it| format!("**Left open:** {}", escape(&it.input.text))));
    if !items.is_empty() {
        page.heading("Product direction");
        page.list(items);
    }
}

/// `question (options); proposed: …; without an answer by 24 Nov: …`.
fn brief(it: &Brief) -> String {
    let options: Vec<String> = it.options.iter().map(|it| escape(it)).collect();
    let options = match &options[..] {
        [] => String::new(),
        some => format!(" ({})", some.join(" / ")),
    };
    let proposed = (!it.default.is_empty()).then(|| format!("proposed: {}", escape(&it.default)));
    let by = it.needed_by.map(|it| format!(" by {}", words::date(Some(it)))).unwrap_or_default();
    let late = match (it.silence.is_empty(), by.is_empty()) {
        (false, _) => Some(format!("without an answer{by}: {}", escape(&it.silence))),
        (true, false) => Some(format!("needed{by}")),
        (true, true) => None,
    };
    let question = format!("{}{options}", escape(&it.question));
    let parts: Vec<String> = [Some(question), proposed, late].into_iter().flatten().collect();
    parts.join("; ")
}

fn feedback(page: &mut Page, session: &Session, audience: Audience) {
    let all = captures(session, audience, CaptureKind::Feedback);
    if all.is_empty() {
        return;
    }
    page.heading("Feedback");
    let rows = all.into_iter().map(|Captured { capture, .. }| {
        [escape(&capture.text), who(&capture.from), became(session, capture)]
    });
    page.table(["what was said", "from", "what becomes of it"], rows);
}

fn parked(page: &mut Page, session: &Session, audience: Audience) {
    let all = captures(session, audience, CaptureKind::Parking);
    if all.is_empty() {
        return;
    }
    page.heading("Parked");
    page.list(all.into_iter().map(|Captured { capture, .. }| {
        let people = (!capture.owner.is_empty()).then(|| format!(" ({})", escape(&capture.owner)));
        let became = Some(became(session, capture)).filter(|it| !it.is_empty());
        let became = became.map(|it| format!(" → {it}"));
        [Some(escape(&capture.text)), people, became].into_iter().flatten().collect::<String>()
    }));
}

fn notes(page: &mut Page, session: &Session, audience: Audience) {
    let all = captures(session, audience, CaptureKind::Note);
    if !all.is_empty() {
        page.heading("Notes");
        page.list(all.into_iter().map(|it| escape(&it.capture.text)));
    }
}
