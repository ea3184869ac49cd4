//! Everything a session can be run with: the bundled assets, and a user's files over them.
//!
//! Gets texts and reads no file.

use super::{
    Asset, Backlog, Ceremony, CheckIn, Columns, Deck, Facts, Format, Id, Problem, Profile, Pulse,
    Refining, Team, Timing, Warnings, asset::read, check::check,
};

macro_rules! assets {
    ($($path:literal),* $(,)?) => {
        &[$(($path, include_str!(concat!("../../assets/", $path)))),*]
    };
}

/// Path below `assets/` and text of every bundled asset; a test holds it against the folder.
const SHIPPED: &[(&str, &str)] = assets![
    "vocabulary/facts.ron",
    "vocabulary/warnings.ron",
    "vocabulary/timing.ron",
    "vocabulary/columns.ron",
    "vocabulary/refining.ron",
    "pulses/consent.ron",
    "pulses/esvp.ron",
    "pulses/fist.ron",
    "pulses/happiness.ron",
    "pulses/roti.ron",
    "pulses/safety.ron",
    "pulses/thumbs.ron",
    "pulses/weather.ron",
    "decks/modified-fibonacci.ron",
    "decks/fibonacci.ron",
    "decks/t-shirt.ron",
    "decks/powers-of-two.ron",
    "profiles/startup.ron",
    "profiles/midsize.ron",
    "profiles/enterprise.ron",
    "profiles/po-only.ron",
    "ceremonies/standup.ron",
    "ceremonies/planning.ron",
    "ceremonies/refinement.ron",
    "ceremonies/retro.ron",
    "ceremonies/sprint-review.ron",
    "formats/safety.ron",
    "formats/decide.ron",
    "formats/futures.ron",
    "formats/ssc.ron",
    "formats/four-l.ron",
    "formats/msg.ron",
    "formats/sailboat.ron",
    "formats/starfish.ron",
    "formats/daki.ron",
    "formats/timeline.ron",
    "formats/lean-coffee.ron",
    "formats/pigs.ron",
    "formats/www.ron",
    "formats/jam.ron",
    "checkins/one-word.ron",
    "checkins/weather.ron",
    "checkins/esvp.ron",
    "checkins/safety.ron",
    "checkins/happiness.ron",
    "checkins/confidence.ron",
    "checkins/roti.ron",
    "checkins/plus-delta.ron",
    "checkins/thanks.ron",
    "checkins/next-time.ron",
    "backlogs/demo.ron",
    "teams/demo.ron",
];

/// What is known, in the order it is offered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Library {
    pub ceremonies: Vec<Ceremony>,
    pub profiles: Vec<Profile>,
    pub facts: Facts,
    pub warnings: Warnings,
    pub timing: Timing,
    pub columns: Columns,
    pub refining: Refining,
    pub decks: Vec<Deck>,
    pub pulses: Vec<Pulse>,
    pub backlogs: Vec<Backlog>,
    pub teams: Vec<Team>,
    pub formats: Vec<Format>,
    pub check_ins: Vec<CheckIn>,
    /// Kind, id and path of what a user's file brought.
    overrides: Vec<(&'static str, Id, String)>,
}

