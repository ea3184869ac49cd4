//! Each kind of mistake an author can make yields its problem, at the place of the mistake.

use std::sync::LazyLock;

use proptest::{collection::vec, prelude::*};
use runsheet::ceremony::{Library, Problem, check};

fn shipped(path: &str) -> &'static str {
    Library::texts().iter().find(|it| it.0 == path).expect("bundled").1
}

fn problems(path: &str, text: &str) -> Vec<Problem> {
    static LIBRARY: LazyLock<Library> = LazyLock::new(Library::shipped);
    check(path, text, &LIBRARY).err().unwrap_or_default()
}

/// Replaces the first `from`; `§` in `to` marks where the problem must be. Answers with the text and that line and column.
#[track_caller]
fn mistake(text: &str, from: &str, to: &str) -> (String, (usize, usize)) {
    assert!(text.contains(from), "{from} is not in the asset");
    let marked = text.replacen(from, to, 1);
    let at = marked.find('§').expect("a marked place");
    let line = marked[..at].matches('\n').count() + 1;
    let col = marked[..at].chars().rev().take_while(|it| *it != '\n').count() + 1;
    (marked.replace('§', ""), (line, col))
}

/// The mistake, and only it, is found where it was made.
#[track_caller]
fn found(path: &str, from: &str, to: &str, message: &str) {
    let (text, (line, col)) = mistake(shipped(path), from, to);
    let found: Vec<String> = problems(path, &text).iter().map(ToString::to_string).collect();
    let start = format!("{path}:{line}:{col}: ");
    assert!(
        matches!(&found[..], [only] if only.starts_with(&start) && only.contains(message)),
        "expected {start}…{message}…, found:\n{}",
        found.join("\n")
    );
}

#[test]
fn a_mistake_in_the_standup_is_found_where_it_was_made() {
    let standup = |from, to, message| found("ceremonies/standup.ron", from, to, message);
    standup("id: \"standup\"", "id: §\"Standup\"", "is no id");
    standup("id: \"su.sync.po2\"", "id: §\"su sync\"", "is no id");
    standup("id: \"su.sync.po2\"", "id: §\"\"", "is no id");
    standup("id: \"su.sync.po2\"", "id: §\"su.open.po1\"", "id `su.open.po1` is taken by line");
    standup("id: \"owned\"", "id: §\"solved\"", "taken by line");
    standup(
        "(id: \"su.after.g1\", level: Hint,",
        "(id: \"su.after.g1\", level: §Hard,",
        "nothing follows this step",
    );
    standup(
        "when: Is(\"parked.open\"),",
        "when: Is(§\"parked.opne\"),",
        "did you mean `parked.open`?",
    );
    standup(
        "Not(Is(\"goal.at_risk\"))",
        "Not(Is(§\"goal.risk\"))",
        "no fact is called `goal.risk`",
    );
    standup("\"ap.story_telling\"", "§\"ap.story_teling\"", "did you mean `ap.story_telling`?");
    standup("speaks_for: [\"ap.no_goal\"]", "speaks_for: [§\"ap.goal\"]", "no warning is called");
    standup("pulse: \"fist\"", "pulse: §\"fits\"", "did you mean `fist`?");
    standup("Rounds(\"fist\")", "Rounds(§\"foot\")", "no pulse is called `foot`");
    standup("Undecided(\"su.after\")", "Undecided(§\"su.afte\")", "did you mean `su.after`?");
    standup("Undecided(\"su.after\")", "Undecided(§\"su.open\")", "has no passes");
    standup("Captures(Parking)", "Outcomes(\"su.after\", §\"solvd\")", "did you mean `solved`?");
    standup("holds: Measure(Rounds(\"fist\"), AtLeast, 1)", "holds: Chosen(§\"way\")", "no choice");
    standup("over: Captured(Parking)", "over: Same(§\"su.close\")", "has no passes");
    standup(
        "over: Captured(Parking)",
        "over: Chosen(\"su.after\", §\"won\")",
        "no outcome is called",
    );
    standup("closing: \"su.", "closing: §\"su..", "no step is called");
    standup("to: \"su.after\", topic", "to: §\"su.goal\", topic", "branches to itself");
    standup("to: \"su.after\", topic", "to: §\"su.afters\", topic", "did you mean `su.after`?");
    standup("back: [\"su.goal\"]", "back: [§\"su.plan\"]", "not before `su.sync`");
    standup("back: [\"su.goal\"]", "back: [§\"su.sync\"]", "not before `su.sync`");
    standup("back: [\"su.goal\"]", "back: [§\"su.gaol\"]", "did you mean `su.goal`?");
    standup("Step(\"su.sync\")", "Step(§\"su.snyc\")", "did you mean `su.sync`?");
    standup("Fixed(Secs(540))", "Fixed(§Secs(0))", "1 s to 24 h");
    standup("Fixed(Secs(540))", "Fixed(§Secs(86401))", "1 s to 24 h");
    standup(
        "pass: Secs(300), most: Secs(900)",
        "pass: §Secs(901), most: Secs(900)",
        "longer than all",
    );
    standup(
        "time: (most: Secs(120))",
        "time: (least: §Secs(121), most: Secs(120))",
        "above `most`",
    );
    standup("time: (most: Secs(120))", "time: (most: Secs(120), usual: §Secs(121))", "not between");
    standup("time: Secs(60), absent", "time: §Secs(90000), absent", "at most 24 h");
    standup("target: (base: Minutes(15))", "target: §(base: Minutes(0))", "comes out at nothing");
    standup("short: \"Plan\"", "short: §\"Sync\"", "short title of `su.sync` too");
    standup("short: \"Plan\"", "short: §\" \"", "`short` is empty");
    standup("say: \"{count} without", "say: §\"{cuont} without", "`{cuont}` cannot be filled in");
    standup("holds: Measure(GoalWords, AtLeast, 1)", "holds: Not(§Asked)", "stands alone");
    standup("when: Is(\"parked.open\"),", "when: §Asked,", "stands alone");
    standup(
        "holds: Measure(GoalWords, AtLeast, 1)",
        "by_design: true, holds: §Never",
        "write `Always`",
    );
    standup("over: Mode", "over: Mode, outcomes: [(id: \"a\", label: §\"\")]", "`label` is empty");
}

