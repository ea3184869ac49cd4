//! Practice runs played without a screen: they end, repeat, and score as the rubric says. Content has its own tests.

use std::sync::Arc;

use runsheet::{
    ceremony::{CaptureKind, Id, Library},
    practice::{
        Beside, Content, Grade, Opening, Policy, Rehearsal, Staged, Wanted, Way, check, retell,
        setup,
    },
    session::{CardInput, Command, Ending, Refusal, SessionMode},
};

use crate::world::{CEREMONIES, PROFILES, START_MS};

fn staged(library: &Library, content: &Content, ceremony: &str, wanted: &Wanted) -> Staged {
    let ceremony = library.ceremony(&ceremony.into()).expect("bundled");
    Staged::drawn(content, ceremony, wanted)
}

fn begun(ceremony: &str, profile: &str, level: usize, seed: u64) -> Rehearsal {
    let (library, content) = (Library::shipped(), Arc::new(Content::shipped()));
    let level = content.levels.levels[level - 1].id.clone();
    let wanted = Wanted { profile: profile.into(), level, seed, ..Wanted::default() };
    let staged = staged(&library, &content, ceremony, &wanted);
    let opening = Opening {
        sid: "0".repeat(32).into(),
        wall_ms: START_MS,
        offset_min: 60,
        today: chrono::NaiveDate::from_ymd_opt(2026, 11, 23).unwrap(),
    };
    let setup = setup(&library, &content, &staged, opening).expect("bundled names are known");
    Rehearsal::begun(content, setup.into(), staged)
}

pub(crate) fn played(
    ceremony: &str,
    profile: &str,
    level: usize,
    seed: u64,
    policy: Policy,
) -> Rehearsal {
    let mut run = begun(ceremony, profile, level, seed);
    run.play(policy);
    run
}

#[test]
fn every_ceremony_is_played_to_its_end_with_every_situation_answered() {
    for ceremony in CEREMONIES {
        for profile in PROFILES {
            for (seed, level) in [1, 2, 3].into_iter().enumerate() {
                let run = played(ceremony, profile, level, seed as u64, Policy::Random);
                let name = format!("{ceremony} {profile} {level}");
                assert_eq!(run.session.ending(), Some(&Ending::Done), "{name}");
                assert_eq!(run.answers().len(), run.run.staged.situations.len(), "{name}");
                assert_eq!(run.session.setup().opened.mode, SessionMode::Practice);
            }
        }
    }
}

#[test]
fn the_same_seed_and_play_give_the_same_records() {
    for policy in Policy::ALL {
        let (one, other) = (
            played("planning", "midsize", 2, 9, policy),
            played("planning", "midsize", 2, 9, policy),
        );
        assert_eq!(one.session.records(), other.session.records());
        assert_eq!(one.beside, other.beside);
    }
    let other_seed = played("planning", "midsize", 2, 10, Policy::Best);
    assert_ne!(other_seed.beside, played("planning", "midsize", 2, 9, Policy::Best).beside);
}

#[test]
fn a_run_that_was_cut_off_anywhere_tells_the_same_talk_again() {
    let mut cuts = 0;
    for (ceremony, profile, level) in
        [("standup", "enterprise", 1), ("retro", "midsize", 2), ("planning", "startup", 3)]
    {
        let mut run = begun(ceremony, profile, level, 5);
        for _ in 0..400 {
            let (again, open) = retell(
                run.run.content.clone(),
                run.run.staged.clone(),
                Arc::new(run.session.setup().clone()),
                run.session.records(),
                &run.beside,
            );
            assert_eq!(again.talk, run.run.talk, "{ceremony} after {cuts}");
            assert_eq!((&again.bars, &again.scene), (&run.run.bars, &run.run.scene));
            assert_eq!(again.answers, run.run.answers);
            assert_eq!(open, run.open);
            cuts += 1;
            if run.session.ending().is_some() {
                break;
            }
            match run.run.situation().map(|it| run.run.options(it)) {
                Some(options) => run.answer(&options[0].id, None),
                None => {
                    if run.ask(run.session.natural()).is_err() {
                        break;
                    }
                }
            }
        }
    }
    assert!(cuts > 40, "{cuts}");
}