impl Library {
    /// Path below `assets/` and text of every bundled asset.
    pub fn texts() -> &'static [(&'static str, &'static str)] {
        SHIPPED
    }

    pub fn shipped() -> Library {
        let mut library = Library {
            ceremonies: Vec::new(),
            profiles: Vec::new(),
            facts: Facts::default(),
            warnings: Warnings::default(),
            timing: shipped_timing(),
            columns: Columns::default(),
            refining: Refining::default(),
            decks: Vec::new(),
            pulses: Vec::new(),
            backlogs: Vec::new(),
            teams: Vec::new(),
            formats: Vec::new(),
            check_ins: Vec::new(),
            overrides: Vec::new(),
        };
        for (path, text) in SHIPPED {
            library.put(read(path, text).expect("a test reads every bundled asset"));
        }
        library
    }

    /// The bundled assets with a user's files over them: the same kind and id replaces, another id is added.
    ///
    /// A file with a problem changes nothing and is reported. Vocabulary is taken first, so that a ceremony may use new words
    /// whatever the order of the files.
    pub fn with(overrides: impl IntoIterator<Item = (String, String)>) -> (Library, Vec<Problem>) {
        let mut library = Library::shipped();
        let mut problems = Vec::new();
        let mut files = Vec::new();
        for (path, text) in overrides {
            match read(&path, &text) {
                Ok(asset) => files.push((asset.rank(), path, text)),
                Err(mut found) => problems.append(&mut found),
            }
        }
        files.sort();
        for (_, path, text) in files {
            match check(&path, &text, &library) {
                Ok(asset) => {
                    library.overrides.retain(|it| (it.0, &it.1) != (asset.kind(), asset.id()));
                    library.overrides.push((asset.kind(), asset.id().clone(), path));
                    library.put(asset);
                }
                Err(mut found) => problems.append(&mut found),
            }
        }
        problems.sort();
        (library, problems)
    }

    fn put(&mut self, asset: Asset) {
        match asset {
            Asset::Facts(it) => self.facts = it,
            Asset::Warnings(it) => self.warnings = it,
            Asset::Timing(it) => self.timing = it,
            Asset::Columns(it) => self.columns = it,
            Asset::Refining(it) => self.refining = it,
            Asset::Deck(it) => replace(&mut self.decks, it, |it| &it.id),
            Asset::Pulse(it) => replace(&mut self.pulses, it, |it| &it.id),
            Asset::Profile(it) => replace(&mut self.profiles, it, |it| &it.id),
            Asset::Ceremony(it) => replace(&mut self.ceremonies, *it, |it| &it.id),
            Asset::Backlog(it) => replace(&mut self.backlogs, it, |it| &it.id),
            Asset::Team(it) => replace(&mut self.teams, it, |it| &it.id),
            Asset::Format(it) => replace(&mut self.formats, it, |it| &it.id),
            Asset::CheckIn(it) => replace(&mut self.check_ins, it, |it| &it.id),
        }
    }

    /// The file a value of this kind came from; `None` for a bundled one.
    pub fn source(&self, kind: &str, id: &Id) -> Option<&str> {
        self.overrides.iter().find(|it| it.0 == kind && it.1 == *id).map(|it| it.2.as_str())
    }

    pub fn ceremony(&self, id: &Id) -> Option<&Ceremony> {
        self.ceremonies.iter().find(|it| it.id == *id)
    }

    pub fn profile(&self, id: &Id) -> Option<&Profile> {
        self.profiles.iter().find(|it| it.id == *id)
    }

    pub fn team(&self, id: &Id) -> Option<&Team> {
        self.teams.iter().find(|it| it.id == *id)
    }

    /// A deck by its id; the usual one where none is named.
    pub fn deck(&self, id: Option<&Id>) -> Option<&Deck> {
        match id {
            Some(id) => self.decks.iter().find(|it| it.id == *id),
            None => self.decks.first(),
        }
    }

    pub fn backlog(&self, id: &Id) -> Option<&Backlog> {
        self.backlogs.iter().find(|it| it.id == *id)
    }
}

fn shipped_timing() -> Timing {
    let text = SHIPPED.iter().find(|it| it.0 == "vocabulary/timing.ron").map(|it| it.1);
    match text.map(|it| read("vocabulary/timing.ron", it)) {
        Some(Ok(Asset::Timing(it))) => it,
        _ => unreachable!("a test reads every bundled asset"),
    }
}

fn replace<T>(list: &mut Vec<T>, new: T, id: impl Fn(&T) -> &Id) {
    match list.iter_mut().find(|it| id(it) == id(&new)) {
        Some(old) => *old = new,
        None => list.push(new),
    }
}
