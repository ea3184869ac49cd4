//! `runsheet practice`: what to practise, checked before the screen is taken over. The shell runs it to its end.

use super::{args::Practice, failure::Failure, screen, world::World};
use crate::{
    app::{First, Wish},
    ceremony::{Id, nearest::did_you_mean},
    shell::{launch::Launch, run::Outcome as End},
};

pub(super) fn run(world: &World, asked: Practice) -> Result<End, Failure> {
    let library = world.quiet_library();
    let content = world.quiet_practice(&library);
    let wish = Wish {
        what: asked.what.map(Id::new),
        profile: asked.profile.map(Id::new),
        level: asked.level.map(usize::from),
        seed: asked.seed,
    };
    let ceremonies = library.ceremonies.iter().map(|it| &it.id);
    let known: Vec<&Id> = ceremonies.chain(content.scenarios.iter().map(|it| &it.id)).collect();
    known_or("ceremony or scenario", wish.what.as_ref(), &known)?;
    let profiles: Vec<&Id> = library.profiles.iter().map(|it| &it.id).collect();
    known_or("profile", wish.profile.as_ref(), &profiles)?;
    screen::open(world, Launch { first: First::Practice(wish), ..Launch::default() })
}

fn known_or(what: &str, id: Option<&Id>, known: &[&Id]) -> Result<(), Failure> {
    let Some(id) = id.filter(|it| !known.contains(it)) else { return Ok(()) };
    let names: Vec<&str> = known.iter().map(|it| it.as_str()).collect();
    let hint = did_you_mean(id.as_str(), names.iter().copied());
    Err(Failure::usage(format!("there is no {what} `{id}`{hint}; there are {}", names.join(", "))))
}
