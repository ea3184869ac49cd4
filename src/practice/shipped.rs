//! All content of practice: the bundled files, and a user's files beside or over them.
//!
//! Gets texts and reads no file.

use std::collections::BTreeSet;

use super::{
    Asset, Axes, Cast, Debrief, Drill, Drills, Level, Levels, Persona, Personas, Principles,
    Rubric, Scenario, Scheduler, Situation, Situations, State, asset::read, check,
};
use crate::ceremony::{Id, Library, Problem};

macro_rules! assets {
    ($($path:literal),* $(,)?) => {
        &[$(($path, include_str!(concat!("../../assets/", $path)))),*]
    };
}

/// Path below `assets/` and text of every bundled file; a test holds it against the folder.
const SHIPPED: &[(&str, &str)] = assets![
    "practice/axes.ron",
    "practice/principles.ron",
    "practice/personas.ron",
    "practice/levels.ron",
    "practice/state.ron",
    "practice/rubric.ron",
    "practice/debrief.ron",
    "practice/scheduler.ron",
    "practice/cast.ron",
    "situations/standup.ron",
    "situations/planning.ron",
    "situations/refinement.ron",
    "situations/retro.ron",
    "situations/sprint-review.ron",
    "drills/drills.ron",
    "scenarios/first-run.ron",
];

/// What practice is made of, in the order it is offered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Content {
    pub axes: Axes,
    pub principles: Principles,
    pub personas: Personas,
    pub levels: Levels,
    pub state: State,
    pub rubric: Rubric,
    pub debrief: Debrief,
    pub scheduler: Scheduler,
    pub situations: Vec<Situations>,
    pub drills: Vec<Drills>,
    pub cast: Cast,
    pub scenarios: Vec<Scenario>,
}

impl Content {
    /// Path below `assets/` and text of every bundled file.
    pub fn texts() -> &'static [(&'static str, &'static str)] {
        SHIPPED
    }

    pub fn shipped() -> Content {
        let mut content = Content {
            axes: Axes::default(),
            principles: Principles::default(),
            personas: Personas::default(),
            levels: only(|it| if let Asset::Levels(it) = it { Some(it) } else { None }),
            state: only(|it| if let Asset::State(it) = it { Some(it) } else { None }),
            rubric: only(|it| if let Asset::Rubric(it) = it { Some(it) } else { None }),
            debrief: only(|it| if let Asset::Debrief(it) = it { Some(it) } else { None }),
            scheduler: only(|it| if let Asset::Scheduler(it) = it { Some(it) } else { None }),
            situations: Vec::new(),
            drills: Vec::new(),
            cast: only(|it| if let Asset::Cast(it) = it { Some(*it) } else { None }),
            scenarios: Vec::new(),
        };
        shipped().for_each(|it| content.put(it));
        content
    }

    /// The bundled content with a user's files: the same kind and id replaces, another id is added.
    ///
    /// Axes, principles and personas are taken one by one, since situations of other files rest on them.
    /// A file with a problem changes nothing and is reported. Vocabulary is taken first.
    pub fn with(
        texts: impl IntoIterator<Item = (String, String)>,
        library: &Library,
    ) -> (Content, Vec<Problem>) {
        let mut content = Content::shipped();
        let mut problems = Vec::new();
        let mut files = Vec::new();
        for (path, text) in texts {
            match read(&path, &text) {
                Ok(asset) => files.push((asset.rank(), path, text)),
                Err(mut found) => problems.append(&mut found),
            }
        }
        files.sort();
        for (_, path, text) in files {
            match check(&path, &text, library, &content) {
                Ok(asset) => content.put(asset),
                Err(mut found) => problems.append(&mut found),
            }
        }
        problems.sort();
        (content, problems)
    }

    fn put(&mut self, asset: Asset) {
        match asset {
            Asset::Axes(it) => each(&mut self.axes.axes, it.axes, |it| &it.id),
            Asset::Principles(it) => {
                each(&mut self.principles.principles, it.principles, |it| &it.id);
            }
            Asset::Personas(it) => each(&mut self.personas.personas, it.personas, |it| &it.id),
            Asset::Levels(it) => self.levels = it,
            Asset::State(it) => self.state = it,
            Asset::Rubric(it) => self.rubric = it,
            Asset::Debrief(it) => self.debrief = it,
            Asset::Scheduler(it) => self.scheduler = it,
            Asset::Situations(it) => replace(&mut self.situations, it, |it| &it.id),
            Asset::Drills(it) => replace(&mut self.drills, it, |it| &it.id),
            Asset::Cast(it) => self.cast = *it,
            Asset::Scenario(it) => replace(&mut self.scenarios, it, |it| &it.id),
        }
    }

    /// The situations of a ceremony that work as told under a profile.
    pub fn fitting<'a>(
        &'a self,
        ceremony: &'a Id,
        profile: &'a Id,
    ) -> impl Iterator<Item = &'a Situation> {
        let files = self.situations.iter().filter(move |it| it.ceremony == *ceremony);
        files.flat_map(|it| &it.situations).filter(move |it| it.fits.contains(profile))
    }

    pub fn level(&self, id: &Id) -> Option<&Level> {
        self.levels.levels.iter().find(|it| it.id == *id)
    }

    pub fn persona(&self, id: &Id) -> Option<&Persona> {
        self.personas.personas.iter().find(|it| it.id == *id)
    }

    pub fn named(&self, name: &str) -> Option<&Persona> {
        self.personas.personas.iter().find(|it| &*it.name == name)
    }

    pub fn situation(&self, id: &Id) -> Option<&Situation> {
        self.situations.iter().flat_map(|it| &it.situations).find(|it| it.id == *id)
    }

    /// The statements of all drills; of two with one id the first.
    pub fn statements(&self) -> impl Iterator<Item = &Drill> {
        let mut seen = BTreeSet::new();
        self.drills.iter().flat_map(|it| &it.drills).filter(move |it| seen.insert(&it.id))
    }

    /// The axis a situation is scored on: that of its principle.
    pub fn axis_of(&self, situation: &Situation) -> Option<&Id> {
        let principles = &self.principles.principles;
        principles.iter().find(|it| it.id == situation.principle).map(|it| &it.axis)
    }
}

fn shipped() -> impl Iterator<Item = Asset> {
    SHIPPED.iter().map(|(path, text)| read(path, text).expect("a test reads every bundled file"))
}

fn only<T>(wanted: fn(Asset) -> Option<T>) -> T {
    shipped().find_map(wanted).expect("a test finds a file of every kind")
}

fn each<T>(list: &mut Vec<T>, new: Vec<T>, id: impl Fn(&T) -> &Id + Copy) {
    for it in new {
        replace(list, it, id);
    }
}

fn replace<T>(list: &mut Vec<T>, new: T, id: impl Fn(&T) -> &Id) {
    match list.iter_mut().find(|it| id(it) == id(&new)) {
        Some(old) => *old = new,
        None => list.push(new),
    }
}
