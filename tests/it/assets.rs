//! Every bundled file reads, and holds as much as the content it was made from. Nothing here runs a session.

use std::{collections::BTreeSet, fs, path::PathBuf};

use ron::{Options, extensions::Extensions};
use runsheet::ceremony::{
    Activity, Backlog, Ceremony, CheckIn, CheckInPlace, Facts, Format, Id, Mark, PmInput, Profile,
    Pulse, StepTime, Team, Timing, Warnings,
};
use serde::de::DeserializeOwned;

fn folder(name: &str) -> Vec<PathBuf> {
    let at = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("assets").join(name);
    let mut files: Vec<PathBuf> = fs::read_dir(&at).unwrap().map(|it| it.unwrap().path()).collect();
    files.sort();
    assert!(!files.is_empty(), "{} is empty", at.display());
    files
}

#[track_caller]
fn read<T: DeserializeOwned>(path: &PathBuf) -> T {
    let text = fs::read_to_string(path).unwrap();
    let options = Options::default().with_default_extension(Extensions::IMPLICIT_SOME);
    options.from_str(&text).unwrap_or_else(|it| panic!("{}:{it}", path.display()))
}

fn all<T: DeserializeOwned>(name: &str) -> Vec<T> {
    folder(name).iter().map(read).collect()
}

fn one<T: DeserializeOwned>(name: &str) -> T {
    read(&PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("assets").join(name))
}

/// What one ceremony holds; the numbers of the content files, counted by other means than this program.
#[derive(Debug, PartialEq, Eq)]
struct Counts {
    id: &'static str,
    steps: usize,
    po: usize,
    pm: usize,
    pjm: usize,
    guards: usize,
    warnings: usize,
    loops: usize,
    back: usize,
    branches: usize,
    prepare: (usize, usize),
}

#[rustfmt::skip]
const CONTENT: [Counts; 5] = [
    Counts { id: "planning", steps: 10, po: 23, pm: 10, pjm: 2, guards: 18, warnings: 21, loops: 3, back: 15, branches: 0, prepare: (2, 1) },
    Counts { id: "refinement", steps: 6, po: 14, pm: 7, pjm: 1, guards: 9, warnings: 13, loops: 1, back: 5, branches: 0, prepare: (2, 0) },
    Counts { id: "retro", steps: 9, po: 13, pm: 6, pjm: 0, guards: 12, warnings: 18, loops: 2, back: 10, branches: 1, prepare: (1, 1) },
    Counts { id: "sprint-review", steps: 7, po: 11, pm: 6, pjm: 1, guards: 4, warnings: 9, loops: 2, back: 7, branches: 0, prepare: (2, 1) },
    Counts { id: "standup", steps: 7, po: 14, pm: 5, pjm: 1, guards: 9, warnings: 16, loops: 3, back: 7, branches: 1, prepare: (0, 0) },
];

#[test]
fn each_ceremony_holds_as_much_as_its_content() {
    let ceremonies: Vec<Ceremony> = all("ceremonies");
    assert_eq!(ceremonies.len(), CONTENT.len());
    for (it, content) in ceremonies.iter().zip(CONTENT) {
        let sum =
            |count: &dyn Fn(&runsheet::ceremony::Step) -> usize| it.steps.iter().map(count).sum();
        let counts = Counts {
            id: content.id,
            steps: it.steps.len(),
            po: sum(&|step| step.po.len()),
            pm: sum(&|step| step.pm.len()),
            pjm: sum(&|step| step.pjm.len()),
            guards: sum(&|step| step.guards.len()),
            warnings: sum(&|step| step.warnings.len()),
            loops: sum(&|step| usize::from(step.passes.as_ref().is_some_and(|it| !it.listed))),
            back: sum(&|step| step.back.len()),
            branches: sum(&|step| step.branches.len()),
            prepare: (it.prepare.po.len(), it.prepare.pm.len()),
        };
        assert_eq!(it.id, content.id);
        assert_eq!(counts, content);
    }
}

#[test]
fn the_words_ceremonies_share_are_all_there() {
    let facts: Facts = one("vocabulary/facts.ron");
    let warnings: Warnings = one("vocabulary/warnings.ron");
    let _: Timing = one("vocabulary/timing.ron");
    assert_eq!((facts.facts.len(), warnings.warnings.len()), (47, 63));
    for it in &warnings.warnings {
        assert!(it.say.chars().count() <= 90, "{}", it.id);
    }
    let known: BTreeSet<&Id> = warnings.warnings.iter().map(|it| &it.id).collect();
    for ceremony in all::<Ceremony>("ceremonies") {
        for step in &ceremony.steps {
            let spoken_for = step.guards.iter().flat_map(|it| &it.speaks_for);
            for it in step.warnings.iter().chain(spoken_for) {
                assert!(known.contains(it), "{}: {it}", step.id);
            }
        }
    }
}

