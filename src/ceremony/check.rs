//! Every problem of an asset at once, each with its place; what passes here is trusted everywhere else.

mod columns;
mod conditions;
mod flow;
mod formats;
mod limits;
mod organisation;
mod refining;
mod steps;
mod vocabulary;
mod ways;

use std::collections::BTreeMap;

use super::{
    Asset, Ceremony, Facts, Id, Library, Problem, Text,
    asset::{Draft, Found, problems},
    nearest::did_you_mean,
    source::{Node, Place},
};

/// Reads and checks one asset beside everything else that is known.
pub fn check(path: &str, text: &str, library: &Library) -> Result<Asset, Vec<Problem>> {
    let mut draft = Draft::read(text);
    let Some(asset) = draft.asset.take() else { return Err(problems(path, draft.found)) };
    let facts = match &asset {
        Asset::Facts(it) => it,
        _ => &library.facts,
    };
    let whole = draft.found.is_empty();
    let mut sheet = Sheet { facts, whole, ..Sheet::new(library) };
    sheet.asset(&draft.tree, &asset);
    let found = draft.with(sheet.found);
    if found.is_empty() { Ok(asset) } else { Err(problems(path, found)) }
}

/// The names a `say` may leave to be filled in while a session runs.
const BLANKS: [&str; 13] = [
    "minutes", "end", "count", "left", "lowest", "action", "box", "goal", "days", "sum", "low",
    "mid", "high",
];

/// What was found so far, and what the asset may refer to.
pub(crate) struct Sheet<'a> {
    pub(crate) library: &'a Library,
    /// The library's, or those under check, which may name each other.
    facts: &'a Facts,
    /// All of it could be read; sums are not judged otherwise.
    whole: bool,
    pub(crate) found: Vec<Found>,
}

impl<'a> Sheet<'a> {
    pub(crate) fn new(library: &'a Library) -> Sheet<'a> {
        Sheet { library, facts: &library.facts, whole: true, found: Vec::new() }
    }
}

impl Sheet<'_> {
    fn asset(&mut self, tree: &Node, asset: &Asset) {
        self.own_id(tree, asset.id());
        match asset {
            Asset::Ceremony(it) => self.ceremony(tree, it),
            Asset::Facts(it) => self.facts(tree, it),
            Asset::Warnings(it) => self.warnings(tree, it),
            Asset::Timing(it) => self.timing(tree, it),
            Asset::Pulse(it) => self.pulse(tree, it),
            Asset::Profile(it) => self.profile(tree, it),
            Asset::Team(it) => self.team(tree, it),
            Asset::Backlog(it) => self.backlog(tree, it),
            Asset::Columns(it) => self.columns(tree, it),
            Asset::Deck(it) => self.deck(tree, it),
            Asset::Refining(it) => self.refining(tree, it),
            Asset::Format(it) => self.format(tree, it),
            Asset::CheckIn(it) => self.check_in(tree, it),
        }
    }

    pub(crate) fn add(&mut self, node: &Node, message: impl Into<String>) {
        self.found.push((node.at, message.into()));
    }

    pub(crate) fn own_id(&mut self, tree: &Node, id: &Id) {
        let node = tree.field("id");
        let kebab = !id.as_str().contains(['.', '_']);
        if !id.is_well_formed() || !kebab {
            self.add(node, format!("`{id}` is no id: use lower-case letters, digits and dashes"));
        }
    }

    /// Well-formed and used once among `seen`.
    pub(crate) fn fresh_id(&mut self, owner: &Node, id: &Id, seen: &mut BTreeMap<Id, Place>) {
        let node = owner.field("id");
        if !id.is_well_formed() {
            let rule = "use lower-case letters, digits, dots, dashes and underscores, at most 60";
            self.add(node, format!("`{id}` is no id: {rule}"));
        } else if let Some(first) = seen.get(id) {
            self.add(node, format!("id `{id}` is taken by line {}", first.line));
        } else {
            seen.insert(id.clone(), node.at);
        }
    }

    pub(crate) fn known<'b>(
        &mut self,
        node: &Node,
        what: &str,
        id: &Id,
        known: impl IntoIterator<Item = &'b Id>,
    ) {
        let known: Vec<&Id> = known.into_iter().collect();
        if !known.contains(&id) {
            let hint = did_you_mean(id.as_str(), known.iter().map(|it| it.as_str()));
            self.add(node, format!("no {what} is called `{id}`{hint}"));
        }
    }

    pub(crate) fn known_ceremony(&mut self, node: &Node, id: &Id) {
        let library = self.library;
        self.known(node, "ceremony", id, library.ceremonies.iter().map(|it| &it.id));
    }

    pub(crate) fn filled(&mut self, owner: &Node, name: &str, text: &Text) {
        if text.trim().is_empty() {
            self.add(owner.field(name), format!("`{name}` is empty"));
        }
    }

    fn blanks(&mut self, node: &Node, text: &Text) {
        for part in text.split('{').skip(1) {
            let name = part.split('}').next().unwrap_or(part);
            if !BLANKS.contains(&name) || !part.contains('}') {
                let known = BLANKS.map(|it| format!("{{{it}}}")).join(" ");
                self.add(node, format!("`{{{name}}}` cannot be filled in; known are {known}"));
            }
        }
    }
}

/// What conditions may name: one ceremony while it is checked, all of them for facts and warnings.
struct Scope<'a> {
    ceremonies: Vec<&'a Ceremony>,
}