#[test]
fn a_text_that_cannot_be_read_says_what_was_expected() {
    let standup = |from, to, message| found("ceremonies/standup.ron", from, to, message);
    standup("Ceremony(", "§Ceremny(", "did you mean `Ceremony`?");
    standup("instrument: Goal", "instrument: §Gaol", "did you mean `Goal`?");
    standup("pm_line: \"Nothing", "§pm_lnie: \"Nothing", "did you mean `pm_line`?");
    standup(
        "(\n            id: \"su.sync\", ",
        "§(\n            ",
        "field `id` is missing in `Step`",
    );
    standup("Present(Dev)", "§Presnt(Dev)", "did you mean `Present`?");
    standup("Fixed(Secs(540))", "Fixed(§540)", "Secs");
}

#[test]
fn a_mistake_in_any_other_asset_is_found_where_it_was_made() {
    found(
        "ceremonies/refinement.ron",
        "usual: Minutes(90)",
        "usual: §Minutes(1441)",
        "1 min to 24 h",
    );
    found("teams/demo.ron", "days: 10", "days: §11", "5, 10, 15 or 20");
    found("teams/demo.ron", "roles: [Sm]", "roles: §[]", "has no role");
    found("teams/demo.ron", "name: \"Lin\"", "name: §\"Grace\"", "two members");
    found("teams/demo.ron", "Percent(60)", "§Percent(0)", "1 to 100 percent");
    found("teams/demo.ron", "profile: \"midsize\"", "profile: §\"middle\"", "no profile");
    found("teams/demo.ron", "(\"standup\", \"09:30\")", "(\"standup\", §\"9.30\")", "time of day");
    found("teams/demo.ron", "(\"planning\",", "(§\"plan\",", "no ceremony");
    found(
        "profiles/midsize.ron",
        "[\"org.pm_separate\"]",
        "[§\"q.vision\"]",
        "no fact of this sort",
    );
    found("vocabulary/facts.ron", "key: \"p\"", "key: §\"v\"", "key of `q.vision` too");
    found("vocabulary/facts.ron", "key: \"p\"", "key: §\"pp\"", "one letter");
    found(
        "vocabulary/facts.ron",
        "by: Derived(Measure(Present(Po), AtLeast, 1))",
        "by: §Derived(Is(\"po.present\"))",
        "rests on itself",
    );
    found("vocabulary/timing.ron", "last: (Percent(10)", "last: §(Percent(30)", "before `soon`");
    found("pulses/fist.ron", "words: [\"no, stop\", ", "words: §[", "5 words for 6 values");
    let ssc = |from, to, message| found("formats/ssc.ron", from, to, message);
    ssc("id: \"stop\"", "id: §\"start\"", "is taken by line");
    ssc("minutes: Minutes(45)", "minutes: §Minutes(0)", "1 to 180 minutes");
    ssc("ask: \"What must we not lose?\"", "ask: §\"\"", "`ask` is empty");
    ssc("columns: [", "§colunms: [", "did you mean `columns`?");
    found("formats/safety.ron", "Is(\"safety.low\")", "Is(§\"safety.lo\")", "no fact is called");
    found("checkins/esvp.ron", "pulse: \"esvp\"", "pulse: §\"espv\"", "did you mean `esvp`?");
    found("pulses/esvp.ron", "concern: 3", "concern: §5", "not on the scale");
    let key =
        shipped("backlogs/demo.ron").split("key: ").nth(1).unwrap().split(',').next().unwrap();
    let twice = format!("items: [(key: {key}, title: \"Twice\"), ");
    let (text, _) = mistake(shipped("backlogs/demo.ron"), "items: [", &format!("§{twice}"));
    assert!(problems("b.ron", &text)[0].message.contains("two items have the key"));
}

