//! The lists one types into: every command that would be granted now, every key, every flag.

use super::{
    Live, Now,
    keys::Binding,
    picker::{Act, Entry, HELP, Picker},
    words,
};
use crate::{
    ceremony::{CheckInPlace, Condition, FactSource, Id, Opt, Show, Text, WarningSource},
    session::{CardInput, Command, PassState},
};

/// A fact as its palette shows it.
#[derive(Debug, Clone)]
pub struct FactLine {
    pub id: Id,
    pub short: Text,
    pub means: Text,
    pub key: Option<Text>,
    pub value: bool,
    pub by_hand: bool,
}

impl Live {
    /// Facts a person may set: those with a letter, then the tags this ceremony asks for, each a digit away; then the rest.
    pub fn palette_facts(&self, now: Now) -> Vec<FactLine> {
        let mut facts = self.session.facts(self.moment(now));
        facts.retain(|(it, _)| match it.by {
            FactSource::Profile => false,
            FactSource::Tag => self.asks_for(&it.id),
            FactSource::Ask { ref ceremonies, .. } if it.key.is_some() => {
                ceremonies.contains(&self.session.setup().ceremony.id)
            }
            _ => true,
        });
        facts.sort_by_key(|(it, _)| {
            (it.key.is_none(), it.by != FactSource::Tag, !self.asks_for(&it.id))
        });
        let mut digits = ('1'..='9').map(|it| Text::new(it.to_string()));
        let lines = facts.into_iter().map(|(it, state)| FactLine {
            id: it.id.clone(),
            short: it.short.clone(),
            means: it.means.clone(),
            key: it.key.clone().or_else(|| digits.next()),
            value: state.value,
            by_hand: state.by_hand,
        });
        lines.collect()
    }

    /// Whether anything in this ceremony depends on the fact.
    pub(super) fn asks_for(&self, fact: &Id) -> bool {
        let mut steps = self.session.setup().ceremony.steps.iter();
        steps.any(|it| {
            let inputs = it.pm.iter().chain(&it.pjm).map(|it| &it.when);
            let activities = it.po.iter().map(|it| &it.when);
            inputs.chain(activities).any(|it| names(it, fact))
        })
    }
}

fn names(condition: &Condition, fact: &Id) -> bool {
    match condition {
        Condition::Is(it) => it == fact,
        Condition::All(of) | Condition::Any(of) => of.iter().any(|it| names(it, fact)),
        Condition::Not(it) => names(it, fact),
        _ => false,
    }
}

/// Every key of a table, to search and to run.
pub fn help(table: &[Binding]) -> Picker {
    let entries = table.iter().map(|it| entry(it.help, &it.names(), Act::Intent(it.intent)));
    Picker::new(HELP, entries.collect())
}

/// The keys of a screen on which lines only tell.
pub fn keys_only(table: &[Binding]) -> Picker {
    let entries = table.iter().map(|it| entry(it.help, &it.names(), Act::Nothing));
    Picker::new(HELP, entries.collect())
}

/// What may be flagged at this step, for oneself.
pub fn flags(live: &Live) -> Picker {
    let entries = live
        .session
        .flaggable()
        .into_iter()
        .map(|it| command(&it.rule, "flag", Command::Flag(it.id.clone())));
    Picker::new("Flag, for yourself", entries.collect())
}

/// Every command that would be granted now.
pub fn commands(live: &Live, now: Now) -> Picker {
    let keys = live.table().iter().filter(|it| live.offers(it.intent, now));
    let keys = keys.map(|it| entry(it.help, &it.names(), Act::Intent(it.intent)));
    let entries = keys
        .chain(steps(live, now))
        .chain(passes(live))
        .chain(facts(live, now))
        .chain(skips(live, now))
        .chain(old(live, now))
        .chain(warnings(live))
        .chain(reasons(live));
    Picker::new("Commands", entries.collect())
}

fn steps(live: &Live, now: Now) -> Vec<Entry> {
    let steps = live.session.setup().ceremony.steps.iter();
    let reachable = steps.filter(|it| live.leads_there(Command::Jump(it.id.clone()), now));
    reachable
        .map(|it| command(&format!("go to {}", it.title), "step", Command::Jump(it.id.clone())))
        .collect()
}

fn passes(live: &Live) -> Vec<Entry> {
    let ended = live.passes().into_iter().filter(|it| it.state != PassState::Current);
    let titles = ended.map(|it| it.pass.title());
    titles.map(|it| command(&format!("take up {it}"), "pass", Command::ReturnTo(it))).collect()
}

fn facts(live: &Live, now: Now) -> Vec<Entry> {
    let lines = live.palette_facts(now).into_iter();
    lines
        .map(|it| {
            let label = if it.value {
                format!("no longer: {}", it.short)
            } else {
                format!("it is so: {}", it.short)
            };
            command(&label, "fact", Command::SetFact(it.id, !it.value))
        })
        .collect()
}

