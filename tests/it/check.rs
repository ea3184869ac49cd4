//! Mistakes in assets are found at their line and column, all at once. Nothing here runs a session.

use runsheet::ceremony::{Library, Secs, check, timebox};
use runsheet::practice::Content;

#[test]
fn every_bundled_asset_is_without_problems() {
    let library = Library::shipped();
    for (path, text) in Library::texts() {
        if let Err(problems) = check(path, text, &library) {
            let lines: Vec<String> = problems.iter().map(ToString::to_string).collect();
            panic!("{}", lines.join("\n"));
        }
    }
}

#[test]
fn every_file_in_the_assets_folder_is_bundled() {
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/assets");
    let mut open = vec![std::path::PathBuf::from(root)];
    let mut files = Vec::new();
    while let Some(folder) = open.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                open.push(path);
            } else if path.extension().is_some_and(|it| it == "ron") {
                files.push(path.strip_prefix(root).unwrap().to_str().unwrap().to_owned());
            }
        }
    }
    let texts = Library::texts().iter().chain(Content::texts());
    let mut bundled: Vec<&str> = texts.map(|it| it.0).collect();
    files.sort();
    bundled.sort_unstable();
    assert_eq!(files, bundled);
}

#[test]
fn boxes_of_every_ceremony_add_up_to_its_target() {
    for ceremony in Library::shipped().ceremonies {
        for days in [5, 10, 15, 20] {
            for devs in 1..=12 {
                let target = timebox::target(&ceremony.limits, days, devs, None).secs();
                for late in [0, 121, 400] {
                    let boxes = timebox::boxes(&ceremony, target, &[], Secs(late));
                    let sum: u32 = boxes.iter().map(|it| it.1.0).sum();
                    assert_eq!(sum, target.0 - late, "{} {days} {devs} {late}", ceremony.id);
                }
                for skipped in &ceremony.steps {
                    let skipped = [skipped.id.clone()];
                    let boxes = timebox::boxes(&ceremony, target, &skipped, Secs(0));
                    let sum: u32 = boxes.iter().map(|it| it.1.0).sum();
                    assert_eq!(sum, target.0, "{} without {}", ceremony.id, skipped[0]);
                }
            }
        }
    }
}

#[test]
fn planning_for_two_weeks_is_boxed_as_the_worked_example_says() {
    let library = Library::shipped();
    let planning = library.ceremony(&"planning".into()).unwrap();
    let target = timebox::target(&planning.limits, 10, 7, None);
    assert_eq!((target.0, timebox::usual_max(&planning.limits, 10).unwrap().0), (120, 240));
    let boxes: Vec<String> = timebox::boxes(planning, target.secs(), &[], Secs(0))
        .iter()
        .map(|(id, it)| format!("{id} {}:{:02}", it.0 / 60, it.0 % 60))
        .collect();
    assert_eq!(
        boxes.join(", "),
        "pl.open 6:00, pl.context 9:30, pl.capacity 8:30, pl.goal 18:00, pl.select 35:30, pl.how 26:30, \
         pl.risks 6:00, pl.final 5:00, pl.vote 2:30, pl.close 2:30"
    );
}

#[test]
fn targets_follow_sprint_length_and_team_size() {
    let library = Library::shipped();
    let target = |id: &str, days, devs| {
        timebox::target(&library.ceremony(&id.into()).unwrap().limits, days, devs, None).0
    };
    assert_eq!((target("standup", 20, 12), target("refinement", 10, 7)), (15, 60));
    assert_eq!(
        (target("retro", 10, 7), target("retro", 20, 9), target("retro", 5, 1)),
        (75, 95, 45)
    );
    assert_eq!((target("sprint-review", 10, 7), target("sprint-review", 5, 7)), (60, 45));
}

fn shipped(path: &str) -> String {
    Library::texts().iter().find(|it| it.0 == path).expect("bundled").1.to_owned()
}

#[test]
fn a_users_file_replaces_the_bundled_one_of_the_same_id_and_says_so() {
    let mine = shipped("ceremonies/standup.ron").replace("\"Daily standup\"", "\"Morning round\"");
    let (library, problems) = Library::with([("mine/standup.ron".to_owned(), mine)]);
    let standup = library.ceremony(&"standup".into()).unwrap();
    assert_eq!((&*standup.title, problems.len()), ("Morning round", 0));
    assert_eq!(library.source("Ceremony", &standup.id), Some("mine/standup.ron"));
    assert_eq!(library.source("Ceremony", &"retro".into()), None);
    assert_eq!(library.ceremonies.len(), Library::shipped().ceremonies.len());
}

