//! The rules situations and drills are written by, held for all that are bundled. Nothing here runs a session.

use std::collections::{BTreeMap, BTreeSet};

use runsheet::{
    ceremony::{Id, Library, WarningSource},
    practice::{Content, Grade, Owner, Situation, SituationOption, check},
};

fn all() -> Vec<Situation> {
    Content::shipped().situations.into_iter().flat_map(|it| it.situations).collect()
}

#[track_caller]
fn best(situation: &Situation) -> &SituationOption {
    situation.best().unwrap_or_else(|| panic!("{} has no best answer", situation.id))
}

fn length(it: &SituationOption) -> usize {
    it.text.chars().count()
}

/// The problems of a text, each as `LINE:COL: message`.
fn problems(text: &str) -> Vec<String> {
    let found = check("own.ron", text, &Library::shipped(), &Content::shipped());
    let found = found.err().unwrap_or_default();
    found.iter().map(|it| it.to_string().replacen("own.ron:", "", 1)).collect()
}

#[test]
fn every_bundled_file_of_practice_is_without_problems() {
    for (path, text) in Content::texts() {
        assert_eq!(problems(text), Vec::<String>::new(), "{path}");
    }
}

#[test]
fn there_are_eighty_nine_situations_and_no_id_or_scene_twice() {
    let all = all();
    let ids: BTreeSet<&Id> = all.iter().map(|it| &it.id).collect();
    let scenes: BTreeSet<&str> = all.iter().map(|it| it.scene.as_str()).collect();
    assert!(all.len() >= 89, "{}", all.len());
    assert_eq!((ids.len(), scenes.len()), (all.len(), all.len()));
}

#[test]
fn every_principle_has_a_plan_for_the_next_time() {
    for it in Content::shipped().principles.principles {
        let says = it.plan.strip_prefix("If ").and_then(|it| it.split_once(", then I "));
        assert!(says.is_some(), "{}: {}", it.id, it.plan);
        assert!(it.plan.chars().count() <= 150, "{}", it.id);
    }
}

#[test]
fn every_principle_has_three_situations_in_different_ceremonies_or_profiles() {
    let content = Content::shipped();
    let mut places: BTreeMap<&Id, BTreeSet<(&Id, Option<&Id>)>> = BTreeMap::new();
    for file in &content.situations {
        for it in &file.situations {
            let place = (&file.ceremony, it.profile.as_ref());
            places.entry(&it.principle).or_default().insert(place);
        }
    }
    assert_eq!(content.principles.principles.len(), 24);
    for principle in &content.principles.principles {
        let places = places.get(&principle.id).map_or(0, BTreeSet::len);
        assert!(places >= 3, "{}: {places}", principle.id);
    }
}

#[test]
fn every_ceremony_has_four_noises_and_every_profile_two_of_them() {
    let (library, content) = (Library::shipped(), Content::shipped());
    for ceremony in &library.ceremonies {
        let files = content.situations.iter().filter(|it| it.ceremony == ceremony.id);
        let noises = files.flat_map(|it| &it.situations).filter(|it| it.noise).count();
        assert!(noises >= 4, "{}: {noises}", ceremony.id);
        for profile in &library.profiles {
            let fitting: Vec<_> = content.fitting(&ceremony.id, &profile.id).collect();
            let noises = fitting.iter().filter(|it| it.noise).count();
            assert!(noises >= 2, "{} {}: {noises}", ceremony.id, profile.id);
            assert!(fitting.len() - noises >= 4, "{} {}", ceremony.id, profile.id);
        }
    }
}

#[test]
fn where_noise_is_let_pass_the_best_answer_takes_no_words() {
    for it in all().iter().filter(|it| it.noise) {
        assert!(!best(it).text.starts_with('\''), "{}", it.id);
    }
}

#[test]
fn the_best_answer_is_the_longest_in_a_third_at_most() {
    let all = all();
    let is_longest =
        |it: &&Situation| it.options.iter().map(length).max() == Some(length(best(it)));
    assert!(all.iter().filter(is_longest).count() * 3 <= all.len());
}

