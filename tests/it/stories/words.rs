//! What is written down, voted and chosen, and what never is.

use insta::assert_snapshot;
use runsheet::{
    ceremony::CaptureKind,
    session::{Given, GivenEntry},
};

use super::{story, story_after};

#[test]
fn only_the_text_is_typed_and_the_rest_is_filled_in() {
    assert_snapshot!(story(r#"
        Session(ceremony: "standup")
        0  Begin(present: ["Ada", "Grace", "Lin"])
        9  Capture(Note(text: "n"))
        9  Capture(Decision(text: "d"))
        9  Capture(Action(text: "a"))
        9  Capture(Blocker(text: "b"))
        9  Capture(Question(text: "q"))
        9  Capture(Risk(text: "r"))
        9  Capture(Parking(text: "p"))
        9  Capture(NotYet(text: "y"))
        9  Capture(Feedback(text: "f"))
        9  Capture(Goal(text: "g"))
        9  Capture(Note(text: "   "))
    "#), @r#"
    2 0 Began(present:["Ada","Grace","Lin"],mode:Some("people"))
    3 9 Captured(capture:(kind:Note,text:"n"))
    4 18 Captured(capture:(kind:Decision,text:"d",from:"po"))
    5 27 Captured(capture:(kind:Action,text:"a",due:Some("2026-12-11")))
    6 36 Captured(capture:(kind:Blocker,text:"b",owner:"nobody yet",due:Some("2026-11-24"),sort:"technical"))
    7 45 Captured(capture:(kind:Question,text:"q",owner:"po",due:Some("2026-11-27"),sort:"item"))
    8 54 Captured(capture:(kind:Risk,text:"r",owner:"nobody yet"))
    9 63 Captured(capture:(kind:Parking,text:"p"))
    10 72 Captured(capture:(kind:NotYet,text:"y",due:Some("2026-12-11")))
    11 81 Captured(capture:(kind:Feedback,text:"f"))
    12 90 Captured(capture:(kind:Goal,text:"g"))
    -- EmptyText
    == Running in su.open: step 01:39 of 00:30, session 01:39 of 15:00, ends 09:46
    "#);
}

#[test]
fn a_capture_is_rewritten_but_keeps_its_kind() {
    assert_snapshot!(story(r#"
        Session(ceremony: "standup")
        0  Begin(present: ["Ada", "Grace"])
        9  Capture(Action(text: "Fix the bulid", owner: "Grace", due: "2026-11-27"))
        9  Amend(of: 3, to: Action(text: "Fix the build", owner: "Grace", due: "2026-11-27"))
        9  Amend(of: 3, to: Note(text: "Fix the build"))
        9  Amend(of: 9, to: Note(text: "nothing"))
        9  Undo
    "#), @r#"
    2 0 Began(present:["Ada","Grace"],mode:Some("people"))
    3 9 Captured(capture:(kind:Action,text:"Fix the bulid",owner:"Grace",due:Some("2026-11-27")))
    4 18 Amended(of:3,capture:(kind:Action,text:"Fix the build",owner:"Grace",due:Some("2026-11-27")))
    -- OtherKind(Action)
    -- NoSuchCapture(9)
    5 45 Struck(n:4)
    == Running in su.open: step 00:45 of 00:30, session 00:45 of 15:00, ends 09:45
    "#);
}

#[test]
fn what_commands_a_terminal_is_no_text() {
    assert_snapshot!(story("
        Session(ceremony: \"standup\")
        0  Begin(present: [\"Ada\", \"Grace\"])
        9  Capture(Note(text: \"a\\u{1b}[2Jb\\u{202e}c \\\"quoted\\\" \\\\ é 👩‍👩‍👧\"))
    "), @r#"
    2 0 Began(present:["Ada","Grace"],mode:Some("people"))
    3 9 Captured(capture:(kind:Note,text:"a [2Jbc \"quoted\" \\ é 👩\u{200d}👩\u{200d}👧"))
    == Running in su.open: step 00:09 of 00:30, session 00:09 of 15:00, ends 09:45
    "#);
}

#[test]
fn a_vote_is_stored_without_an_order() {
    let vote = |values: &str| {
        story(&format!(
            "Session(ceremony: \"standup\")\n0 Begin(present: [\"Ada\", \"Grace\", \"Lin\"])\n\
             9 Reveal(pulse: \"fist\", values: {values})"
        ))
    };
    assert_eq!(vote("[5, 2, 3]"), vote("[2, 3, 5]"));
    assert_snapshot!(vote("[5, 2, 3, 3]"), @r#"
    2 0 Began(present:["Ada","Grace","Lin"],mode:Some("people"))
    3 9 Revealed(pulse:"fist",tally:Counts([(2,1),(3,2),(5,1)]))
    == Running in su.open: step 00:09 of 00:30, session 00:09 of 15:00, ends 09:45
    "#);
    assert_snapshot!(vote("[6]"), @r#"
    2 0 Began(present:["Ada","Grace","Lin"],mode:Some("people"))
    -- OutOfRange { value: 6, from: 0, to: 5 }
    == Running in su.open: step 00:09 of 00:30, session 00:09 of 15:00, ends 09:45
    "#);
    assert_snapshot!(vote("[]"), @r#"
    2 0 Began(present:["Ada","Grace","Lin"],mode:Some("people"))
    -- NoVotes
    == Running in su.open: step 00:09 of 00:30, session 00:09 of 15:00, ends 09:45
    "#);
}

#[test]
fn few_voters_leave_only_ok_or_low_in_private() {
    assert_snapshot!(story(r#"
        Session(ceremony: "retro")
        0  Begin(present: ["Ada", "Grace", "Lin"])
        9  Reveal(pulse: "safety", values: [4, 5, 4])
        9  Reveal(pulse: "safety", values: [4, 5, 1])
        9  Reveal(pulse: "safety", values: [4, 5, 3, 3])
        9  Reveal(pulse: "applause", values: [1])
    "#), @r#"
    2 0 Began(present:["Ada","Grace","Lin"])
    3 9 Revealed(pulse:"safety",tally:Ok)
    4 18 Revealed(pulse:"safety",tally:Low)
    5 27 Revealed(pulse:"safety",tally:Counts([(3,2),(4,1),(5,1)]))
    -- NoSuchPulse(Id("applause"))
    == Running in rt.stage: step 00:36 of 03:30, session 00:36 of 65:00, ends 10:35
    "#);
}

#[test]
fn a_choice_is_asked_in_its_step_and_may_change() {
    assert_snapshot!(story(r#"
        Session(ceremony: "sprint-review")
        0  Begin(present: ["Ada", "Grace", "Kofi"])
        9  Choose("goal.outcome", "met")
        9  Advance
        9  Choose("goal.outcome", "won")
        9  Choose("goal.outcome", "met")
        9  Choose("goal.outcome", "met")
        9  Choose("goal.outcome", "missed")
        9  Choose("none.today", "other")
    "#), @r#"
    2 0 Began(present:["Ada","Grace","Kofi"])
    -- NoSuchChoice(Id("goal.outcome"))
    3 18 Entered(step:"sr.outcome",way:Forward)
    -- NoSuchOption(Id("won"))
    4 36 Chose(choice:"goal.outcome",option:"met")
    -- Unchanged
    5 54 Chose(choice:"goal.outcome",option:"missed")
    -- NoSuchChoice(Id("none.today"))
    == Running in sr.outcome: step 00:45 of 06:00, session 01:03 of 60:00, ends 10:27
    "#);
}

#[test]
fn a_question_only_a_person_can_judge_is_confirmed() {
    assert_snapshot!(story(r#"
        Session(ceremony: "planning")
        0  Begin(present: ["Ada", "Grace"])
        9  Jump("pl.final")
        9  Confirm("pl.final.g3")
        9  Confirm("pl.final.g3")
        9  Confirm("pl.final.g1")
        9  Confirm("pl.open.g1")
    "#), @r#"
    2 0 Began(present:["Ada","Grace"])
    3 9 Entered(step:"pl.final",way:Jump,skipped:["pl.context","pl.capacity","pl.goal","pl.select","pl.how","pl.risks"])
    4 18 Confirmed(guard:"pl.final.g3")
    -- Unchanged
    -- NotAsked(Id("pl.final.g1"))
    -- NoSuchGuard(Id("pl.open.g1"))
    == Running in pl.final: step 00:36 of 03:30, session 00:45 of 90:00, ends 09:37
    "#);
}

#[test]
fn who_comes_and_who_leaves_is_told_once() {
    assert_snapshot!(story(r#"
        Session(ceremony: "standup")
        0  Begin(present: ["Ada", "Grace"], leads: "Grace")
        9  Attend(name: "Lin", here: true)
        9  Attend(name: "Lin", here: true)
        9  Attend(name: "Lin", here: false)
        9  Attend(name: "Zoe", here: true)
    "#), @r#"
    2 0 Began(present:["Ada","Grace"],leads:Some("Grace"),mode:Some("people"))
    3 9 Attended(name:"Lin",here:true)
    -- Unchanged
    4 27 Attended(name:"Lin",here:false)
    -- NoSuchPerson(Text("Zoe"))
    == Running in su.open: step 00:36 of 00:30, session 00:36 of 15:00, ends 09:45
    "#);
}

#[test]
fn what_an_earlier_session_left_open_is_settled_by_its_id() {
    let action = GivenEntry {
        id: "0123.7".into(),
        kind: CaptureKind::Action,
        text: "Criteria two days before".into(),
        owner: "Ada".into(),
        due: None,
        next_step: "".into(),
        age: 9,
        sort: "".into(),
        brief: None,
    };
    let past = Given { open: vec![action], ..Given::default() };
    assert_snapshot!(story_after(&past, r#"
        Session(ceremony: "retro")
        0  Begin(present: ["Ada", "Noor", "Grace"])
        90 Advance
        60 Settle(id: "0123.7", how: "done")
        9  Settle(id: "0123.8", how: "done")
        9  NextPass("done")
        9  Advance
    "#), @r#"
    2 0 Began(present:["Ada","Noor","Grace"])
    3 90 Entered(step:"rt.follow",way:Forward)
    4 150 Settled(id:"0123.7",how:"done")
    -- NoSuchEntry(Text("0123.8"))
    5 168 Passed(pass:Item("Criteria two days before"),how:Done(Some("done")))
    6 177 Entered(step:"rt.gather",way:Forward,skipped:["rt.safety"])
    == Running in rt.gather: step 00:00 of 08:00, session 02:57 of 65:00, ends 10:29
    "#);
}