#[test]
fn a_broken_file_of_a_user_is_reported_and_the_bundled_one_stays() {
    let broken = shipped("ceremonies/standup.ron").replace("next: Step(\"su.goal\")", "next: End");
    let unreadable = shipped("ceremonies/retro.ron").replace("id: \"retro\"", "id: retro");
    let files = [("standup.ron".to_owned(), broken), ("retro.ron".to_owned(), unreadable)];
    let (library, problems) = Library::with(files);
    assert_eq!(library, Library::shipped());
    let paths: Vec<&str> = problems.iter().map(|it| it.path.as_str()).collect();
    assert!(paths.contains(&"retro.ron") && paths.contains(&"standup.ron"), "{problems:#?}");
}

#[test]
fn a_new_ceremony_may_use_new_facts_whatever_the_order_of_the_files() {
    let facts = shipped("vocabulary/facts.ron").replace(
        "facts: [",
        "facts: [(id: \"demo.ready\", short: \"demo ready\", by: Key, means: \"something can be shown\"),",
    );
    let demo = shipped("ceremonies/standup.ron")
        .replace("id: \"standup\"", "id: \"demo-round\"")
        .replace("when: Is(\"parked.open\"),", "when: Is(\"demo.ready\"),");
    let files = [("demo.ron".to_owned(), demo), ("facts.ron".to_owned(), facts)];
    let (library, problems) = Library::with(files);
    assert_eq!(problems, []);
    assert!(library.ceremony(&"demo-round".into()).is_some());
    assert_eq!(library.ceremonies.len(), Library::shipped().ceremonies.len() + 1);
}

#[test]
fn facts_that_others_rely_on_cannot_be_left_out() {
    let facts = "Facts(id: \"facts\", facts: [])".to_owned();
    let (library, problems) = Library::with([("facts.ron".to_owned(), facts)]);
    assert_eq!(library, Library::shipped());
    assert!(problems.iter().any(|it| it.message.contains("`q.vision` is left out")));
}

#[test]
fn boxes_add_up_however_short_the_meeting_and_whatever_is_skipped() {
    for ceremony in Library::shipped().ceremonies {
        let ids: Vec<_> = ceremony.steps.iter().map(|it| it.id.clone()).collect();
        for seconds in [1, 29, 31, 200, 899, 3601, 28_800] {
            for kept in 0..ids.len() {
                let skipped: Vec<_> = ids.iter().filter(|it| **it != ids[kept]).cloned().collect();
                let boxes = timebox::boxes(&ceremony, Secs(seconds), &skipped, Secs(0));
                let sum: u32 = boxes.iter().map(|it| it.1.0).sum();
                assert!(boxes.is_empty() || sum == seconds, "{} {seconds} {kept}", ceremony.id);
            }
            let boxes = timebox::boxes(&ceremony, Secs(seconds), &[], Secs(0));
            assert_eq!(boxes.iter().map(|it| it.1.0).sum::<u32>(), seconds, "{}", ceremony.id);
        }
    }
}

#[test]
fn a_late_standup_takes_its_minutes_from_the_round() {
    let library = Library::shipped();
    let standup = library.ceremony(&"standup".into()).unwrap();
    let boxes = |late| -> Vec<u32> {
        let all = timebox::boxes(standup, Secs(900), &[], Secs(late));
        all.iter().map(|it| it.1.0).collect()
    };
    assert_eq!(boxes(0), [30, 60, 540, 120, 120, 30]);
    assert_eq!(boxes(300), [30, 60, 240, 120, 120, 30]);
    assert_eq!(boxes(900), boxes(0), "a start as late as the whole standup is a standup moved");
}

#[test]
fn rebalancing_shrinks_elastic_steps_only_and_not_below_their_least() {
    let library = Library::shipped();
    let planning = library.ceremony(&"planning".into()).unwrap();
    let ahead: Vec<_> =
        timebox::boxes(planning, Secs(7200), &[], Secs(0)).into_iter().skip(4).collect();
    let sum: u32 = ahead.iter().map(|it| it.1.0).sum();
    let tighter = timebox::rebalance(planning, &ahead, Secs(sum - 600));
    let told: Vec<(&str, u32)> = tighter.iter().map(|it| (it.0.as_str(), it.1.0)).collect();
    assert_eq!(told, [("pl.select", 2130 - 330), ("pl.how", 1590 - 270)]);
    let none: Vec<u32> =
        timebox::rebalance(planning, &ahead, Secs(0)).iter().map(|it| it.1.0).collect();
    assert_eq!(none, [0, 0]);
}
