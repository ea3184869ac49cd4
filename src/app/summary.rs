//! The summary of a session that has ended or is looked at: what was decided first, the numbers last.

use super::{Effect, Intent, Reply, Stored, Turn, briefing, words};
use crate::{
    ceremony::{CaptureKind, Text},
    session::{Brief, Captured, Moment, PassTime, Phase, Session, Summary, Talk},
};

#[derive(Debug)]
pub struct SummaryPage {
    pub title: Text,
    pub note: String,
    pub lines: Vec<SummaryLine>,
    pub top: usize,
    /// What the keys for its briefs look at.
    session: Session,
}

/// One line of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SummaryLine {
    Heading(String),
    Item(String),
    /// A line of numbers, quieter.
    Quiet(String),
    Blank,
}

impl SummaryPage {
    pub fn of(session: &Session, at: Moment) -> SummaryPage {
        let opened = &session.setup().opened;
        let state = match session.ending() {
            Some(it) => words::ending(session, it),
            None => "not ended".to_owned(),
        };
        let sprint =
            if opened.sprint.is_empty() { String::new() } else { format!(" · {}", opened.sprint) };
        SummaryPage {
            title: Text::new(format!("{} · {}{sprint}", opened.title, opened.team_name)),
            note: state,
            lines: lines(session, &session.summary(at)),
            top: 0,
            session: session.clone(),
        }
    }

    pub fn stored(stored: Stored) -> SummaryPage {
        let last = stored.records.last().map_or(Moment(0), |it| it.at);
        let session = Session::replay(stored.setup.into(), &stored.records, last);
        let mut page = SummaryPage::of(&session, last);
        page.lines.extend(stored.notices.iter().map(|it| SummaryLine::Quiet(it.to_string())));
        page
    }

    pub fn update(&mut self, intent: Intent) -> Reply {
        let last = self.lines.len().saturating_sub(1);
        self.top = match intent {
            Intent::Up => self.top.saturating_sub(1),
            Intent::Down => self.top + 1,
            Intent::PageUp => self.top.saturating_sub(10),
            Intent::PageDown => self.top + 10,
            Intent::First => 0,
            Intent::Leave => return Reply::turn(Turn::Back),
            Intent::Quit => return Effect::Quit.into(),
            Intent::Suspend => return Effect::Suspend.into(),
            Intent::Copy => {
                let reply = Reply::from(Effect::Copy(self.text()));
                return reply.and(Reply::say("Copied to the clipboard."));
            }
            Intent::CopyBriefs => return briefing::copy(&self.session),
            Intent::WriteBriefs => return briefing::write(&self.session),
            _ => self.top,
        }
        .min(last);
        Reply::none()
    }

    fn text(&self) -> Text {
        let lines = self.lines.iter().map(|it| match it {
            SummaryLine::Heading(it) | SummaryLine::Quiet(it) => it.clone(),
            SummaryLine::Item(it) => format!("- {it}"),
            SummaryLine::Blank => String::new(),
        });
        let body: Vec<String> = lines.collect();
        Text::new(format!("{}\n\n{}", self.title, body.join("\n")))
    }
}

fn lines(session: &Session, it: &Summary) -> Vec<SummaryLine> {
    let mut lines = Vec::new();
    for (kind, of) in [
        (CaptureKind::Decision, &it.decisions),
        (CaptureKind::Action, &it.actions),
        (CaptureKind::Question, &it.questions),
    ] {
        section(&mut lines, words::kinds(kind), items(of), Some("none"));
    }
    section(&mut lines, "Sprint Goal", it.goal.iter().map(ToString::to_string).collect(), None);
    let answers = it.choices.iter().map(|(ask, answer)| format!("{ask} {answer}")).collect();
    section(&mut lines, "Answers", answers, None);
    for (kind, of) in [
        (CaptureKind::Blocker, &it.blockers),
        (CaptureKind::Risk, &it.risks),
        (CaptureKind::Parking, &it.parked),
        (CaptureKind::NotYet, &it.not_yets),
        (CaptureKind::Feedback, &it.feedback),
        (CaptureKind::Note, &it.notes),
    ] {
        section(&mut lines, words::kinds(kind), items(of), None);
    }
    section(&mut lines, "Votes", votes(session), None);
    section(&mut lines, "Outcomes", outcomes(session, it), None);
    let pm = it.pm.iter().map(|it| format!("{}: {}", words::pm_state(&it.state), it.text));
    section(&mut lines, "Product manager inputs", pm.collect(), None);
    briefs(&mut lines, session);
    let overridden =
        it.overridden.iter().map(|(guard, why)| format!("{}: {why}", short(session, guard)));
    section(&mut lines, "Set aside, with a reason", overridden.collect(), None);
    lines.push(SummaryLine::Heading("Time".to_owned()));
    lines.extend(times(session, it).into_iter().map(SummaryLine::Quiet));
    lines
}