#[test]
fn in_half_of_them_the_best_answer_costs_something_on_one_bar() {
    let all = all();
    let costs = |it: &&Situation| best(it).effects.points().iter().any(|it| *it < 0);
    let cost = all.iter().filter(costs).count();
    assert!(cost * 2 >= all.len(), "{cost} of {}", all.len());
}

#[test]
fn the_best_answer_does_more_good_than_it_costs() {
    for it in all() {
        let lost: i32 = best(&it).effects.points().iter().filter(|it| **it < 0).sum();
        assert!(lost >= -3 && best(&it).effects.sum() > 0, "{}", it.id);
    }
}

#[test]
fn sources_of_grades_are_tags_that_are_explained() {
    let known = include_str!("../../assets/SOURCES.md");
    let known: BTreeSet<&str> =
        known.split(['|', '`', ',']).map(|it| it.trim().trim_end_matches('*')).collect();
    for situation in all() {
        for source in situation.options.iter().flat_map(|it| &it.sources) {
            assert!(known.contains(source.as_str()), "{}: {source}", situation.id);
        }
    }
}

/// A way to pick an answer without reading what it says: the highest value wins.
type Guess = fn(&SituationOption) -> [usize; 3];

const GUESSES: [(&str, Guess); 20] = [
    ("longest", |it| [length(it), 0, 0]),
    ("shortest", |it| [1000 - length(it), 0, 0]),
    ("of middle length", |it| [1000 - length(it).abs_diff(105), 0, 0]),
    ("quoted", |it| [quoted(it), 0, 0]),
    ("not quoted", |it| [1 - quoted(it), 0, 0]),
    ("quoted, two sentences", |it| [quoted(it) * sentences(it), 0, 0]),
    ("not quoted with two sentences", |it| [1 - quoted(it) * sentences(it), 0, 0]),
    ("two sentences", |it| [sentences(it), 0, 0]),
    ("one sentence", |it| [1 - sentences(it), 0, 0]),
    ("names a time", |it| [time(it), 0, 0]),
    ("names no time", |it| [1 - time(it), 0, 0]),
    ("semicolon", |it| [holds(it, ";"), 0, 0]),
    ("question", |it| [holds(it, "?"), 0, 0]),
    ("no question", |it| [1 - holds(it, "?"), 0, 0]),
    ("most commas", |it| [it.text.matches(',').count(), 0, 0]),
    ("not quoted, longest", |it| [1 - quoted(it), length(it), 0]),
    ("not quoted, shortest", |it| [1 - quoted(it), 1000 - length(it), 0]),
    ("quoted, longest", |it| [quoted(it), length(it), 0]),
    ("question, longest", |it| [holds(it, "?"), length(it), 0]),
    ("not quoted, a time, longest", |it| [1 - quoted(it), time(it), length(it)]),
];

fn quoted(it: &SituationOption) -> usize {
    usize::from(it.text.starts_with('\''))
}

fn holds(it: &SituationOption, sign: &str) -> usize {
    usize::from(it.text.contains(sign))
}

/// 1 for two sentences or more.
fn sentences(it: &SituationOption) -> usize {
    let text: Vec<char> = it.text.chars().collect();
    let ends = |n: &usize| {
        ['.', '?', '!'].contains(&text[*n])
            && text.get(n + 1).is_none_or(|it| [' ', '\''].contains(it))
    };
    usize::from((0..text.len()).filter(ends).count() >= 2)
}

const TIMES: [&str; 18] = [
    "right after",
    "straight after",
    "afterwards",
    "by noon",
    "by four",
    "by three",
    "by next",
    "by tonight",
    "today",
    "tomorrow",
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "this week",
    "next week",
    "minute",
];

fn time(it: &SituationOption) -> usize {
    usize::from(TIMES.iter().any(|time| it.text.contains(time)))
}

/// Sixtieths, which every number of options from 1 to 5 divides.
const WHOLE: usize = 60;

