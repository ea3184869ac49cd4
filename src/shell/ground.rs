//! What sessions are prepared from: assets, config and wishes, surveyed once at the start.

use std::path::PathBuf;

use super::{
    assets,
    config::Config,
    disk::takes_files,
    ledgers::Ledgers,
    organisation,
    prepare::{Meeting, Wishes, plan, today},
    training,
};
use crate::{
    app::{Now, Offer, Plan},
    ceremony::{Id, Library, Text},
    session::Given,
};

pub struct Ground {
    pub library: Library,
    pub config: Config,
    pub config_dir: PathBuf,
    pub data_dir: PathBuf,
    pub wishes: Wishes,
    /// Overrides that were left aside, one line each.
    pub notices: Vec<Text>,
}

impl Ground {
    pub fn survey(config_dir: PathBuf, data_dir: PathBuf, wishes: Wishes) -> Ground {
        let (library, mut notices) = assets::library(&config_dir);
        let (config, problem) = Config::load(&config_dir);
        notices.extend(problem);
        Ground { library, config, config_dir, data_dir, wishes, notices }
    }

    pub fn plan(&self, ceremony: &Id, now: Now) -> Result<Plan, Text> {
        let mut meeting = self.meeting(ceremony)?;
        let ledger = Ledgers::new(&self.data_dir).up_to_date(&meeting.team.id, now);
        meeting.past = ledger.given(&meeting.team, today(now));
        meeting.taken = ledger.taken(&meeting.team, today(now));
        let plan = plan(meeting, &self.library, &self.config.quiet, &self.wishes, now);
        let unsaved = takes_files(&self.data_dir).err();
        let unsaved = unsaved.map(|it| format!("Nothing will be saved: {it}. See --data-dir."));
        let unsaved: Vec<Text> = unsaved.map(Text::new).into_iter().collect();
        let notices = [unsaved, self.notices.clone(), plan.notices].concat();
        let resolved = training::resolved(&self.data_dir, ceremony);
        Ok(Plan { resolved, notices, ..plan })
    }

    /// Who meets, without the past: quick, and enough to know whether what was asked for exists.
    pub fn meeting(&self, ceremony: &Id) -> Result<Meeting, Text> {
        let Ground { library, config, wishes, .. } = self;
        let known = library.ceremonies.iter().map(|it| &it.id);
        let ceremony = library
            .ceremony(ceremony)
            .ok_or_else(|| organisation::unknown("ceremony", ceremony.as_str(), known))?;
        let team = organisation::team(library, config, &self.config_dir, wishes.team.as_deref())?;
        let profile = organisation::profile(library, config, &team, wishes.profile.as_ref())?;
        let deck = organisation::deck(library, config, &team)?;
        let (backlog, notices) =
            organisation::backlog(library, &self.data_dir, &team, wishes.backlog.as_deref())?;
        let ceremony = ceremony.clone();
        let (past, taken) = (Given::default(), Vec::new());
        Ok(Meeting { ceremony, team, profile, deck, backlog, past, taken, notices })
    }

    /// The ceremonies to choose from.
    pub fn offers(&self) -> Vec<Offer> {
        let all = self.library.ceremonies.iter().cloned();
        all.map(|it| Offer { id: it.id, title: it.title, for_whom: it.for_whom }).collect()
    }
}
