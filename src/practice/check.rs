//! Every problem of a practice file at once, each with its place; what passes here is trusted everywhere else.

mod cast;
mod rules;
mod situations;
mod vocabulary;

use super::{Asset, Content, asset::draft};
use crate::ceremony::{Library, Problem, Sheet, asset::problems};

/// Reads and checks one practice file beside the ceremonies and all other content of practice.
pub fn check(
    path: &str,
    text: &str,
    library: &Library,
    content: &Content,
) -> Result<Asset, Vec<Problem>> {
    let mut draft = draft(text);
    let Some(asset) = draft.asset.take() else { return Err(problems(path, draft.found)) };
    let tree = &draft.tree;
    let mut desk = Desk { sheet: Sheet::new(library), content };
    desk.sheet.own_id(tree, asset.id());
    match &asset {
        Asset::Axes(it) => desk.axes(tree, it),
        Asset::Principles(it) => desk.principles(tree, it),
        Asset::Personas(it) => desk.personas(tree, it),
        Asset::Levels(it) => desk.levels(tree, it),
        Asset::State(it) => desk.state(tree, it),
        Asset::Rubric(it) => desk.rubric(tree, it),
        Asset::Debrief(it) => desk.debrief(tree, it),
        Asset::Scheduler(it) => desk.scheduler(tree, it),
        Asset::Situations(it) => desk.situations(tree, it),
        Asset::Drills(it) => desk.drills(tree, it),
        Asset::Cast(it) => desk.cast(tree, it),
        Asset::Scenario(it) => desk.scenario(tree, it),
    }
    let found = draft.with(desk.sheet.found);
    if found.is_empty() { Ok(asset) } else { Err(problems(path, found)) }
}

/// What was found so far, and what practice may refer to.
struct Desk<'a> {
    sheet: Sheet<'a>,
    content: &'a Content,
}