#[test]
fn profiles_name_their_facts_and_every_pulse_a_step_takes_exists() {
    let profiles: Vec<Profile> = all("profiles");
    let ids: Vec<&str> = profiles.iter().map(|it| it.id.as_str()).collect();
    assert_eq!(ids, ["enterprise", "midsize", "po-only", "startup"]);
    assert_eq!(profiles.iter().map(|it| it.warnings.len()).sum::<usize>(), 11);
    let facts: Facts = one("vocabulary/facts.ron");
    for fact in profiles.iter().flat_map(|it| &it.facts) {
        assert!(facts.facts.iter().any(|it| it.id == *fact), "{fact}");
    }
    let pulses: BTreeSet<Id> = all::<Pulse>("pulses").into_iter().map(|it| it.id).collect();
    assert_eq!(pulses.len(), 8);
    for step in all::<Ceremony>("ceremonies").iter().flat_map(|it| &it.steps) {
        assert!(step.pulse.as_ref().is_none_or(|it| pulses.contains(it)), "{}", step.id);
    }
}

#[test]
fn fourteen_formats_and_ten_check_ins_are_there_to_choose_from() {
    let formats: Vec<Format> = all("formats");
    let columns: usize = formats.iter().map(|it| it.columns.len()).sum();
    assert_eq!((formats.len(), columns), (14, 50));
    let check_ins: Vec<CheckIn> = all("checkins");
    let opening = check_ins.iter().filter(|it| it.place == CheckInPlace::Opening).count();
    assert_eq!((check_ins.len(), opening), (10, 6));
}

#[test]
fn the_demo_team_can_hold_every_ceremony_and_has_something_to_refine() {
    let team: Team = one("teams/demo.ron");
    let backlog: Backlog = one("backlogs/demo.ron");
    assert_eq!(backlog.items.len(), 12);
    for ceremony in all::<Ceremony>("ceremonies") {
        assert!(team.times.iter().any(|(id, _)| *id == ceremony.id), "{}", ceremony.id);
    }
    let facts: Facts = one("vocabulary/facts.ron");
    for tag in backlog.items.iter().flat_map(|it| &it.tags) {
        assert!(facts.facts.iter().any(|it| it.id == *tag), "{tag}");
    }
}

#[test]
fn the_shares_of_a_ceremony_are_the_whole_of_it() {
    for ceremony in all::<Ceremony>("ceremonies") {
        let share = |step: &runsheet::ceremony::Step| match step.time {
            StepTime::Weight { share, .. } => Some(share.0),
            StepTime::Fixed(_) | StepTime::Outside { .. } => None,
        };
        let shares: Vec<u32> = ceremony.steps.iter().filter_map(share).collect();
        assert!(shares.is_empty() || shares.iter().sum::<u32>() == 100, "{}", ceremony.id);
    }
}

#[test]
fn nothing_is_placed_twice_and_a_stance_needs_no_tick() {
    let mut seen = BTreeSet::new();
    for ceremony in all::<Ceremony>("ceremonies") {
        let mut place = |id: &Id| assert!(seen.insert(id.clone()), "{id} is there twice");
        let steps = ceremony.steps.iter();
        let mut po: Vec<&Activity> = ceremony.prepare.po.iter().collect();
        let mut pm: Vec<&PmInput> = ceremony.prepare.pm.iter().collect();
        for step in steps {
            place(&step.id);
            step.guards.iter().for_each(|it| place(&it.id));
            po.extend(&step.po);
            pm.extend(step.pm.iter().chain(&step.pjm));
        }
        for it in po {
            place(&it.id);
            assert!(it.mark != Mark::Stance || !it.done.starts_with("ticked"), "{}", it.id);
        }
        for it in pm {
            place(&it.id);
        }
    }
}

#[test]
fn every_source_tag_is_explained() {
    let sources =
        fs::read_to_string(PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("assets/SOURCES.md"))
            .unwrap();
    for kind in
        ["ceremonies", "profiles", "vocabulary", "pulses", "practice", "situations", "drills"]
    {
        for path in folder(kind) {
            for tag in quoted(&fs::read_to_string(&path).unwrap()) {
                let explained =
                    sources.split(['|', '`', ',']).any(|it| it.trim().trim_end_matches('*') == tag);
                assert!(explained, "{}: {tag}", path.display());
            }
        }
    }
}

/// Quoted words of a file that look like a source tag.
fn quoted(text: &str) -> Vec<&str> {
    let is_tag = |it: &&str| {
        let seed = it.starts_with('S') && it[1..].starts_with(|d: char| d.is_ascii_digit());
        seed || it.starts_with("W:") || it.starts_with("SG:")
    };
    text.split('"').skip(1).step_by(2).filter(is_tag).collect()
}