#[test]
fn a_long_warning_is_told_its_length() {
    let text = shipped("vocabulary/warnings.ron");
    let say = text.split("say: \"").nth(1).unwrap().split('"').next().unwrap();
    let long = format!("say: §\"{}\"", "x".repeat(91));
    found("vocabulary/warnings.ron", &format!("say: \"{say}\""), &long, "91 characters");
}

#[test]
fn a_team_without_a_developer_is_no_team() {
    let text = shipped("teams/demo.ron").replace("[Dev]", "[Stakeholder]");
    let (text, (line, col)) = mistake(&text, "members: [", "members: §[");
    let found = problems("team.ron", &text);
    assert_eq!(found.len(), 1);
    assert_eq!(
        found[0].to_string(),
        format!("team.ron:{line}:{col}: a team has a developer (`Dev`)")
    );
}

#[test]
fn weights_that_do_not_add_up_are_told_at_the_steps() {
    let text = shipped("ceremonies/planning.ron");
    let (text, _) = mistake(text, "share: Percent(30)", "share: §Percent(29)");
    let (text, (line, col)) = mistake(&text, "steps: [", "steps: §[");
    let found = problems("p.ron", &text);
    assert_eq!(
        found[0].to_string(),
        format!("p.ron:{line}:{col}: the steps' shares add up to 99, not to 100")
    );
    let (text, (line, col)) =
        mistake(shipped("ceremonies/planning.ron"), "Percent(30)", "§Percent(0)");
    let found = problems("p.ron", &text);
    assert_eq!(
        found[1].to_string(),
        format!("p.ron:{line}:{col}: a share is 1 to 100 percent of the target")
    );
    let rigid = shipped("ceremonies/planning.ron").replace("elastic: true,", "");
    assert!(problems("p.ron", &rigid)[0].message.contains("no step is `elastic`"));
}

#[test]
fn a_circle_and_the_step_it_cuts_off_are_both_told() {
    let text = shipped("ceremonies/standup.ron");
    let (text, at) = mistake(text, "next: Step(\"su.plan\")", "next: §Step(\"su.sync\")");
    let found: Vec<String> = problems("s.ron", &text).iter().map(ToString::to_string).collect();
    let circle = format!("s.ron:{}:{}: step `su.blockers` is in a circle without exit", at.0, at.1);
    assert!(found.iter().any(|it| it.starts_with(&circle)), "{found:#?}");
    assert!(found.iter().any(|it| it.contains("step `su.sync` is in a circle without exit")));
    assert!(found.iter().any(|it| it.contains("no way leads to step `su.plan`")), "{found:#?}");
}

#[test]
fn two_mistakes_give_two_problems_whatever_their_kind() {
    let text = shipped("ceremonies/standup.ron");
    let (text, fact) = mistake(text, "when: Is(\"parked.open\"),", "when: Is(§\"parked\"),");
    let (text, line) = mistake(&text, "say: \"Next step still", "say: §\"{next} still");
    let places: Vec<(usize, usize)> =
        problems("s.ron", &text).iter().map(|it| (it.place.line, it.place.col)).collect();
    assert_eq!(places, [line, fact]);

    let text = shipped("ceremonies/standup.ron");
    let (text, first) = mistake(text, "instrument: Goal", "instrument: §Gaol");
    let (text, second) =
        mistake(&text, "level: Soft, short: \"each", "level: §Sotf, short: \"each");
    let places: Vec<(usize, usize)> =
        problems("s.ron", &text).iter().map(|it| (it.place.line, it.place.col)).collect();
    assert_eq!(places, [first, second]);
}