#[test]
fn what_was_cut_off_in_the_middle_is_done_next() {
    let run = played("retro", "midsize", 1, 5, Policy::Best);
    let (setup, records) = (Arc::new(run.session.setup().clone()), run.session.records());
    for cut in 0..=records.len() {
        let last = cut.checked_sub(1).map_or(0, |it| records[it].n);
        let beside: Vec<_> = run.beside.iter().filter(|it| it.0 <= last).cloned().collect();
        let (again, _) = retell(
            run.run.content.clone(),
            run.run.staged.clone(),
            setup.clone(),
            &records[..cut],
            &beside,
        );
        assert!(run.run.talk.starts_with(&again.talk), "{cut}: {:?}", again.talk);
    }
}

#[test]
fn a_run_draws_four_to_seven_situations_with_the_noise_of_its_level() {
    let (library, content) = (Library::shipped(), Content::shipped());
    for ceremony in CEREMONIES {
        for profile in PROFILES {
            for level in &content.levels.levels {
                for seed in 0..20 {
                    let wanted = Wanted {
                        profile: profile.into(),
                        level: level.id.clone(),
                        seed,
                        ..Wanted::default()
                    };
                    let staged = staged(&library, &content, ceremony, &wanted);
                    assert!(
                        (4..=7).contains(&staged.situations.len()),
                        "{ceremony} {profile} {seed}"
                    );
                    let noise = staged.situations.iter().filter(|it| it.noise).count();
                    assert_eq!(noise, level.noise, "{ceremony} {profile} {seed}");
                    assert!(staged.situations.iter().all(|it| it.fits.contains(&Id::new(profile))));
                }
            }
        }
    }
}

#[test]
fn what_is_due_comes_first_and_what_was_just_played_waits() {
    let (library, content) = (Library::shipped(), Content::shipped());
    let wanted =
        Wanted { profile: "midsize".into(), level: "guided".into(), seed: 3, ..Wanted::default() };
    let first = staged(&library, &content, "standup", &wanted);
    let recent: Vec<Id> = first.situations.iter().map(|it| it.id.clone()).collect();
    let due = vec![Id::new("pr.no_promise"), Id::new("pr.include")];
    let second = staged(
        &library,
        &content,
        "standup",
        &Wanted { recent: recent.clone(), due: due.clone(), ..wanted },
    );
    assert!(second.situations.iter().all(|it| !recent.contains(&it.id)), "{:?}", second.scenario);
    let (ceremony, profile) = (Id::new("standup"), Id::new("midsize"));
    let known = content.fitting(&ceremony, &profile);
    let served = known.filter(|it| due.contains(&it.principle) && !recent.contains(&it.id)).count();
    let met = second.situations.iter().filter(|it| due.contains(&it.principle)).count();
    assert!(met >= served.min(1), "{met} of {served}");
}

#[test]
fn the_step_is_not_left_while_a_situation_waits() {
    let mut run = begun("standup", "midsize", 1, 4);
    for _ in 0..60 {
        if run.run.scene.is_some() {
            break;
        }
        let wish = run.session.natural();
        run.ask(wish).unwrap();
    }
    let scene = run.run.scene.clone().expect("a standup has a situation");
    let step = run.session.step().unwrap().id.clone();
    let way = run.run.before(&run.session, &run.open, Command::Advance, run.now);
    assert_eq!(way, Way::Hold);
    assert_eq!(run.run.scene, Some(scene));
    assert_eq!(run.session.step().unwrap().id, step);
}

#[test]
fn simulated_people_use_the_commands_that_people_use() {
    let retro = played("retro", "midsize", 1, 1, Policy::Best);
    let kinds: Vec<CaptureKind> =
        retro.session.captures().iter().map(|it| it.capture.kind).collect();
    assert!(
        kinds.contains(&CaptureKind::Action) && kinds.contains(&CaptureKind::Note),
        "{kinds:?}"
    );
    let planning = played("planning", "midsize", 1, 1, Policy::Best);
    let ended = planning
        .session
        .summary(planning.now)
        .steps
        .iter()
        .flat_map(|it| it.passes.clone())
        .filter(|it| it.outcome.is_some())
        .count();
    assert!(ended >= 3, "{ended}");
}

