//! Where a command works: the folders, the library with a user's files over it, and whether colours are wanted.

use super::{args::Global, complain, failure::Failure};
use crate::{
    ceremony::{Ceremony, Id, Library},
    practice::Content,
    shell::{assets, ground::Ground, paths::Paths, prepare::Wishes, store::Store},
};

pub(super) struct World {
    pub(super) paths: Paths,
    pub(super) no_color: bool,
    #[cfg(debug_assertions)]
    pub(super) panic_at_f12: bool,
}

impl World {
    pub(super) fn new(global: Global) -> Result<World, Failure> {
        let paths = Paths::new(global.data_dir, global.config_dir).ok_or_else(|| {
            Failure::usage(
                "no home folder is set; name the folders with --data-dir and --config-dir",
            )
        })?;
        if paths.data.exists() && !paths.data.is_dir() {
            let data = paths.data.display();
            return Err(Failure::world(format!(
                "could not use {data} for sessions: it is no folder; name one with --data-dir"
            )));
        }
        Ok(World {
            paths,
            no_color: global.no_color,
            #[cfg(debug_assertions)]
            panic_at_f12: global.panic_at_f12,
        })
    }

    pub(super) fn store(&self) -> Store {
        Store::new(&self.paths.data)
    }

    /// The library; a file of the user's that is left aside is told on standard error.
    pub(super) fn library(&self) -> Library {
        let (library, notices) = assets::library(&self.paths.config);
        for notice in notices {
            complain(&notice);
        }
        library
    }

    /// The same, with the settings, as the screens look at it.
    pub(super) fn ground(&self) -> Ground {
        let (config, data) = (self.paths.config.clone(), self.paths.data.clone());
        let ground = Ground::survey(config, data, Wishes::default());
        ground.notices.iter().for_each(|it| complain(it));
        ground
    }

    /// For commands whose result says itself what is wrong with the user's files.
    pub(super) fn quiet_library(&self) -> Library {
        assets::library(&self.paths.config).0
    }

    /// Likewise for practice.
    pub(super) fn quiet_practice(&self, library: &Library) -> Content {
        assets::practice(&self.paths.config, library).0
    }
}

/// The ceremony of this id, or a refusal that names those there are.
pub(super) fn ceremony<'a>(library: &'a Library, id: &str) -> Result<&'a Ceremony, Failure> {
    library.ceremony(&Id::new(id)).ok_or_else(|| {
        let known: Vec<&str> = library.ceremonies.iter().map(|it| it.id.as_str()).collect();
        Failure::usage(format!("there is no ceremony `{id}`; there are {}", known.join(", ")))
    })
}