/// Every open brief with what makes it answerable, and the keys that hand it on.
fn briefs(lines: &mut Vec<SummaryLine>, session: &Session) {
    let open = briefing::open_briefs(session);
    if open.is_empty() {
        return;
    }
    lines.push(SummaryLine::Heading("Open briefs".to_owned()));
    for Brief { question, options, default, needed_by, silence } in open {
        let due = needed_by.map(|it| it.format(" (by %-d %b)").to_string()).unwrap_or_default();
        lines.push(SummaryLine::Item(format!("{question}{due}")));
        let options: Vec<&str> = options.iter().map(|it| &**it).collect();
        let told = [
            ("options", options.join(" · ")),
            ("we recommend", default.to_string()),
            ("if we hear nothing", silence.to_string()),
        ];
        let told = told.into_iter().filter(|(_, it)| !it.is_empty());
        lines.extend(told.map(|(name, it)| SummaryLine::Quiet(format!("  {name}: {it}"))));
    }
    lines.push(SummaryLine::Quiet("b copies them, w writes them to a file".to_owned()));
    lines.push(SummaryLine::Blank);
}

fn section(lines: &mut Vec<SummaryLine>, title: &str, items: Vec<String>, none: Option<&str>) {
    if items.is_empty() && none.is_none() {
        return;
    }
    lines.push(SummaryLine::Heading(title.to_owned()));
    if items.is_empty() {
        lines.extend(none.map(|it| SummaryLine::Quiet(it.to_owned())));
    }
    lines.extend(items.into_iter().map(SummaryLine::Item));
    lines.push(SummaryLine::Blank);
}

fn items(of: &[Captured]) -> Vec<String> {
    of.iter().map(|it| words::capture(&it.capture)).collect()
}

fn votes(session: &Session) -> Vec<String> {
    let title = |id: &crate::ceremony::Id| {
        let pulse = session.setup().pulses.iter().find(|it| it.id == *id);
        pulse.map_or_else(|| id.to_string(), |it| it.title.to_string())
    };
    session
        .reveals()
        .iter()
        .map(|it| format!("{}: {}", title(&it.pulse), words::tally(&it.tally)))
        .collect()
}

fn outcomes(session: &Session, it: &Summary) -> Vec<String> {
    let mut lines = Vec::new();
    for time in &it.steps {
        let options =
            session.step_of(&time.id).and_then(|it| it.passes.as_ref()).map(|it| &it.outcomes);
        for PassTime { title, outcome, .. } in &time.passes {
            let label = options
                .zip(outcome.as_ref())
                .and_then(|(of, id)| of.iter().find(|it| it.id == *id));
            lines.extend(label.map(|it| format!("{}: {title}", it.label)));
        }
    }
    lines
}

fn short(session: &Session, guard: &crate::ceremony::Id) -> String {
    let guards = session.setup().ceremony.steps.iter().flat_map(|it| &it.guards);
    let known = guards.into_iter().find(|it| it.id == *guard);
    known.map_or_else(|| guard.to_string(), |it| it.short.to_string())
}

fn times(session: &Session, it: &Summary) -> Vec<String> {
    let mut lines =
        vec![format!("in all {} of {}", words::span(it.elapsed_s), words::span(it.planned_s))];
    if it.paused_s > 0 {
        lines.push(format!("paused {}", words::span(it.paused_s)));
    }
    if it.left_out_s > 0 {
        lines.push(format!("left out {}", words::span(it.left_out_s)));
    }
    if it.chosen.1 > 0 {
        lines.push(format!("extended by vote {}", words::span(it.chosen.0)));
    }
    if it.hat_s > 0 {
        lines.push(format!("under the strategy hat {}", words::span(it.hat_s)));
    }
    lines.extend(given_back(session, it));
    lines.extend(it.talk.iter().flat_map(talk));
    lines.extend(it.steps.iter().map(|it| {
        let outside = if it.outside { ", on its own clock" } else { "" };
        let (spent, planned) = (words::span(it.spent_s), words::span(it.planned_s));
        format!("{spent:>9} of {planned:<9} {}{outside}", it.title)
    }));
    lines
}

/// Who spoke how long in the rounds, by role, and how evenly.
fn talk(talk: &Talk) -> Vec<String> {
    let roles = talk.roles.iter().map(|(role, it)| format!("{} {} %", words::role(*role), it.0));
    let spoke = format!("spoke in rounds: {}", roles.collect::<Vec<_>>().join(", "));
    let even = talk.balance.map(|it| {
        format!("balance of turns {} (100: all alike, towards 0: one spoke alone)", it.0)
    });
    std::iter::once(spoke).chain(even).collect()
}

fn given_back(session: &Session, it: &Summary) -> Option<String> {
    let merit = session.setup().ceremony.gives_back;
    let minutes = it.planned_s.saturating_sub(it.elapsed_s) / 60;
    let shown = merit && minutes > 0 && session.phase() == Phase::Ended;
    shown.then(|| format!("given back {minutes} min × {} people", it.people))
}