#[test]
fn the_team_writes_hidden_cards_shows_and_groups_them_and_places_dots() {
    let mut retro = begun("retro", "midsize", 1, 1);
    let mut hidden = 0;
    for _ in 0..200 {
        if let Some(id) = retro.run.scene.clone() {
            let option = retro.run.staged.situation(&id).unwrap().options[0].id.clone();
            retro.answer(&option, None);
        } else if retro.session.step().is_some_and(|it| it.id == "rt.insight") {
            break;
        } else {
            retro.ask(retro.session.natural()).unwrap();
        }
        hidden = hidden.max(retro.open.hidden_cards(&retro.session));
    }
    assert!(hidden >= 7, "{hidden}");
    assert_eq!(retro.open.hidden_cards(&retro.session), 0);
    let topics = retro.session.topics();
    let grouped = topics.iter().find(|it| it.title == "Test data comes too late".into()).unwrap();
    assert!(grouped.cards.len() >= 2, "{topics:?}");
    assert!(retro.session.has_dots());
    let events: Vec<String> =
        retro.session.records().iter().map(|it| format!("{:?}", it.event)).collect();
    let names = ["Oskar", "Vita", "Milan", "Ana"];
    let told = events.iter().filter(|it| it.contains("CardsShown") || it.contains("DotsShown"));
    assert!(told.clone().count() >= 3);
    assert!(told.clone().all(|it| !names.iter().any(|name| it.contains(name))), "{events:?}");
}

#[test]
fn every_format_gets_cards_in_columns_of_its_own() {
    let library = Library::shipped();
    for format in &library.formats {
        let mut retro = begun("retro", "midsize", 1, 1);
        let set = Command::SetBoard { format: format.id.clone(), input: CardInput::Typed };
        let asked = retro.ask(set);
        assert!(asked.is_ok() || retro.session.format() == Some(format), "{}", format.id);
        retro.play(Policy::Best);
        let cards: Vec<_> = retro.session.cards().collect();
        assert!(cards.len() >= 4, "{}: {cards:?}", format.id);
        assert!(cards.iter().all(|it| format.column(&it.column).is_some()));
        assert!(retro.session.has_dots(), "{}", format.id);
    }
}

#[test]
fn cards_stay_on_the_wall_where_the_learner_said_so() {
    let mut retro = begun("retro", "midsize", 1, 1);
    let other = Library::shipped()
        .formats
        .iter()
        .map(|it| it.id.clone())
        .find(|it| retro.session.format().is_some_and(|known| known.id != *it));
    let set = Command::SetBoard { format: other.unwrap(), input: CardInput::Wall };
    retro.ask(set).unwrap();
    retro.play(Policy::Best);
    assert_eq!(retro.session.cards().count(), 0);
    assert!(retro.session.topics().len() >= 3, "{:?}", retro.session.topics());
    assert_eq!(retro.session.ending(), Some(&Ending::Done));
}

#[test]
fn developers_count_their_days_and_pull_until_the_sprint_is_full() {
    for seed in 0..12 {
        let planning = played("planning", "midsize", 1, seed, Policy::Best);
        let counted = planning.session.capacity();
        assert!(counted.available < counted.full(), "{counted:?}");
        let (taken, middle) =
            (planning.session.selected(), planning.session.forecast().unwrap().mid);
        assert!(taken.size <= middle, "{taken:?} of {middle:?}");
    }
}

#[test]
fn developers_size_each_item_and_play_again_when_they_lie_far_apart() {
    let mut again = 0;
    for seed in 0..8 {
        let run = played("refinement", "midsize", 1, seed, Policy::Poor);
        let items: Vec<_> = run
            .session
            .items()
            .iter()
            .filter(|it| run.session.rounds(&it.name).count() > 0)
            .collect();
        assert!(!items.is_empty());
        for it in items {
            again += usize::from(run.session.rounds(&it.name).count() > 1);
            let last = run.session.rounds(&it.name).next_back().unwrap();
            assert!(last.hands.iter().any(|hand| hand.card == it.known.size), "{it:?} {last:?}");
        }
    }
    assert!(again > 0);
}

#[test]
fn a_team_that_does_not_trust_keeps_its_blockers_to_itself() {
    let blockers = |policy| {
        (0..12)
            .map(|seed| played("standup", "midsize", 1, seed, policy))
            .map(|it| {
                it.session
                    .captures()
                    .iter()
                    .filter(|it| it.capture.kind == CaptureKind::Blocker)
                    .count()
            })
            .sum::<usize>()
    };
    assert!(blockers(Policy::Best) > blockers(Policy::Poor));
}

