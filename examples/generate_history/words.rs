//! What people of an invented team write down. Made of parts, so that years of it do not read all the same.

use rand::{RngExt, seq::IndexedRandom};
use rand_chacha::ChaCha8Rng;

const THINGS: [&str; 24] = [
    "the export",
    "the card reader",
    "sign-in",
    "the refund page",
    "the tax number",
    "receipts",
    "the shop list",
    "the price import",
    "the test shop",
    "the nightly build",
    "the help page",
    "the month view",
    "the partner's test account",
    "the sales chart",
    "offline mode",
    "the till",
    "the customer merge",
    "the search",
    "the onboarding guide",
    "the mail template",
    "the audit log",
    "the voucher code",
    "the opening hours",
    "the staff rota",
];
const VERBS: [&str; 12] = [
    "Ask support about",
    "Write down the rule for",
    "Show a draft of",
    "Measure",
    "Split the work on",
    "Try a day without",
    "Pair on",
    "Talk to two shops about",
    "Remove the old switch for",
    "Add a check for",
    "Draw the flow of",
    "Agree who decides about",
];
const RULES: [&str; 10] = [
    "first, without animation",
    "only for pilot shops",
    "after the market hall",
    "rounds once a day",
    "stays as it is this sprint",
    "goes before the chart",
    "needs no approval from outside",
    "is done when a shop used it",
    "moves to the next sprint",
    "gets one owner",
];
const TROUBLES: [&str; 10] = [
    "is locked",
    "fails at night",
    "has no test data",
    "needs a contract",
    "waits for a review",
    "breaks on old tablets",
    "has no owner",
    "is slower than last week",
    "answers in German only",
    "waits for the other team",
];
pub(crate) const TOPICS: [&str; 9] = [
    "Reviews wait too long",
    "Who decides about scope",
    "Late changes",
    "Test data",
    "Too many meetings",
    "Support questions at noon",
    "Estimates and anchors",
    "Handover to the other team",
    "Quiet mornings",
];
const GOALS: [&str; 8] = [
    "A shop owner exports a month of sales alone",
    "A new shop takes a first payment in a morning",
    "Nobody enters a price twice",
    "A refund takes one minute",
    "Support hears of no lost receipt",
    "A shop without network can sell for a day",
    "The tax office accepts our file as it is",
    "A helper finds any sale in ten seconds",
];

/// One of them.
pub(crate) fn one<'a>(rng: &mut ChaCha8Rng, of: &[&'a str]) -> &'a str {
    of.choose(rng).copied().unwrap_or_default()
}

fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map(|it| it.to_uppercase().chain(chars).collect()).unwrap_or_default()
}

fn joined(rng: &mut ChaCha8Rng, first: &[&str], second: &[&str]) -> String {
    capital(&format!("{} {}", one(rng, first), one(rng, second)))
}

pub(crate) fn action(rng: &mut ChaCha8Rng) -> String {
    joined(rng, &VERBS, &THINGS)
}

pub(crate) fn decision(rng: &mut ChaCha8Rng) -> String {
    joined(rng, &THINGS, &RULES)
}

pub(crate) fn trouble(rng: &mut ChaCha8Rng) -> String {
    joined(rng, &THINGS, &TROUBLES)
}

pub(crate) fn question(rng: &mut ChaCha8Rng) -> String {
    const ASK: [&str; 4] = [
        "Who decides about",
        "How many shops use",
        "What does the law say about",
        "When do we drop",
    ];
    format!("{}?", joined(rng, &ASK, &THINGS))
}

pub(crate) fn wish(rng: &mut ChaCha8Rng) -> String {
    const WISH: [&str; 4] =
        ["A second language for", "Colours for", "A phone view of", "An API for"];
    joined(rng, &WISH, &THINGS)
}

pub(crate) fn item(rng: &mut ChaCha8Rng) -> String {
    const WORK: [&str; 6] = ["Change", "Print", "Undo", "Explain", "Speed up", "Rework"];
    joined(rng, &WORK, &THINGS)
}

pub(crate) fn note(rng: &mut ChaCha8Rng) -> String {
    let number = rng.random_range(2..60);
    format!("{}; seen {number} times", trouble(rng))
}

pub(crate) fn goal(rng: &mut ChaCha8Rng) -> String {
    one(rng, &GOALS).to_owned()
}
