//! A ceremony drawn as a Mermaid diagram. Nothing here runs a session.

use runsheet::ceremony::{Library, Text, mermaid};

#[test]
fn the_standup_is_drawn_with_loops_branches_ways_back_and_held_doors() {
    let library = Library::shipped();
    insta::assert_snapshot!(mermaid(library.ceremony(&"standup".into()).unwrap()), @r#"
    ---
    title: "Daily standup"
    ---
    stateDiagram-v2
        state "Gather" as s1_su_open
        state "Goal check" as s2_su_goal
        state "Sync round" as s3_su_sync
        state "Blocker sweep" as s4_su_blockers
        state "Plan for the next day" as s5_su_plan
        state "Close" as s6_su_close
        state "Sixteenth minute" as s7_su_after
        [*] --> s1_su_open
        s1_su_open --> s2_su_goal
        note right of s1_su_open
            holds until a developer is here
        end note
        s2_su_goal --> s3_su_sync
        s2_su_goal --> s7_su_after: if goal.obsolete
        s2_su_goal --> s1_su_open: back
        s3_su_sync --> s3_su_sync: next turn
        s3_su_sync --> s4_su_blockers
        s3_su_sync --> s2_su_goal: back
        s4_su_blockers --> s4_su_blockers: next blocker
        s4_su_blockers --> s5_su_plan
        s4_su_blockers --> s3_su_sync: back
        s5_su_plan --> s6_su_close
        s5_su_plan --> s3_su_sync: back
        s5_su_plan --> s4_su_blockers: back
        s6_su_close --> s7_su_after
        s6_su_close --> s5_su_plan: back
        s7_su_after --> s7_su_after: next topic
        s7_su_after --> [*]
        s7_su_after --> s6_su_close: back
        note right of s7_su_after
            optional
            skipped if not parked.open and not goal.at_risk and not goal.obsolete
        end note
    "#);
}

#[test]
fn no_title_ends_a_label_or_begins_something_else() {
    let mut ceremony = Library::shipped().ceremonies.remove(0);
    ceremony.title = Text::new("a\"b\n---");
    ceremony.steps[0].title = Text::new("Go: \"now\"; #1 {x} <b>\n[*] --> s2");
    let text = mermaid(&ceremony);
    assert!(text.starts_with("---\ntitle: \"a'b ---\"\n---\nstateDiagram-v2\n"), "{text}");
    assert!(
        text.contains("    state \"Go  'now'   1 (x) (b) (*) --) s2\" as s1_su_open\n"),
        "{text}"
    );
}
