//! Performs the effects that need files: plans, journals, lists. What is slow runs on a thread and its answer arrives as a message.

use std::{path::PathBuf, sync::Arc, sync::mpsc::Sender, thread};

use super::{
    assets,
    config::Config,
    inbox::Inbound,
    organisation,
    prepare::{Meeting, Wishes, plan},
};
use crate::{
    app::{Effect, Message, Now, Plan},
    ceremony::{Id, Library, Text},
    session::Given,
};

/// What became of an effect.
pub enum Done {
    Nothing,
    Answer(Box<Message>),
}

/// What sessions are prepared from; shared with the threads that do it.
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
        let Ground { library, config, wishes, .. } = self;
        let known = library.ceremonies.iter().map(|it| &it.id);
        let ceremony = library
            .ceremony(ceremony)
            .ok_or_else(|| organisation::unknown("ceremony", ceremony.as_str(), known))?;
        let team = organisation::team(library, config, &self.config_dir, wishes.team.as_deref())?;
        let profile = organisation::profile(library, config, &team, wishes.profile.as_ref())?;
        let backlog =
            organisation::backlog(library, &self.data_dir, &team, wishes.backlog.as_deref())?;
        let past = Given::default();
        let meeting = Meeting { ceremony: ceremony.clone(), team, profile, backlog, past };
        let plan = plan(meeting, library, &config.quiet, wishes, now);
        Ok(Plan { notices: self.notices.clone(), ..plan })
    }
}

pub struct Desk {
    pub ground: Arc<Ground>,
    pub inbox: Sender<Inbound>,
}

impl Desk {
    pub fn perform(&mut self, effect: Effect, now: Now) -> Done {
        match effect {
            Effect::Prepare { ceremony } => {
                let ground = self.ground.clone();
                self.aside(move || match ground.plan(&ceremony, now) {
                    Ok(plan) => Message::Prepared(Box::new(plan)),
                    Err(why) => Message::Failed(why),
                })
            }
            _ => Done::Nothing,
        }
    }

    /// Off the loop, so that a slow disk cannot hold the timer.
    fn aside(&self, work: impl FnOnce() -> Message + Send + 'static) -> Done {
        let inbox = self.inbox.clone();
        let spawned = thread::Builder::new().spawn(move || {
            let _ = inbox.send(Inbound::App(work()));
        });
        match spawned {
            Ok(_) => Done::Nothing,
            Err(error) => {
                let why = format!("Cannot start a thread: {error}");
                Done::Answer(Box::new(Message::Failed(why.into())))
            }
        }
    }
}
