//! The rules situations and drills are written by, held for all that are bundled. Nothing here runs a session.

use runsheet::{
    ceremony::{Library, Role},
    practice::{Content, Grade, Owner, Situation, SituationOption, check},
};

fn all() -> Vec<Situation> {
    Content::shipped().situations.into_iter().flat_map(|it| it.situations).collect()
}

#[track_caller]
fn best(situation: &Situation) -> &SituationOption {
    situation.best().unwrap_or_else(|| panic!("{} has no best answer", situation.id))
}

#[test]
fn every_bundled_file_of_practice_is_without_problems() {
    let (library, content) = (Library::shipped(), Content::shipped());
    for (path, text) in Content::texts() {
        if let Err(problems) = check(path, text, &library, &content) {
            let lines: Vec<String> = problems.iter().map(ToString::to_string).collect();
            panic!("{}", lines.join("\n"));
        }
    }
}

#[test]
fn the_best_answer_is_the_longest_in_a_third_at_most() {
    let all = all();
    let length = |it: &SituationOption| it.text.chars().count();
    let longest =
        all.iter().filter(|it| it.options.iter().map(length).max() == Some(length(best(it))));
    assert!(longest.count() * 3 <= all.len());
}

#[test]
fn every_persona_plays_and_has_a_part_that_fits() {
    let content = Content::shipped();
    for persona in &content.personas.personas {
        assert!(persona.role != Role::Po || persona.id == "po_peer", "{}", persona.id);
        assert!(all().iter().any(|it| it.personas.contains(&persona.id)), "{}", persona.id);
    }
}

#[test]
fn there_are_forty_eight_drills_and_every_owner_is_the_answer_of_some() {
    let drills: Vec<_> = Content::shipped().drills.into_iter().flat_map(|it| it.drills).collect();
    assert_eq!(drills.len(), 48);
    assert_eq!(drills.iter().filter(|it| it.gap).count(), 24);
    for owner in [Owner::Po, Owner::Pm, Owner::Shared, Owner::Dev, Owner::Pjm, Owner::Sm] {
        assert!(drills.iter().any(|it| it.own == owner), "{owner:?}");
    }
    let dependency = drills.iter().find(|it| it.id == "d13").unwrap();
    assert_eq!(dependency.owner_in(&"enterprise".into()), Owner::Pjm);
    assert_eq!(dependency.owner_in(&"midsize".into()), Owner::Sm);
}

#[test]
fn a_better_grade_earns_more_and_does_more_good() {
    let points = Content::shipped().rubric.points;
    assert!(points.of(Grade::Best) > points.of(Grade::Acceptable));
    for situation in all() {
        for worse in &situation.options {
            let better = situation.options.iter().filter(|it| it.grade > worse.grade);
            for it in better {
                assert!(it.effects.sum() > worse.effects.sum(), "{} {}", situation.id, it.id);
            }
        }
    }
}
