//! The clocks: lateness, pauses, gaps, extensions, new plans, and time that an undo gives back.

use insta::assert_snapshot;

use super::story;

#[test]
fn a_late_start_shortens_the_round_and_the_end_stays() {
    assert_snapshot!(story(r#"
        Session(ceremony: "standup", start: "2026-11-23T09:34:00+01:00")
        0  Begin(present: ["Ada", "Grace", "Lin"])
        30 Advance
        60 Advance
    "#), @r#"
    2 0 Began(present:["Ada","Grace","Lin"],mode:Some("people"))
    3 30 Entered(step:"su.goal",way:Forward)
    4 90 Entered(step:"su.sync",way:Forward)
    == Running in su.sync: step 00:00 of 05:00, pass 00:00 of 02:00, session 01:30 of 11:00, ends 09:45
    "#);
}

#[test]
fn two_minutes_late_is_on_time() {
    assert_snapshot!(story(r#"
        Session(ceremony: "standup", start: "2026-11-23T09:32:00+01:00")
        0  Begin(present: ["Ada", "Grace", "Lin"])
        30 Advance
        60 Advance
    "#), @r#"
    2 0 Began(present:["Ada","Grace","Lin"],mode:Some("people"))
    3 30 Entered(step:"su.goal",way:Forward)
    4 90 Entered(step:"su.sync",way:Forward)
    == Running in su.sync: step 00:00 of 09:00, pass 00:00 of 02:00, session 01:30 of 15:00, ends 09:47
    "#);
}

#[test]
fn a_pause_stops_every_clock_but_the_one_on_the_wall() {
    assert_snapshot!(story(r#"
        Session(ceremony: "standup")
        0   Begin(present: ["Ada", "Grace", "Lin"])
        20  Resume
        0   Pause
        10  Pause
        590 Resume
        5   Advance
    "#), @r#"
    2 0 Began(present:["Ada","Grace","Lin"],mode:Some("people"))
    -- NotPaused
    3 20 Paused
    -- AlreadyPaused
    4 620 Resumed
    5 625 Entered(step:"su.goal",way:Forward)
    == Running in su.goal: step 00:00 of 01:00, session 00:25 of 15:00, ends 09:54
    "#);
}

#[test]
fn a_gap_counts_or_is_left_out_as_it_was_answered() {
    assert_snapshot!(story(r#"
        Session(ceremony: "standup")
        0   Begin(present: ["Ada", "Grace"])
        10  Gap(ms: 300000, counted: true)
        600 Reopen
        0   Gap(ms: 600000, counted: false)
        5   Advance
    "#), @r#"
    2 0 Began(present:["Ada","Grace"],mode:Some("people"))
    3 10 Gap(ms:10000,how:Counted)
    4 610 Reopened()
    5 610 Gap(ms:600000,how:LeftOut)
    6 615 Entered(step:"su.goal",way:Forward)
    == Running in su.goal: step 00:00 of 01:00, session 00:15 of 15:00, ends 09:54
    "#);
}

#[test]
fn an_extension_needs_more_thumbs_up_than_down_and_halves() {
    assert_snapshot!(story(r#"
        Session(ceremony: "refinement")
        0   Begin(present: ["Ada", "Grace", "Lin"])
        0   Jump("rf.item")
        540 Extend(up: 2, down: 2)
        9   Extend(up: 2, down: 1)
        9   Extend(up: 3, down: 0)
        9   Extend(up: 3, down: 0)
    "#), @r#"
    2 0 Began(present:["Ada","Grace","Lin"])
    3 0 Entered(step:"rf.item",way:Jump,skipped:["rf.strategy","rf.pick"])
    -- VotedDown
    4 549 Extended(secs:160,how:Voted(up:2,down:1))
    5 558 Extended(secs:80,how:Voted(up:3,down:0))
    -- NoMoreExtensions
    == Running in rf.item: step 09:27 of 52:00, pass 09:27 of 09:20, session 09:27 of 64:00, ends 10:31
    "#);
}

#[test]
fn the_standup_ends_at_fifteen_whatever_a_turn_is_given() {
    assert_snapshot!(story(r#"
        Session(ceremony: "standup")
        0   Begin(present: ["Ada", "Grace", "Lin", "Amara"])
        30  Advance
        60  Advance
        100 ExtendAlone(secs: 60)
        0   ExtendAlone(secs: 0)
    "#), @r#"
    2 0 Began(present:["Ada","Grace","Lin","Amara"],mode:Some("people"))
    3 30 Entered(step:"su.goal",way:Forward)
    4 90 Entered(step:"su.sync",way:Forward)
    5 190 Extended(secs:60,how:Alone)
    -- OutsideLimits { least: 1, most: 3600 }
    == Running in su.sync: step 01:40 of 09:00, pass 01:40 of 03:00, session 03:10 of 15:00, ends 09:45
    "#);
}

#[test]
fn drift_is_counted_and_nothing_moves_by_itself() {
    assert_snapshot!(story(r#"
        Session(ceremony: "standup")
        0    Begin(present: ["Ada", "Grace"])
        30   Advance
        1200 Capture(Note(text: "still here"))
    "#), @r#"
    2 0 Began(present:["Ada","Grace"],mode:Some("people"))
    3 30 Entered(step:"su.goal",way:Forward)
    4 1230 Captured(capture:(kind:Note,text:"still here"))
    == Running in su.goal: step 20:00 of 01:00, session 20:30 of 15:00, ends 10:04
    "#);
}

#[test]
fn an_undone_step_change_gives_its_time_to_the_step_before() {
    assert_snapshot!(story(r#"
        Session(ceremony: "standup")
        0  Begin(present: ["Ada", "Grace"])
        30 Advance
        40 Undo
    "#), @r#"
    2 0 Began(present:["Ada","Grace"],mode:Some("people"))
    3 30 Entered(step:"su.goal",way:Forward)
    4 70 Struck(n:3)
    == Running in su.open: step 01:10 of 00:30, session 01:10 of 15:00, ends 09:45
    "#);
}

#[test]
fn boxes_are_planned_again_only_within_reason() {
    assert_snapshot!(story(r#"
        Session(ceremony: "planning")
        0  Begin(present: ["Ada", "Grace"], minutes: 90)
        9  Rebalance([])
        9  Rebalance([("pl.nowhere", 60)])
        9  Rebalance([("pl.goal", 0)])
        9  Rebalance([("pl.open", 600)])
    "#), @r#"
    2 0 Began(present:["Ada","Grace"],target:Some(5400))
    -- Unchanged
    -- NoSuchStep(Id("pl.nowhere"))
    -- OutsideLimits { least: 1, most: 36000 }
    3 36 Rebalanced(boxes:[("pl.open",600)])
    == Running in pl.open: step 00:36 of 10:00, session 00:36 of 60:00, ends 10:37
    "#);
}

#[test]
fn the_length_on_the_start_sheet_has_limits() {
    assert_snapshot!(story(r#"
        Session(ceremony: "retro")
        0  Begin(present: ["Ada", "Grace"], minutes: 601)
        0  Begin(present: ["Ada", "Grace"], minutes: 60)
    "#), @r#"
    -- OutsideLimits { least: 1, most: 600 }
    2 0 Began(present:["Ada","Grace"],target:Some(3600))
    == Running in rt.stage: step 00:00 of 03:00, session 00:00 of 60:00, ends 10:30
    "#);
}

#[test]
fn the_sixteenth_minute_has_its_own_clock() {
    assert_snapshot!(story(r#"
        Session(ceremony: "standup")
        0   Begin(present: ["Ada", "Grace", "Lin"])
        600 Capture(Parking(text: "Rounding", people: "Lin"))
        200 Jump("su.close")
        30  Advance
        240 NextPass("solved")
    "#), @r#"
    2 0 Began(present:["Ada","Grace","Lin"],mode:Some("people"))
    3 600 Captured(capture:(kind:Parking,text:"Rounding",owner:"Lin"))
    4 800 Entered(step:"su.close",way:Jump,skipped:["su.goal","su.sync","su.blockers","su.plan"])
    5 830 Entered(step:"su.after",way:Forward)
    6 1070 Passed(pass:Item("Rounding"),how:Done(Some("solved")))
    == Running in su.after: step 04:00 of 05:00, session 13:50 of 15:00, ends 09:47
    "#);
}
