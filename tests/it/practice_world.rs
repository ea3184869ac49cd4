//! What is said in practice fits the world it is said in: its goal, its range, the hands on its screen.

use runsheet::{
    ceremony::{Id, Library},
    history::forecast::forecast,
    practice::{Content, Policy, Situation, Speech, Staged, Wanted},
};

use crate::{
    practice_runs::played,
    world::{CEREMONIES, PROFILES},
};

fn situations() -> Vec<Situation> {
    Content::shipped().situations.into_iter().flat_map(|it| it.situations).collect()
}

/// Words of a sentence, without its punctuation.
fn words(text: &str) -> Vec<String> {
    let parts = text.split(|it: char| !it.is_alphanumeric() && it != '-');
    parts.filter(|it| !it.is_empty()).map(str::to_lowercase).collect()
}

/// Ways to speak of the goal without saying what it is: what stands right behind the word.
const PLAIN: [&str; 27] = [
    "",
    "and",
    "is final",
    "is half",
    "is drafted",
    "is missed",
    "missed",
    "was met",
    "was missed",
    "most",
    "need",
    "needs is",
    "pays",
    "smaller",
    "stands at",
    "stays",
    "still fits",
    "to me",
    "untouched",
    "we reach",
    "while you",
    "without",
    "alone",
    "kept",
    "is the fixed point",
    "is well",
    "that waits",
];
/// Ways to say what it is: the rest of the sentence does, or all of it.
const SAYS: [&str; 8] =
    ["is the", "is that", "was that", "was the", "was about", "says that", "needs the", "of"];
const RESTS: [&str; 2] = ["rests on", "and stands"];
/// Words that name nothing.
const SMALL: [&str; 6] = ["the", "a", "an", "of", "that", "sales"];

/// What a sentence says the goal is, where it does; a wording nobody has looked at is told.
fn named(sentence: &str) -> Option<Vec<String>> {
    let low = sentence.to_lowercase();
    for (at, _) in low.match_indices("goal") {
        let rest = low[at + 4..].trim_start_matches('s');
        let clause = rest.split(['.', ',', ';', ':', '?', '\'', '!']).next().unwrap_or_default();
        let clause = clause.trim();
        let leads = |lead: &&str| clause == *lead || clause.starts_with(&format!("{lead} "));
        let plain = PLAIN.iter().any(&leads);
        if let Some(lead) = SAYS.iter().find(|it| leads(it) && !plain) {
            return Some(words(&clause[lead.len()..]));
        }
        if RESTS.iter().any(leads) || low[..at].trim_end().ends_with("carry the") {
            return Some(words(&low));
        }
        assert!(plain, "what does this say of the goal? {sentence}");
    }
    None
}

fn lines(it: &Situation) -> Vec<String> {
    let answers =
        it.options.iter().flat_map(|it| [Some(&it.text), Some(&it.why), it.later.as_ref()]);
    let all = [Some(&it.scene)].into_iter().chain(answers).flatten();
    all.map(ToString::to_string).collect()
}

/// Whether the simulated team's own goal, and no other, is named; how often it is.
fn own_goal<'a>(texts: impl IntoIterator<Item = &'a str>) -> usize {
    let team = Library::shipped().teams.into_iter().next().expect("a team is bundled");
    let goal = words(&team.sprint_goal);
    let mut count = 0;
    for sentence in texts.into_iter().flat_map(|it| it.split_inclusive(". ")) {
        let Some(said) = named(sentence) else { continue };
        count += 1;
        let same =
            |it: &str| goal.iter().any(|of| of.trim_end_matches('s') == it.trim_end_matches('s'));
        let told: Vec<&String> = said.iter().filter(|it| !SMALL.contains(&it.as_str())).collect();
        let all = sentence.to_lowercase();
        let whole = RESTS.iter().any(|it| all.contains(it)) || all.contains("carry the goal");
        let fits = if whole {
            told.iter().any(|it| same(it))
        } else {
            !told.is_empty() && told.iter().all(|it| same(it))
        };
        assert!(fits, "{sentence:?} is no goal of this team: {goal:?}");
    }
    count
}

#[test]
fn a_scene_names_no_goal_but_that_of_the_simulated_team() {
    let all: Vec<String> = situations().iter().flat_map(lines).collect();
    let count = own_goal(all.iter().map(String::as_str));
    assert!(count >= 6, "{count}");
}

#[test]
fn nothing_that_is_said_in_a_run_names_another_goal() {
    for seed in 0..12 {
        for (n, ceremony) in CEREMONIES.into_iter().enumerate() {
            let profile = PROFILES[(n + seed) % PROFILES.len()];
            let run = played(ceremony, profile, 1 + seed % 3, seed as u64, Policy::Random);
            own_goal(run.run.talk.iter().map(|it| it.text.as_str()));
        }
    }
}

#[test]
fn a_scene_names_no_range_but_that_of_the_simulated_team() {
    let content = Content::shipped();
    let delivered: Vec<f64> = content.cast.velocities.iter().map(|it| f64::from(*it)).collect();
    let range = forecast(&delivered).expect("the simulated team has a history");
    let range = [range.low, range.mid, range.high].map(|it| format!("{it:.0}")).join(" / ");
    let mut count = 0;
    for it in situations() {
        let Some((_, rest)) = it.scene.split_once("Range from history: ") else { continue };
        count += 1;
        assert_eq!(rest.split('.').next(), Some(range.as_str()), "{}", it.id);
    }
    assert!(count > 0);
}

/// A seed whose run has this situation in it.
fn seed_of(ceremony: &Id, it: &Situation, profile: &str) -> u64 {
    let (library, content) = (Library::shipped(), Content::shipped());
    let level = content.levels.levels[1].id.clone();
    let meets = |seed: &u64| {
        let wanted = Wanted {
            profile: profile.into(),
            level: level.clone(),
            seed: *seed,
            ..Wanted::default()
        };
        let drawn = Staged::drawn(&content, library.ceremony(ceremony).unwrap(), &wanted);
        drawn.situation(&it.id).is_some()
    };
    (0..500).find(meets).unwrap_or_else(|| panic!("{} is never drawn", it.id))
}

#[test]
fn hands_that_a_scene_speaks_of_are_the_hands_that_are_shown() {
    let mut count = 0;
    for file in Content::shipped().situations {
        for it in file.situations.iter().filter(|it| !it.hands.is_empty()) {
            count += 1;
            let profile = it.fits[0].as_str();
            let seed = seed_of(&file.ceremony, it, profile);
            let run = played(file.ceremony.as_str(), profile, 2, seed, Policy::Best);
            let mut hands = it.hands.clone();
            hands.sort_unstable();
            let hands: Vec<String> = hands.iter().map(ToString::to_string).collect();
            let talk = &run.run.talk;
            let scene = talk.iter().position(|line| line.text == it.scene).unwrap();
            let shows =
                |it: &&Speech| it.text.contains(" go up: ") || it.text.contains("on the table: ");
            let before = talk[..scene].iter().rev().find(shows);
            let before = before.map_or(String::new(), |it| it.text.to_string());
            assert!(before.ends_with(&format!(": {}.", hands.join(" "))), "{}: {before}", it.id);
        }
    }
    assert!(count >= 4, "{count}");
}
