//! From step to step: on, held, overridden, back, across, round and out.

use insta::assert_snapshot;

use super::story;

#[test]
fn a_quiet_standup_passes_over_what_has_no_use_and_ends() {
    assert_snapshot!(story(r#"
        Session(ceremony: "standup")
        0   Begin(present: ["Ada", "Grace", "Lin"], leads: "Grace")
        30  Advance
        60  Advance
        120 NextPass
        120 NextPass
        0   Advance
        10  Advance
        60  Reveal(pulse: "fist", values: [4, 4, 3])
        20  Advance
        30  Advance
        5   Advance
    "#), @r#"
    2 0 Began(present:["Ada","Grace","Lin"],leads:Some("Grace"),mode:Some("people"))
    3 30 Entered(step:"su.goal",way:Forward)
    4 90 Entered(step:"su.sync",way:Forward)
    5 210 Passed(pass:Turn(Dev,1),how:Done(None))
    6 330 Passed(pass:Turn(Dev,2),how:Done(None))
    7 330 Entered(step:"su.blockers",way:Forward)
    8 340 Entered(step:"su.plan",way:Forward)
    9 400 Revealed(pulse:"fist",tally:Counts([(3,1),(4,2)]))
    10 420 Entered(step:"su.close",way:Forward)
    11 450 Ended(how:Done)
    -- AlreadyEnded
    == Ended in su.close: step 00:30 of 00:30, session 07:30 of 15:00, ends 09:37
    "#);
}

#[test]
fn nothing_happens_before_the_beginning_or_after_the_end() {
    assert_snapshot!(story(r#"
        Session(ceremony: "standup")
        0  Advance
        0  Capture(Note(text: "early"))
        0  Begin(present: [])
        0  Begin(present: ["Nobody I know"])
        0  Begin(present: ["Grace"], mode: "circle")
        0  Begin(present: ["Grace"])
        0  Begin(present: ["Grace"])
        9  Abort(reason: "incident")
        9  Capture(Note(text: "late"))
        0  Undo
    "#), @r#"
    -- NotBegun
    -- NotBegun
    -- NobodyPresent
    -- NoSuchPerson(Text("Nobody I know"))
    -- NoSuchMode(Id("circle"))
    2 0 Began(present:["Grace"],mode:Some("people"))
    -- AlreadyBegun
    3 9 Ended(how:Aborted(reason:"incident"))
    -- AlreadyEnded
    -- AlreadyEnded
    == Ended in su.open: step 00:09 of 00:30, session 00:09 of 15:00, ends 09:45
    "#);
}

#[test]
fn a_hard_guard_holds_until_it_is_met_or_set_aside_with_a_reason() {
    assert_snapshot!(story(r#"
        Session(ceremony: "planning")
        0  Begin(present: ["Noor", "Grace"])
        60 Advance
        5  Override(why: "  ")
        5  Override(why: "Ada is stuck in traffic")
        5  Override(why: "again")
        5  Back
        5  Attend(name: "Ada", here: true)
        5  Advance
    "#), @r#"
    2 0 Began(present:["Noor","Grace"])
    -- Held([Id("pl.open.g1")])
    -- NoReason
    3 70 Entered(step:"pl.context",way:Forward,overridden:[("pl.open.g1","Ada is stuck in traffic")])
    -- NothingHeld
    4 80 Entered(step:"pl.open",way:Back)
    5 85 Attended(name:"Ada",here:true)
    6 90 Entered(step:"pl.context",way:Forward)
    == Running in pl.context: step 00:10 of 07:00, session 01:30 of 90:00, ends 10:56
    "#);
}

#[test]
fn a_soft_guard_passes_at_the_first_press_and_is_named() {
    assert_snapshot!(story(r#"
        Session(ceremony: "standup")
        0  Begin(present: ["Ada", "Grace"])
        9  Jump("su.blockers")
        9  Capture(Blocker(text: "The build is red"))
        9  Advance
        9  Back
        9  Amend(of: 4, to: Blocker(text: "The build is red", owner: "Grace"))
        9  Advance
    "#), @r#"
    2 0 Began(present:["Ada","Grace"],mode:Some("people"))
    3 9 Entered(step:"su.blockers",way:Jump,skipped:["su.goal","su.sync"])
    4 18 Captured(capture:(kind:Blocker,text:"The build is red",owner:"nobody yet",due:Some("2026-11-24"),sort:"technical"))
    5 27 Entered(step:"su.plan",way:Forward,warned:["su.blockers.g1"])
    6 36 Entered(step:"su.blockers",way:Back)
    7 45 Amended(of:4,capture:(kind:Blocker,text:"The build is red",owner:"Grace",due:Some("2026-11-24"),sort:"technical"))
    8 54 Entered(step:"su.plan",way:Forward)
    == Running in su.plan: step 00:09 of 02:00, session 00:54 of 15:00, ends 09:33
    "#);
}

#[test]
fn a_jump_asks_the_hard_guards_it_passes_and_none_on_the_way_back() {
    assert_snapshot!(story(r#"
        Session(ceremony: "sprint-review")
        0  Begin(present: ["Ada", "Grace", "Kofi"])
        9  Jump("sr.next")
        9  Jump("sr.outcome")
        9  Jump("sr.outcome")
        9  Jump("sr.nowhere")
        9  Choose("goal.outcome", "met")
        9  Jump("sr.next")
        9  Jump("sr.open")
    "#), @r#"
    2 0 Began(present:["Ada","Grace","Kofi"])
    -- Held([Id("sr.outcome.g1")])
    3 18 Entered(step:"sr.outcome",way:Jump)
    -- Unchanged
    -- NoSuchStep(Id("sr.nowhere"))
    4 45 Chose(choice:"goal.outcome",option:"met")
    5 54 Entered(step:"sr.next",way:Jump,skipped:["sr.inspect","sr.environment","sr.feedback"])
    6 63 Entered(step:"sr.open",way:Jump)
    == Running in sr.open: step 00:18 of 03:00, session 01:03 of 60:00, ends 10:30
    "#);
}

#[test]
fn going_back_loses_nothing() {
    assert_snapshot!(story(r#"
        Session(ceremony: "standup")
        0  Begin(present: ["Ada", "Grace", "Lin"])
        0  Back
        30 Advance
        60 Advance
        50 NextPass
        20 Back
        30 Advance
        40 NextPass
        0  ReturnTo("dev 1")
        5  ReturnTo("dev 1")
        5  ReturnTo("dev 9")
        5  NextPass
    "#), @r#"
    2 0 Began(present:["Ada","Grace","Lin"],mode:Some("people"))
    -- NoWayBack
    3 30 Entered(step:"su.goal",way:Forward)
    4 90 Entered(step:"su.sync",way:Forward)
    5 140 Passed(pass:Turn(Dev,1),how:Done(None))
    6 160 Entered(step:"su.goal",way:Back)
    7 190 Entered(step:"su.sync",way:Forward)
    8 230 Passed(pass:Turn(Dev,2),how:Done(None))
    9 230 Passed(pass:Turn(Dev,1),how:Returned)
    -- Unchanged
    -- NoSuchPass(Text("dev 9"))
    10 245 Passed(pass:Turn(Dev,1),how:Done(None))
    == Running in su.sync: step 02:05 of 09:00, session 04:05 of 15:00, ends 09:45
    "#);
}

#[test]
fn a_pass_ends_with_an_outcome_of_its_loop_or_is_skipped() {
    assert_snapshot!(story(r#"
        Session(ceremony: "refinement")
        0   Begin(present: ["Ada", "Grace", "Lin"])
        9   NextPass
        0   Jump("rf.item")
        300 NextPass("ready")
        60  NextPass("perhaps")
        60  SkipPass
        9   Plan(["Typed on the spot", " "])
        9   Plan(["Typed on the spot"])
    "#), @r#"
    2 0 Began(present:["Ada","Grace","Lin"])
    -- NoMorePasses
    3 9 Entered(step:"rf.item",way:Jump,skipped:["rf.strategy","rf.pick"])
    4 309 Passed(pass:Item("AUR-41 Export a day of sales as a file"),how:Done(Some("ready")))
    -- NoSuchOutcome(Id("perhaps"))
    5 429 Passed(pass:Item("AUR-42 Say why a card was declined"),how:Skipped)
    -- EmptyText
    6 447 Planned(titles:["Typed on the spot"])
    == Running in rf.item: step 07:18 of 48:00, pass 00:18 of 05:20, session 07:27 of 60:00, ends 10:27
    "#);
}

#[test]
fn a_branch_is_offered_while_its_condition_holds_and_brings_its_topic() {
    assert_snapshot!(story(r#"
        Session(ceremony: "standup")
        0  Begin(present: ["Ada", "Grace", "Lin"])
        30 Advance
        20 SetFact("goal.obsolete", true)
        5  Jump("su.after")
        90 NextPass("owned")
        5  Advance
    "#), @r#"
    2 0 Began(present:["Ada","Grace","Lin"],mode:Some("people"))
    3 30 Entered(step:"su.goal",way:Forward)
    4 50 FactSet(fact:"goal.obsolete",value:true)
    5 55 Entered(step:"su.after",way:Branch,skipped:["su.sync","su.blockers","su.plan","su.close"])
    6 145 Passed(pass:Item("Does the Sprint Goal still make sense?"),how:Done(Some("owned")))
    7 150 Ended(how:Done)
    == Ended in su.after: step 01:35 of 05:00, session 00:55 of 15:00, ends 09:32
    "#);
}

#[test]
fn an_early_end_waits_for_the_hard_guards_still_ahead() {
    assert_snapshot!(story(r#"
        Session(ceremony: "retro")
        0  Begin(present: ["Ada", "Noor", "Grace"])
        9  Finish
        9  Capture(Action(text: "One thing"))
        9  Finish
        9  Amend(of: 3, to: Action(text: "One thing", owner: "Lin"))
        9  Finish
    "#), @r#"
    2 0 Began(present:["Ada","Noor","Grace"])
    -- Held([Id("rt.decide.g1")])
    3 18 Captured(capture:(kind:Action,text:"One thing",due:Some("2026-12-11")))
    -- Held([Id("rt.decide.g2")])
    4 36 Amended(of:3,capture:(kind:Action,text:"One thing",owner:"Lin",due:Some("2026-12-11")))
    5 45 Ended(how:Early)
    == Ended in rt.stage: step 00:45 of 03:30, session 00:45 of 65:00, ends 10:35
    "#);
}

#[test]
fn a_session_is_aborted_for_one_of_the_ceremonys_reasons() {
    assert_snapshot!(story(r#"
        Session(ceremony: "standup")
        0  Begin(present: ["Ada", "Grace"])
        9  Abort(reason: "boredom")
        9  Abort(reason: "no_quorum", words: "three are ill")
    "#), @r#"
    2 0 Began(present:["Ada","Grace"],mode:Some("people"))
    -- NoSuchReason(Id("boredom"))
    3 18 Ended(how:Aborted(reason:"no_quorum",words:"three are ill"))
    == Ended in su.open: step 00:18 of 00:30, session 00:18 of 15:00, ends 09:45
    "#);
}

#[test]
fn undo_takes_back_ones_own_last_thing_and_redo_brings_it_again() {
    assert_snapshot!(story(r#"
        Session(ceremony: "standup")
        0  Begin(present: ["Ada", "Grace"])
        9  Undo
        9  Capture(Note(text: "one"))
        9  Capture(Note(text: "two"))
        9  Undo
        9  Undo
        9  Undo
        9  Redo
        9  Redo
        9  Redo
        9  Undo
        9  Capture(Note(text: "three"))
        9  Redo
    "#), @r#"
    2 0 Began(present:["Ada","Grace"],mode:Some("people"))
    -- NothingToUndo
    3 18 Captured(capture:(kind:Note,text:"one"))
    4 27 Captured(capture:(kind:Note,text:"two"))
    5 36 Struck(n:4)
    6 45 Struck(n:3)
    -- NothingToUndo
    7 63 Restored(n:3)
    8 72 Restored(n:4)
    -- NothingToRedo
    9 90 Struck(n:4)
    10 99 Captured(capture:(kind:Note,text:"three"))
    -- NothingToRedo
    == Running in su.open: step 01:48 of 00:30, session 01:48 of 15:00, ends 09:46
    "#);
}

#[test]
fn what_was_revealed_stays() {
    assert_snapshot!(story(r#"
        Session(ceremony: "standup")
        0  Begin(present: ["Ada", "Grace", "Lin"])
        9  Do("su.open.po2")
        9  Reveal(pulse: "fist", values: [4, 2])
        9  Undo
        9  Undo
    "#), @r#"
    2 0 Began(present:["Ada","Grace","Lin"],mode:Some("people"))
    3 9 ActivityDone(activity:"su.open.po2")
    4 18 Revealed(pulse:"fist",tally:Counts([(2,1),(4,1)]))
    5 27 Struck(n:3)
    -- NothingToUndo
    == Running in su.open: step 00:36 of 00:30, session 00:36 of 15:00, ends 09:45
    "#);
}
