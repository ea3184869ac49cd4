//! After a mistake that stops the reader: the mistakes of the other parts, and what is left to be checked.

use std::ops::Range;

use serde::de::DeserializeOwned;

use super::{
    Activity, Asset, BacklogItem, Branch, Choice, Fact, Guard, Limits, Member, Mode, PmInput,
    ProfileWarning, Step, Warning,
    asset::{Found, in_words, parse},
    source::{Node, Place},
};

/// Reading stops at the first mistake; reading each part by itself finds the mistakes of the others.
pub(super) fn others(text: &str, tree: &Node, found: &mut Vec<Found>) {
    match tree.word.as_str() {
        "Ceremony" => {
            each::<Mode>(text, tree.field("modes"), found);
            for step in tree.field("steps").parts() {
                let before = found.len();
                steps_parts(text, step, found);
                if found.len() == before {
                    one::<Step>(text, step, found);
                }
            }
        }
        "Facts" => each::<Fact>(text, tree.field("facts"), found),
        "Warnings" => each::<Warning>(text, tree.field("warnings"), found),
        "Profile" => each::<ProfileWarning>(text, tree.field("warnings"), found),
        "Backlog" => each::<BacklogItem>(text, tree.field("items"), found),
        "Team" => each::<Member>(text, tree.field("members"), found),
        _ => {}
    }
}

fn steps_parts(text: &str, step: &Node, found: &mut Vec<Found>) {
    each::<Activity>(text, step.field("po"), found);
    each::<PmInput>(text, step.field("pm"), found);
    each::<PmInput>(text, step.field("pjm"), found);
    each::<Choice>(text, step.field("choices"), found);
    each::<Guard>(text, step.field("guards"), found);
    each::<Branch>(text, step.field("branches"), found);
}

/// A field that was left out answers with its owner, whose text is no list.
pub(crate) fn each<T: DeserializeOwned>(text: &str, list: &Node, found: &mut Vec<Found>) {
    if text[list.span.clone()].starts_with('[') {
        for it in list.parts() {
            one::<T>(text, it, found);
        }
    }
}

pub(crate) fn one<T: DeserializeOwned>(text: &str, node: &Node, found: &mut Vec<Found>) {
    if let Err(it) = parse::<T>(&text[node.span.clone()]) {
        let (line, col) = (it.span.start.line, it.span.start.col);
        let place = if line == 1 {
            Place { line: node.at.line, col: node.at.col + col - 1 }
        } else {
            Place { line: node.at.line + line - 1, col }
        };
        found.push((place, in_words(&it.code)));
    }
}

/// The asset without what cannot be read, and its tree; none where other parts depend on what is missing.
///
/// Only for ceremonies, the one kind whose parts refer to each other: broken activities, inputs and guards are left out, a
/// broken field of a step or the limits is replaced by one that has no problem of its own.
pub(super) fn rest(text: &str, mut tree: Node) -> (Option<Asset>, Node) {
    if tree.word != "Ceremony" {
        return (None, tree);
    }
    let mut cuts = Cuts { text, list: Vec::new() };
    let limits = tree.field("limits").span.clone();
    if parse::<Limits>(&text[limits.clone()]).is_err() {
        cuts.list.push((limits, "(target:(base:Minutes(10)),extends:true)"));
    }
    tree.each_in("steps", |step| {
        cuts.drop_broken::<Activity>(step, "po");
        cuts.drop_broken::<PmInput>(step, "pm");
        cuts.drop_broken::<PmInput>(step, "pjm");
        cuts.drop_broken::<Guard>(step, "guards");
        cuts.mend(step);
    });
    let whole = cuts.apply(&(0..text.len()));
    (parse(&whole).ok().map(Box::new).map(Asset::Ceremony), tree)
}

/// For each field of a step that may be broken, one that reads.
const STAND_INS: [(&str, &str); 5] = [
    ("instrument", "Plain"),
    ("time", "Fixed(Secs(60))"),
    ("passes", "None"),
    ("skip_when", "Never"),
    ("captures", "[]"),
];

/// What to leave out of a text or put in its place, in the order of the text.
struct Cuts<'a> {
    text: &'a str,
    list: Vec<(Range<usize>, &'static str)>,
}

impl Cuts<'_> {
    fn drop_broken<T: DeserializeOwned>(&mut self, step: &mut Node, list: &str) {
        step.keep_in(list, |it| {
            let reads = parse::<T>(&self.text[it.span.clone()]).is_ok();
            if !reads {
                let rest = &self.text[it.span.end..];
                let comma = rest.find(|it: char| !it.is_whitespace()).unwrap_or(0);
                let comma = if rest[comma..].starts_with(',') { comma + 1 } else { 0 };
                self.list.push((it.span.start..it.span.end + comma, ""));
            }
            reads
        });
    }

    /// A step with one broken field gets another; one with more stays broken.
    fn mend(&mut self, step: &Node) {
        let reads = |cuts: &Cuts| parse::<Step>(&cuts.apply(&step.span)).is_ok();
        if reads(self) {
            return;
        }
        for (name, text) in STAND_INS {
            let field = step.field(name).span.clone();
            if field != step.span {
                self.list.push((field, text));
                if reads(self) {
                    return;
                }
                self.list.pop();
            }
        }
    }

    fn apply(&self, span: &Range<usize>) -> String {
        let mut inside: Vec<_> = self
            .list
            .iter()
            .filter(|it| span.start <= it.0.start && it.0.end <= span.end)
            .collect();
        inside.sort_by_key(|it| it.0.start);
        let (mut out, mut at) = (String::new(), span.start);
        for (cut, text) in inside {
            if cut.start >= at {
                out.push_str(&self.text[at..cut.start]);
                out.push_str(text);
                at = cut.end;
            }
        }
        out + &self.text[at..span.end]
    }
}