fn skips(live: &Live, now: Now) -> Vec<Entry> {
    let lines = live.session.activities(live.moment(now)).into_iter();
    let skip =
        lines.map(|(it, _)| (it, Command::Skip { activity: it.id.clone(), why: Text::default() }));
    let granted = skip.filter(|(_, it)| live.grants(it.clone(), now));
    granted.map(|(it, skip)| command(&format!("skip: {}", it.text), "PO", skip)).collect()
}

/// What earlier sessions left open, to be closed here.
fn old(live: &Live, now: Now) -> Vec<Entry> {
    let given = &live.session.setup().given;
    let open = given.open.iter().chain(&given.briefs);
    let ways = open.flat_map(|it| ["done", "dropped"].map(|how| (it, how)));
    let settle =
        ways.map(|(it, how)| (it, how, Command::Settle { id: it.id.clone(), how: Text::new(how) }));
    let granted = settle.filter(|(_, _, it)| live.grants(it.clone(), now));
    granted
        .map(|(it, how, settle)| command(&format!("{how}: {}", it.text), "of before", settle))
        .collect()
}

/// Warnings of this ceremony that speak by themselves: one by one, and all at once.
fn warnings(live: &Live) -> Vec<Entry> {
    let setup = live.session.setup();
    let steps = || setup.ceremony.steps.iter();
    let spoken = setup.warnings.warnings.iter().filter(|it| {
        matches!(it.show, Show::Line | Show::Panel)
            && matches!(it.by, WarningSource::Auto(_))
            && steps().any(|step| step.warnings.contains(&it.id))
    });
    let word = |speaks: bool| if speaks { "quiet" } else { "speak up again" };
    let one = spoken.map(|it| {
        let label = format!("{}: {}", word(live.attention.speaks(&it.id)), it.rule);
        entry(&label, "warning", Act::Switch(Some(it.id.clone())))
    });
    let hints = super::learnt(&live.session).map(|(it, _)| {
        let label = format!("{}: {}", word(live.attention.speaks(&it.id)), it.short);
        entry(&label, "hint", Act::Switch(Some(it.id.clone())))
    });
    let all = format!("{}: every warning", word(!live.attention.are_all_quiet()));
    let any = steps().any(|it| !it.warnings.is_empty());
    let all = any.then(|| entry(&all, "warnings", Act::Switch(None)));
    all.into_iter().chain(one).chain(hints).collect()
}

fn reasons(live: &Live) -> Vec<Entry> {
    let reasons = live.session.setup().ceremony.exits.abort.iter();
    let stop =
        |(n, it): (usize, &Opt)| entry(&format!("stop: {}", it.label), "for good", Act::Stop(n));
    reasons.enumerate().map(stop).collect()
}

fn command(label: &str, note: &str, command: Command) -> Entry {
    entry(label, note, Act::Command(Box::new(command)))
}

fn entry(label: &str, note: &str, act: Act) -> Entry {
    Entry { label: label.to_owned(), note: note.to_owned(), act, off: false }
}

/// Formats that fit, the proposed one first, and where cards may be written.
pub fn formats(live: &Live, now: Now) -> Picker {
    let (session, at) = (&live.session, live.moment(now));
    let here = session.format().map(|it| it.id.clone());
    let proposed = session.proposed_format(at);
    let set = |format: &Id, input| Command::SetBoard { format: format.clone(), input };
    let first = proposed.iter().map(|(it, why)| {
        let label = format!("{}: {}", it.title, words::because(*why, it));
        command(&label, "proposed", set(&it.id, session.card_input()))
    });
    let known = proposed.map(|it| it.0.id.clone());
    let others = session.offered_formats(at).filter(|it| Some(&it.id) != known.as_ref());
    let others = others.map(|it| {
        let label = format!("{}: {}", it.title, it.best);
        command(&label, "format", set(&it.id, session.card_input()))
    });
    let inputs =
        [(CardInput::Wall, "cards on a wall"), (CardInput::Typed, "cards typed here, hidden")];
    let inputs = inputs.into_iter().flat_map(|(input, label)| {
        here.iter().map(move |it| command(label, "cards", set(it, input)))
    });
    Picker::new("Format", inputs.chain(first).chain(others).collect())
}

/// Ways to check in or out at this step.
pub fn check_ins(live: &Live) -> Picker {
    let all = live.session.check_ins().into_iter();
    let entries = all.map(|it| {
        let label = format!("{}: {}", it.title, it.ask);
        command(&label, &format!("{} min", it.minutes.0), Command::ChooseCheckIn(it.id.clone()))
    });
    let place = live.session.step().and_then(|it| it.check_in);
    let title = if place == Some(CheckInPlace::Closing) { "Closing" } else { "Check-in" };
    Picker::new(title, entries.collect())
}

/// The kinds of capture in the order the pop-up lists them: the step's own first.
pub fn kinds(live: &Live) -> Vec<(char, &'static str)> {
    let own = live.session.step().map(|it| it.captures.clone()).unwrap_or_default();
    let rest = crate::ceremony::CaptureKind::ALL.into_iter().filter(|it| !own.contains(it));
    own.iter().copied().chain(rest).map(|it| (words::letter(it), words::kind(it))).collect()
}
