//! `runsheet team`: a commented file to start from, the teams there are, and every mistake in their files.

use std::io::Write;

use chrono::{Datelike, Days, Local, NaiveDate};

use super::{
    args::TeamCommand,
    check,
    failure::{Failure, Outcome},
    files::write_new,
    table::table,
    world::World,
};
use crate::{
    ceremony::{Id, Role, Team},
    shell::assets::own_teams,
};

const TEMPLATE: &str = include_str!("team.ron");

pub(super) fn run(world: &World, command: TeamCommand, out: &mut dyn Write) -> Outcome {
    match command {
        TeamCommand::Init { id } => init(world, &id, out),
        TeamCommand::List => list(world, out),
        TeamCommand::Check => {
            let files = own_teams(&world.paths.config);
            if files.is_empty() {
                writeln!(out, "no team file in {}", world.paths.teams().display())?;
            }
            check::run(world, &files, out)
        }
    }
}

fn init(world: &World, id: &str, out: &mut dyn Write) -> Outcome {
    if !Id::new(id).is_well_formed() {
        let rule = "lower-case letters, digits, dots, dashes and underscores";
        return Err(Failure::usage(format!("`{id}` cannot be a team's id: {rule}")));
    }
    let path = world.paths.teams().join(format!("{id}.ron"));
    write_new(&path, &template(id, first_day(Local::now().date_naive())))?;
    writeln!(out, "{}", path.display())?;
    writeln!(out, "Put your people and your sprint in, then: runsheet team check")?;
    Ok(())
}

fn template(id: &str, start: NaiveDate) -> String {
    TEMPLATE.replace("{id}", id).replace("{start}", &start.to_string())
}

/// The day itself, or the Monday after it: a team that starts now has its whole sprint before it.
fn first_day(day: NaiveDate) -> NaiveDate {
    match day.weekday().num_days_from_monday() {
        weekend @ (5 | 6) => day + Days::new(u64::from(7 - weekend)),
        _ => day,
    }
}

fn list(world: &World, out: &mut dyn Write) -> Outcome {
    let library = world.library();
    let rows = library.teams.iter().map(|it| {
        let source = library.source("Team", &it.id).unwrap_or("bundled");
        [it.id.to_string(), it.name.to_string(), people(it), source.to_owned()]
    });
    table(["id", "name", "people", "source"], rows, out)
}

fn people(team: &Team) -> String {
    let developers = team.members.iter().filter(|it| it.roles.contains(&Role::Dev)).count();
    format!("{} ({developers} developers)", team.members.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ceremony::{Library, check};

    #[test]
    fn the_file_to_start_from_has_no_problem() {
        let day = "2026-11-25".parse().unwrap();
        let text = template("aurora", first_day(day));
        assert!(text.contains("\"2026-11-25\""));
        let asset = check("team.ron", &text, &Library::shipped()).unwrap();
        assert_eq!(asset.id(), &Id::from("aurora"));
    }

    #[test]
    fn a_team_that_starts_now_has_its_whole_sprint_before_it() {
        for day in ["2026-11-20", "2026-11-21", "2026-11-22", "2026-11-23"] {
            let today: NaiveDate = day.parse().unwrap();
            let text = template("aurora", first_day(today));
            let asset = check("team.ron", &text, &Library::shipped()).unwrap();
            let crate::ceremony::Asset::Team(team) = asset else { panic!("a team") };
            let sprint = crate::session::sprint_on(&team, today).unwrap();
            assert_eq!((sprint.days_left, sprint.days), (10, 10), "{day}");
        }
    }
}
