//! What a run is made of: its ceremony, its situations in order, its people. Drawn by a seed, the same each time.

use rand::{RngExt, SeedableRng, seq::SliceRandom};
use rand_chacha::ChaCha8Rng;
use serde::{Deserialize, Serialize};

use super::{Content, Scenario, Situation};
use crate::ceremony::{Ceremony, Id};

/// A run before it begins. It stands whole in the journal, so that the run can be told after its content has changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Staged {
    pub scenario: Scenario,
    pub seed: u64,
    /// The axis it is for: the one most of its situations are about.
    pub goal: Id,
    /// In the order of the steps.
    pub situations: Vec<Situation>,
}

/// What a run is drawn for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Wanted {
    pub profile: Id,
    pub level: Id,
    pub seed: u64,
    /// Principles that are due, most urgent first; a run meets as many of them as it can.
    pub due: Vec<Id>,
    /// Situations of the latest runs; they wait while there are others.
    pub recent: Vec<Id>,
}

impl Staged {
    /// Draws the situations: as many noises as the level wants, each principle once while there are others.
    pub fn drawn(content: &Content, ceremony: &Ceremony, wanted: &Wanted) -> Staged {
        let mut rng = ChaCha8Rng::seed_from_u64(wanted.seed);
        let mut pool: Vec<&Situation> = content.fitting(&ceremony.id, &wanted.profile).collect();
        pool.shuffle(&mut rng);
        pool.sort_by_key(|it| {
            let place = wanted.due.iter().position(|due| *due == it.principle);
            (wanted.recent.contains(&it.id), place.unwrap_or(usize::MAX))
        });
        let rule = &content.levels.run;
        let total = rng.random_range(rule.least..=rule.most.max(rule.least));
        let noise = content.level(&wanted.level).map_or(1, |it| it.noise);
        let mut picked: Vec<&Situation> =
            pool.iter().copied().filter(|it| it.noise).take(noise).collect();
        let rest: Vec<&Situation> = pool.into_iter().filter(|it| !it.noise).collect();
        for once in [true, false] {
            for it in &rest {
                let taken = picked.iter().any(|other| other.id == it.id);
                let told = picked.iter().any(|other| other.principle == it.principle);
                if picked.len() < total && !taken && !(once && told) {
                    picked.push(it);
                }
            }
        }
        let scenario = Scenario {
            id: "drawn".into(),
            title: ceremony.title.clone(),
            ceremony: ceremony.id.clone(),
            profile: wanted.profile.clone(),
            level: wanted.level.clone(),
            intro: "".into(),
            situations: picked.iter().map(|it| it.id.clone()).collect(),
        };
        Staged::set(content, ceremony, scenario, wanted.seed)
    }

    /// A run as its scenario says; situations nobody knows any more are left out.
    pub fn set(content: &Content, ceremony: &Ceremony, scenario: Scenario, seed: u64) -> Staged {
        let place = |it: &Situation| ceremony.steps.iter().position(|step| step.id == it.step);
        let known = |id: &Id| content.situation(id).cloned();
        let mut situations: Vec<Situation> = scenario.situations.iter().filter_map(known).collect();
        situations.sort_by_key(place);
        let goal = goal(content, &situations);
        Staged { scenario, seed, goal, situations }
    }

    pub fn situation(&self, id: &Id) -> Option<&Situation> {
        self.situations.iter().find(|it| it.id == *id)
    }

    /// Dice of their own for each thing that is left to chance, so that one throw never moves another.
    pub(super) fn dice(&self, about: &str) -> ChaCha8Rng {
        ChaCha8Rng::seed_from_u64(self.seed ^ u64::from(crc32fast::hash(about.as_bytes())) << 16)
    }
}

/// The axis with the most situations; of several the first in the order of the axes.
fn goal(content: &Content, situations: &[Situation]) -> Id {
    let count = |axis: &Id| {
        situations.iter().filter(|it| content.axis_of(it) == Some(axis) && !it.noise).count()
    };
    let axes = content.axes.axes.iter().map(|it| &it.id).rev();
    axes.max_by_key(|it| count(it)).cloned().unwrap_or_default()
}