/// Both are told, in the order of the text, and nothing else.
#[track_caller]
fn both(path: &str, one: (&str, &str), other: (&str, &str)) {
    let (text, one) = mistake(shipped(path), one.0, one.1);
    let (text, other) = mistake(&text, other.0, other.1);
    let found = problems("s.ron", &text);
    let places: Vec<(usize, usize)> =
        found.iter().map(|it| (it.place.line, it.place.col)).collect();
    assert_eq!(places, [one.min(other), one.max(other)], "{found:#?}");
}

#[test]
fn what_cannot_be_read_hides_no_other_mistake() {
    let unreadable = [
        ("level: Soft, short: \"each", "level: §Sotf, short: \"each"),
        ("Present(Dev)", "§Presnt(Dev)"),
        ("time: Fixed(Secs(540))", "time: Fixed(Secs(-§5))"),
        ("Fixed(Secs(540))", "Fixed(§540)"),
        ("instrument: Goal", "instrument: §Gaol"),
        ("instrument: Goal", "instrument: §Everything(\"x\")"),
        ("cap: Minutes(15)", "cap: §15"),
        ("mode: OnCall", "mode: §Called"),
        ("title: \"Daily standup\"", "title: §7"),
        ("pm_line: \"Nothing", "§pm_lnie: \"Nothing"),
        ("purpose:", "§purpos:"),
    ];
    let nonsense = [
        ("when: Is(\"parked.open\"),", "when: Is(§\"parked\"),"),
        ("Step(\"su.sync\")", "Step(§\"su.snyc\")"),
        ("say: \"Next step still", "say: §\"{next} still"),
    ];
    for one in unreadable {
        for other in nonsense {
            both("ceremonies/standup.ron", one, other);
        }
    }
    let pulse = |one, other| both("pulses/roti.ron", one, other);
    pulse(("title:", "§titel:"), ("from: 0", "from: §\"0\""));
    pulse(("ask:", "§asks:"), ("kind: Scale", "kind: §Scail"));
    pulse(("title:", "§titel:"), ("words: [", "words: §[\"none\", "));
    pulse(("title:", "§titel:"), ("\"roti\"", "§\"Roti\""));
}

#[test]
fn no_asset_is_larger_than_a_mebibyte_or_deeper_than_the_reader_goes() {
    assert!(problems("x.ron", &" ".repeat(1024 * 1024 + 1))[0].message.contains("1 MiB"));
    let deep = format!("Facts(id: \"f\", facts: {})", "[".repeat(100_000));
    assert_eq!(problems("x.ron", &deep).len(), 1);
    assert_eq!(problems("x.ron", "").len(), 1);
}

/// A step: where it goes on to (none: the end), where it branches to, where it goes back to.
type Ways = (Option<usize>, Vec<usize>, Vec<usize>);

fn graph() -> impl Strategy<Value = Vec<Ways>> {
    (1usize..=8).prop_flat_map(|n| {
        vec((prop::option::weighted(0.85, 0..n), vec(0..n, 0..2), vec(0..n, 0..2)), n)
    })
}

fn text_of(graph: &[Ways]) -> String {
    let named = |it: &usize| format!("\"s{it}\"");
    let steps: Vec<String> = graph
        .iter()
        .enumerate()
        .map(|(n, (next, branches, back))| {
            let next = next.map_or("End".to_owned(), |it| format!("Step(\"s{it}\")"));
            let branches: Vec<String> = branches
                .iter()
                .map(|it| format!("(when: Always, to: \"s{it}\", say: \"on\")"))
                .collect();
            let back: Vec<String> = back.iter().map(named).collect();
            format!(
                "(id: \"s{n}\", title: \"t\", short: \"s{n}\", purpose: \"p\", say: \"s\", time: Fixed(Secs(60)), \
                 elastic: true, instrument: Plain, pm_line: \"\", others: \"\", next: {next}, \
                 branches: [{}], back: [{}])",
                branches.join(","),
                back.join(",")
            )
        })
        .collect();
    format!(
        "Ceremony(id: \"c\", title: \"C\", for_whom: \"\", sources: [], \
         limits: (cap: None, target: (base: Minutes(10)), extends: true), prepare: (others: \"\"), \
         steps: [{}], exits: (early: \"\", abort: [], at_cap: \"\", closing: \"s0\"), lines: 2)",
        steps.join(",")
    )
}