/// What a guess is worth: whole for the best answer, shared where it cannot choose.
fn worth(situation: &Situation, guess: Guess, value: fn(Grade) -> usize) -> usize {
    let most = situation.options.iter().map(guess).max();
    let picked: Vec<_> = situation.options.iter().filter(|it| Some(guess(it)) == most).collect();
    let values: usize = picked.iter().map(|it| value(it.grade)).sum();
    values * WHOLE / picked.len()
}

fn right(grade: Grade) -> usize {
    usize::from(grade == Grade::Best)
}

/// As the rubric has it.
fn points(grade: Grade) -> usize {
    match grade {
        Grade::Best => 3,
        Grade::Acceptable => 2,
        Grade::Poor => 0,
    }
}

/// Fails when a guess is worth more than chance and that many hundredths of all there is.
fn no_guess_beats(value: fn(Grade) -> usize, hundredths: usize) {
    let all = all();
    let sum = |guess: Guess| all.iter().map(|it| worth(it, guess, value)).sum::<usize>();
    let whole = all.len() * WHOLE * value(Grade::Best);
    let chance = sum(|_| [0; 3]);
    for (name, guess) in GUESSES {
        let (found, limit) = (sum(guess), chance + whole * hundredths / 100);
        let percent = |it: usize| it * 100 / whole;
        assert!(found <= limit, "{name}: {} %, by chance {} %", percent(found), percent(chance));
    }
}

#[test]
fn no_guess_by_the_look_of_an_answer_is_right_more_than_five_points_above_chance() {
    no_guess_beats(right, 5);
}

#[test]
fn no_guess_by_the_look_of_an_answer_earns_more_than_ten_points_above_chance() {
    no_guess_beats(points, 10);
}

#[test]
fn the_best_answer_has_no_usual_place_among_the_lengths() {
    let all = all();
    let chance: usize = all.iter().map(|it| WHOLE / it.options.len()).sum();
    for place in 0..4 {
        let is_there = |it: &&Situation| {
            let mut options: Vec<_> = it.options.iter().collect();
            options.sort_by_key(|it| std::cmp::Reverse(length(it)));
            options.get(place).is_some_and(|it| it.grade == Grade::Best)
        };
        let there = all.iter().filter(is_there).count() * WHOLE;
        assert!(there <= chance + all.len() * WHOLE / 20, "place {place}: {}", there / WHOLE);
    }
}

#[test]
fn guesses_are_measured_as_they_would_be_by_hand() {
    let all = all();
    let leave = all.iter().find(|it| it.id == "p09").unwrap();
    assert_eq!(worth(leave, GUESSES[1].1, right), WHOLE, "`Let it run.` is the shortest of four");
    assert_eq!(worth(leave, GUESSES[0].1, right), 0);
    assert_eq!(worth(leave, GUESSES[4].1, right), WHOLE / 3, "three of the four are not quoted");
    assert_eq!(worth(leave, GUESSES[4].1, points), 5 * WHOLE / 3, "best, acceptable, poor");
}

