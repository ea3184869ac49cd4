//! `runsheet ceremonies`: what there is, what lies under its steps, and where each comes from.

use std::io::Write;

use serde::Serialize;

use super::{failure::Outcome, table::table, world::World};
use crate::ceremony::{Ceremony, Library, Step};

#[derive(Serialize)]
struct Row<'a> {
    v: u32,
    id: &'a str,
    title: &'a str,
    steps: usize,
    po_activities: usize,
    pm_inputs: usize,
    guards: usize,
    /// `bundled`, or the path of a user's file.
    source: &'a str,
}

pub(super) fn run(world: &World, json: bool, out: &mut dyn Write) -> Outcome {
    let library = world.library();
    let rows: Vec<Row> = library.ceremonies.iter().map(|it| row(&library, it)).collect();
    if json {
        return super::json(&rows, out);
    }
    let lines = rows.iter().map(|it| {
        let counts = [it.steps, it.po_activities, it.pm_inputs, it.guards].map(|it| it.to_string());
        let [steps, po, pm, guards] = counts;
        [it.id.to_owned(), it.title.to_owned(), steps, po, pm, guards, it.source.to_owned()]
    });
    table(["id", "title", "steps", "PO", "PM", "guards", "source"], lines, out)
}

fn row<'a>(library: &'a Library, ceremony: &'a Ceremony) -> Row<'a> {
    let under = |count: fn(&Step) -> usize| ceremony.steps.iter().map(count).sum();
    Row {
        v: 1,
        id: ceremony.id.as_str(),
        title: &ceremony.title,
        steps: ceremony.steps.len(),
        po_activities: under(|it| it.po.len()),
        pm_inputs: under(|it| it.pm.len()),
        guards: under(|it| it.guards.len()),
        source: library.source("Ceremony", &ceremony.id).unwrap_or("bundled"),
    }
}