/// Which step leads to which in any number of moves, by squaring the table until it stays.
fn closure(size: usize, moves: impl Fn(usize, usize) -> bool) -> Vec<Vec<bool>> {
    let mut leads: Vec<Vec<bool>> =
        (0..size).map(|a| (0..size).map(|b| a == b || moves(a, b)).collect()).collect();
    for _ in 0..size {
        let old = leads.clone();
        for (a, row) in leads.iter_mut().enumerate() {
            for (b, cell) in row.iter_mut().enumerate() {
                *cell = (0..size).any(|via| old[a][via] && old[via][b]);
            }
        }
    }
    leads
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn dead_ends_and_lost_steps_are_those_a_table_of_all_ways_shows(graph in graph()) {
        let size = graph.len();
        let ahead = |a: usize, b: usize| graph[a].0 == Some(b) || graph[a].1.contains(&b);
        let forward = closure(size, ahead);
        let found = problems("c.ron", &text_of(&graph));
        for (n, reached) in forward[0].iter().enumerate() {
            let tells = |what: String| found.iter().any(|it| it.message.contains(&what));
            let ends = (0..size).any(|it| forward[n][it] && graph[it].0.is_none());
            prop_assert_eq!(tells(format!("no way leads to step `s{n}`")), !reached);
            let dead = tells(format!("step `s{n}` is a dead end"));
            let circles = tells(format!("step `s{n}` is in a circle"));
            prop_assert_eq!(dead || circles, !ends);
            prop_assert!(!(dead && circles));
            let circle = (0..size).any(|it| ahead(n, it) && forward[it][n]);
            prop_assert_eq!(circles, circle && !ends);
        }
    }

    #[test]
    fn whatever_is_cut_out_or_put_in_the_check_ends_and_points_into_the_text(
        file in any::<prop::sample::Index>(),
        from in any::<prop::sample::Index>(),
        length in 0usize..40,
        put in prop::sample::select(vec!["", "(", ")", "[", "\"", ",", "/*", "r#\"", "é", "-1", "Some(", "{x", "\\"]),
    ) {
        let (path, text) = file.get(Library::texts());
        let start = from.index(text.len());
        let near = |at: usize| (at..=text.len()).find(|&it| text.is_char_boundary(it)).unwrap();
        let (start, end) = (near(start), near((start + length).min(text.len())));
        let broken = format!("{}{put}{}", &text[..start], &text[end..]);
        for it in problems(path, &broken) {
            let line = broken.lines().nth(it.place.line - 1).unwrap_or_default();
            prop_assert!(it.place.col <= line.chars().count() + 1, "{it}");
            prop_assert!(!it.message.is_empty());
        }
    }
}

#[test]
fn a_mistake_in_a_deck_is_found_where_it_was_made() {
    let deck = |from, to, message| found("decks/t-shirt.ron", from, to, message);
    deck("\"XS\"", "§\"X S\"", "cannot be typed among others");
    deck("\"XS\"", "§\"5@4\"", "cannot be typed among others");
    deck("\"XL\"", "§\"xs\"", "is in the deck twice");
    deck("card: \"?\"", "card: §\"m\"", "is in the deck twice");
    deck("[\"XS\", \"S\", \"M\", \"L\", \"XL\"]", "§[\"XS\"]", "two sizes at least");
    deck("\"XL\"", "§\"enormously\"", "longer than 8 characters");
}

#[test]
fn a_mistake_in_what_helps_to_refine_is_found_where_it_was_made() {
    let refining = |from, to, message| found("vocabulary/refining.ron", from, to, message);
    refining(
        "Tag(\"item.strategic\")",
        "Tag(§\"item.strategy\")",
        "did you mean `item.strategic`?",
    );
    refining("Criteria(2, 5)", "§Criteria(5, 2)", "more criteria at least");
    refining("id: \"criteria\"", "id: §\"why\"", "taken by line");
    refining("[\"must\", \"should\", ", "§[\"must\", ", "3 words for 4 values");
    refining(
        "Ratio([\"value\"], [\"effort\"])",
        "§Ratio([\"value\"], [\"work\"])",
        "no number is called `work`",
    );
    refining(
        "Ratio([\"value\"], [\"effort\"])",
        "§Ratio([\"value\"], [])",
        "something under the line",
    );
}