#[test]
fn every_persona_plays() {
    let all = all();
    for persona in &Content::shipped().personas.personas {
        assert!(all.iter().any(|it| it.personas.contains(&persona.id)), "{}", persona.id);
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
fn a_situation_is_scored_on_the_axis_of_its_principle() {
    let content = Content::shipped();
    let index = all().into_iter().find(|it| it.id == "p06").unwrap();
    assert_eq!(content.axis_of(&index), Some(&Id::from("time")));
}

#[test]
fn a_bound_counts_below_nothing_too() {
    let state = Content::shipped().state;
    let cut = state.consequences.iter().find(|it| it.id == "closing-cut").unwrap();
    assert!(cut.when.iter().all(|it| it.holds(-1)));
    assert!(!cut.when.iter().any(|it| it.holds(0)));
}

const OWN: &str = r#"Situations(
    id: "own", ceremony: "standup",
    situations: [
        (id: "own1", step: "su.sync", fits: ["startup"], personas: ["lead"], principle: "pr.swap", scene: "A scene.",
         options: [
            (id: "a", grade: Best, text: "One.", why: "Reason.", sources: ["J"], effects: (time: Secs(30), trust: 5)),
            (id: "b", grade: Acceptable, text: "Two.", why: "Reason.", sources: ["J"], effects: (time: Secs(30))),
            (id: "c", grade: Poor, text: "Three.", why: "Reason.", sources: ["J"], effects: (time: Secs(30), trust: -5)),
         ]),
    ],
)
"#;

#[test]
fn a_situation_of_ones_own_stands_beside_the_bundled_ones() {
    assert_eq!(problems(OWN), Vec::<String>::new());
    let library = Library::shipped();
    let (content, found) = Content::with([("own.ron".into(), OWN.into())], &library);
    assert!(found.is_empty());
    assert_eq!(content.situations.len(), Content::shipped().situations.len() + 1);
}

#[test]
fn every_example_of_the_authors_guide_is_without_problems() {
    let guide = include_str!("../../docs/authoring.md");
    let examples: Vec<&str> = guide.split("```ron\n").skip(1).collect();
    assert!(examples.len() >= 4, "{}", examples.len());
    for example in examples {
        let text = example.split("```").next().unwrap();
        assert_eq!(problems(text), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn a_persona_of_ones_own_joins_the_others_and_may_play_at_once() {
    let noor = r#"Personas(id: "ours", personas: [(id: "noor", name: "Noor", role: Dev, manner: "hums")])"#;
    let scene = OWN.replace("\"lead\"", "\"noor\"");
    let files = [("a.ron".into(), scene), ("b.ron".into(), noor.into())];
    let (content, found) = Content::with(files, &Library::shipped());
    assert_eq!(found, []);
    let personas = Content::shipped().personas.personas.len() + 1;
    assert_eq!(content.personas.personas.len(), personas);
    assert!(content.situations.iter().any(|it| it.id == "own"));
}

#[test]
fn each_rule_of_authoring_is_told_at_its_place() {
    for (from, to, expected) in [
        ("su.sync", "su.synk", "4:28: no step is called `su.synk`; did you mean `su.sync`?"),
        ("pr.swap", "pr.swop", "4:89: no principle is called `pr.swop`; did you mean `pr.swap`?"),
        ("own1", "p09", "4:14: id `p09` is taken in `standup`"),
        ("grade: Acceptable", "grade: Best", "5:19: 2 options are `Best`; exactly one is"),
        ("trust: 5", "trust: 50", "6:115: 50 points: one answer moves a bar by 10 at most"),
        (
            "text: \"Two.\", why: \"Reason.\", sources: [\"J\"]",
            "text: \"Two.\", why: \"Reason.\", sources: []",
            "7:13: no source: name at least one, `J` for one's own judgement",
        ),
        ("trust: -5", "trust: 1", "8:93: does as much good as `b`, which is graded higher"),
    ] {
        let found = problems(&OWN.replacen(from, to, 1));
        assert!(found.iter().any(|it| it == expected), "{expected}\n{found:#?}");
    }
}

/// Several mistakes of several kinds in one file: each is told, where it is.
#[test]
fn many_mistakes_in_one_file_are_all_told_in_their_places() {
    let text = OWN
        .replacen("ceremony: \"standup\"", "ceremony: \"standupp\"", 1)
        .replacen("fits: [\"startup\"]", "fits: [\"startups\"]", 1)
        .replacen("personas: [\"lead\"]", "personas: [\"leed\"], facts: [\"q.visoin\"]", 1)
        .replacen("grade: Best", "grade: Poor", 1)
        .replacen("text: \"Two.\", why: \"Reason.\"", "txt: \"Two.\", why: \"Reason.\"", 1)
        .replacen(
            "text: \"Three.\", why: \"Reason.\", sources: [\"J\"]",
            "text: \"Three.\", why: \"Reason.\", sources: []",
            1,
        )
        .replacen("trust: -5", "trust: -50", 1);
    let found = problems(&text);
    let told =
        |line: &str, words: &str| found.iter().any(|it| it.starts_with(line) && it.contains(words));
    for (line, words) in [
        ("2:", "no ceremony is called `standupp`; did you mean `standup`?"),
        ("4:", "no persona is called `leed`; did you mean `lead`?"),
        ("7:", "`txt`"),
    ] {
        assert!(told(line, words), "{words}\n{found:#?}");
    }
    let readable = text.replacen("txt:", "text:", 1).replacen("standupp", "standup", 1);
    let found = problems(&readable);
    let told =
        |line: &str, words: &str| found.iter().any(|it| it.starts_with(line) && it.contains(words));
    for (line, words) in [
        ("4:", "no profile is called `startups`; did you mean `startup`?"),
        ("4:", "no persona is called `leed`; did you mean `lead`?"),
        ("4:", "no fact is called `q.visoin`; did you mean `q.vision`?"),
        ("5:", "0 options are `Best`; exactly one is"),
        ("8:", "no source"),
        ("8:", "-50 points"),
    ] {
        assert!(told(line, words), "{words}\n{found:#?}");
    }
}

#[test]
fn a_persona_or_a_drill_with_a_mistake_is_told_where_it_is() {
    let persona = |role: &str, name: &str| {
        problems(&format!(
            "Personas(id: \"ours\", personas: [(id: \"noor\", name: \"{name}\", role: {role}, manner: \"hums\")])"
        ))
    };
    assert_eq!(persona("Dev", "Noor"), Vec::<String>::new());
    assert!(persona("Dve", "Noor")[0].contains("`Dve`"), "{:?}", persona("Dve", "Noor"));
    assert!(!persona("Dev", "").is_empty());
    let drill = |id: &str, own: &str, more: &str| {
        problems(&format!(
            "Drills(id: \"ours\", drills: [\n(id: \"{id}\", say: \"Write the note\", own: {own}, why: \"It looks outward.\", {more}),\n])"
        ))
    };
    assert_eq!(drill("our.note", "Pm", "sources: [\"J\"]"), Vec::<String>::new());
    for (own, more, words) in [
        ("Pmm", "sources: [\"J\"]", "`Pmm`"),
        ("Pm", "sources: []", "source"),
        ("Shared", "sources: [\"J\"]", "shared_by"),
        ("Pm", "own_in: {\"startups\": Po}, sources: [\"J\"]", "`startups`"),
    ] {
        let found = drill("our.note", own, more);
        assert!(
            found.iter().any(|it| it.starts_with("2:") && it.contains(words)),
            "{words} {found:?}"
        );
    }
}

#[test]
fn a_mistake_of_reading_hides_no_mistake_of_sense() {
    let second = OWN.replace("own1", "own2").replace("su.sync", "su.synk");
    let (head, tail) = OWN.split_once("    ],\n)").unwrap();
    let broken = head.replacen("grade: Best", "grade: Bests", 1);
    let item = second.split_once("situations: [\n").unwrap().1.split_once("    ],\n)").unwrap().0;
    let found = problems(&format!("{broken}{item}    ],\n){tail}"));
    assert_eq!(found.len(), 2, "{found:#?}");
    assert!(found[0].starts_with("6:") && found[0].contains("`Bests`"), "{found:#?}");
    assert!(found[1].starts_with("10:") && found[1].contains("`su.synk`"), "{found:#?}");
}

#[test]
fn every_flag_a_facilitator_can_raise_leads_to_a_principle() {
    let (library, content) = (Library::shipped(), Content::shipped());
    let trained: Vec<&Id> =
        content.principles.principles.iter().flat_map(|it| &it.warnings).collect();
    let flags =
        library.warnings.warnings.iter().filter(|it| !matches!(it.by, WarningSource::Auto(_)));
    let missing: Vec<&Id> = flags.map(|it| &it.id).filter(|it| !trained.contains(it)).collect();
    assert!(missing.is_empty(), "{missing:?}");
}