#[test]
fn pulling_the_product_manager_in_for_nothing_is_a_false_alarm() {
    let mut run = begun("standup", "midsize", 2, 4);
    let before = run.run.judgement.tally(&run.session);
    let input = run
        .run
        .judgement
        .seen()
        .iter()
        .find(|it| !run.run.judgement.applied().contains(*it))
        .cloned();
    let Some(input) = input.or_else(|| {
        run.ask(Command::Advance).ok()?;
        run.run.judgement.seen().first().cloned()
    }) else {
        panic!("no step of a standup has an input");
    };
    run.run.apply(&Beside::Pulled { input }, &run.session, run.now);
    let after = run.run.judgement.tally(&run.session);
    assert_eq!(after.false_alarms, before.false_alarms + 1);
}

#[test]
fn a_fact_that_only_the_learner_claims_calls_for_nothing() {
    let fact = Id::new("roadmap.changed");
    let knows = |it: &Rehearsal| it.run.staged.situations.iter().any(|it| it.facts.contains(&fact));
    let mut runs = (0..50).map(|seed| begun("planning", "midsize", 1, seed));
    let mut run = runs.find(|it| !knows(it)).expect("a run without that fact");
    let applied = |run: &Rehearsal| run.run.judgement.applied().len();
    while run.session.step().is_some_and(|it| it.id != "pl.context") {
        match run.run.scene.clone() {
            Some(id) => {
                let option = run.run.staged.situation(&id).unwrap().options[0].id.clone();
                run.answer(&option, None);
            }
            None => run.ask(run.session.natural()).unwrap(),
        }
    }
    let before = applied(&run);
    run.ask(Command::SetFact(fact.clone(), true)).unwrap();
    assert_eq!(applied(&run), before);
    assert!(matches!(run.ask(Command::SetFact(fact.clone(), true)), Err(Refusal::Unchanged)));
}

/// Runs of each policy here; `cargo run --release --example practice_policies` plays 500.
const RUNS: u64 = 8;

#[test]
fn the_policies_land_where_the_rubric_puts_them() {
    let mut figures = String::new();
    let mut outside = Vec::new();
    for ceremony in CEREMONIES {
        for level in 1..=3 {
            let mean = |policy: Policy| {
                let scores = (0..RUNS).map(|seed| {
                    let profile = PROFILES[usize::try_from(seed).unwrap() % PROFILES.len()];
                    u64::from(played(ceremony, profile, level, seed, policy).score().score)
                });
                scores.sum::<u64>() / RUNS
            };
            let [best, acceptable, poor, random] = Policy::ALL.map(mean);
            let line = format!(
                "{ceremony} level={level} best={best} acceptable={acceptable} random={random} poor={poor}"
            );
            let bands = best >= 80 && (50..80).contains(&acceptable) && poor < 50;
            let between = poor < random && random < acceptable;
            if !(bands && between) {
                outside.push(line.clone());
            }
            figures.push_str(&line);
            figures.push('\n');
        }
    }
    assert!(outside.is_empty(), "outside: {outside:?}\n{figures}");
}

#[test]
fn a_level_shows_as_many_answers_as_it_says_and_never_without_the_best() {
    for (level, shown) in [(1, 3), (2, 4), (3, 4)] {
        let run = begun("retro", "midsize", level, 5).run;
        let mut firsts = Vec::new();
        for it in &run.staged.situations {
            let options = run.options(it);
            assert_eq!(options.len(), it.options.len().min(shown));
            assert!(options.iter().any(|it| it.grade == Grade::Best));
            firsts.push(options[0].grade);
        }
        assert!(firsts.iter().any(|it| *it != Grade::Best), "{firsts:?}");
    }
}

const OWN: &str = r#"Scenario(
    id: "mine", title: "Mine", ceremony: "standup", profile: "midsize", level: "guided",
    situations: ["p46", "p03", "nobody"],
)"#;

#[test]
fn a_scenario_names_situations_of_its_ceremony_that_fit_its_profile() {
    let found = check("own.ron", OWN, &Library::shipped(), &Content::shipped()).unwrap_err();
    let found: Vec<String> = found.iter().map(ToString::to_string).collect();
    assert_eq!(found.len(), 2, "{found:?}");
    assert!(found[0].contains("`p03` does not fit the profile `midsize`"), "{found:?}");
    assert!(found[1].contains("nobody"), "{found:?}");
}
