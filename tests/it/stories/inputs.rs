//! Facts and the product manager's inputs: what calls for one, who carries it under each profile, how it ends.

use insta::assert_snapshot;

use super::story;

#[test]
fn an_input_sleeps_until_something_calls_for_it() {
    assert_snapshot!(story(r#"
        Session(ceremony: "standup")
        0  Begin(present: ["Ada", "Grace"])
        9  Advance
        9  Pm("su.goal.pm1", Give)
        9  SetFact("q.vision", true)
        9  Pm("su.goal.pm1", Answer("before it was asked"))
        9  Pm("su.goal.pm1", Request)
        9  Pm("su.goal.pm1", Give)
        9  Pm("su.goal.pm1", Give)
        9  SetFact("q.vision", false)
        9  Pm("su.nothing", Give)
    "#), @r#"
    2 0 Began(present:["Ada","Grace"],mode:Some("people"))
    3 9 Entered(step:"su.goal",way:Forward)
    -- InputDormant(Id("su.goal.pm1"))
    4 27 FactSet(fact:"q.vision",value:true)
    -- InputNotAsked(Id("su.goal.pm1"))
    5 45 PmInput(input:"su.goal.pm1",act:Requested)
    6 54 PmInput(input:"su.goal.pm1",act:Given)
    -- InputSettled(Id("su.goal.pm1"))
    -- Unchanged
    -- NoSuchInput(Id("su.nothing"))
    == Running in su.goal: step 01:12 of 01:00, session 01:21 of 15:00, ends 09:44
    "#);
}

#[test]
fn a_question_that_was_sent_waits_for_its_answer() {
    assert_snapshot!(story(r#"
        Session(ceremony: "standup", profile: "midsize")
        0  Begin(present: ["Ada", "Grace"])
        9  Jump("su.blockers")
        9  SetFact("q.commercial", true)
        9  Pm("su.blockers.pm1", Brief())
        9  Pm("su.blockers.pm1", Carry())
        9  Pm("su.blockers.pm1", Answer("The contract allows it"))
    "#), @r#"
    2 0 Began(present:["Ada","Grace"],mode:Some("people"))
    3 9 Entered(step:"su.blockers",way:Jump,skipped:["su.goal","su.sync"])
    4 18 FactSet(fact:"q.commercial",value:true)
    5 27 PmInput(input:"su.blockers.pm1",act:Briefed((question:"After the standup: take over an obstacle that needs a market, contract or leadership decision",needed_by:Some("2026-11-24"))))
    -- InputSettled(Id("su.blockers.pm1"))
    6 45 PmInput(input:"su.blockers.pm1",act:Answered("The contract allows it"))
    == Running in su.blockers: step 00:36 of 02:00, session 00:45 of 15:00, ends 09:34
    "#);
}

#[test]
fn where_one_person_is_both_the_po_carries() {
    assert_snapshot!(story(r#"
        Session(ceremony: "standup", profile: "startup")
        0  Begin(present: ["Ada", "Grace"])
        9  Advance
        9  SetFact("q.priority", true)
        9  Pm("su.goal.pm1", Request)
        9  Pm("su.goal.pm1", Carry(assumption: true))
    "#), @r#"
    2 0 Began(present:["Ada","Grace"],mode:Some("people"))
    3 9 Entered(step:"su.goal",way:Forward)
    4 18 FactSet(fact:"q.priority",value:true)
    5 27 PmInput(input:"su.goal.pm1",act:Requested)
    6 36 PmInput(input:"su.goal.pm1",act:Carried(assumption:true))
    == Running in su.goal: step 00:27 of 01:00, session 00:36 of 15:00, ends 09:44
    "#);
}

#[test]
fn a_shared_pm_answers_in_writing() {
    assert_snapshot!(story(r#"
        Session(ceremony: "refinement", profile: "enterprise")
        0  Begin(present: ["Ada", "Grace", "Lin"], facts: [("market.signal", true)])
        9  Advance
        9  Pm("rf.strategy.pm2", Brief(question: "How many asked?", default: "few", silence: "we wait"))
        9  Pm("rf.strategy.pm2", Defer(until: "2026-12-01"))
        9  Pm("rf.strategy.pm2", Answer("Eleven"))
    "#), @r#"
    2 0 Began(present:["Ada","Grace","Lin"],facts:[("market.signal",true)])
    3 9 Entered(step:"rf.strategy",way:Forward)
    4 18 PmInput(input:"rf.strategy.pm2",act:Briefed((question:"How many asked?",default:"few",needed_by:Some("2026-11-24"),silence:"we wait")))
    -- InputSettled(Id("rf.strategy.pm2"))
    5 36 PmInput(input:"rf.strategy.pm2",act:Answered("Eleven"))
    == Running in rf.strategy: step 00:27 of 05:00, session 00:36 of 60:00, ends 10:27
    "#);
}

#[test]
fn without_a_pm_only_the_po_is_left() {
    assert_snapshot!(story(r#"
        Session(ceremony: "planning", profile: "po-only")
        0  Begin(present: ["Ada", "Grace"], facts: [("roadmap.changed", true)])
        9  Jump("pl.context")
        9  Pm("pl.context.pm1", Request)
        9  Pm("pl.context.pm1", Give)
        9  Pm("pl.context.pm1", Waive)
        9  Undo
        9  Pm("pl.context.pm1", Carry())
    "#), @r#"
    2 0 Began(present:["Ada","Grace"],facts:[("roadmap.changed",true)])
    3 9 Entered(step:"pl.context",way:Jump)
    4 18 PmInput(input:"pl.context.pm1",act:Requested)
    -- NotInProfile(Id("pl.context.pm1"))
    5 36 PmInput(input:"pl.context.pm1",act:Waived)
    6 45 Struck(n:5)
    7 54 PmInput(input:"pl.context.pm1",act:Carried(assumption:false))
    == Running in pl.context: step 00:45 of 07:00, session 00:54 of 90:00, ends 10:55
    "#);
}

#[test]
fn an_input_is_put_off_with_a_date_and_may_still_be_given() {
    assert_snapshot!(story(r#"
        Session(ceremony: "sprint-review")
        0  Begin(present: ["Ada", "Grace", "Kofi"], facts: [("roadmap.changed", true)])
        9  Choose("goal.outcome", "met")
        9  Advance
        9  Choose("goal.outcome", "met")
        9  Jump("sr.environment")
        9  Pm("sr.environment.pm2", Defer(until: "2026-12-01"))
        9  Pm("sr.environment.pm2", Give)
    "#), @r#"
    2 0 Began(present:["Ada","Grace","Kofi"],facts:[("roadmap.changed",true)])
    -- NoSuchChoice(Id("goal.outcome"))
    3 18 Entered(step:"sr.outcome",way:Forward)
    4 27 Chose(choice:"goal.outcome",option:"met")
    5 36 Entered(step:"sr.environment",way:Jump,skipped:["sr.inspect"])
    6 45 PmInput(input:"sr.environment.pm2",act:Deferred(until:Some("2026-12-01")))
    7 54 PmInput(input:"sr.environment.pm2",act:Given)
    == Running in sr.environment: step 00:18 of 09:00, session 00:54 of 60:00, ends 10:00
    "#);
}

#[test]
fn any_fact_may_be_set_by_hand_once() {
    assert_snapshot!(story(r#"
        Session(ceremony: "planning")
        0  Begin(present: ["Ada", "Grace"])
        9  SetFact("q.vision", true)
        9  SetFact("q.vision", true)
        9  SetFact("q.fashion", true)
        9  SetFact("goal.at_risk", true)
        9  SetFact("goal.at_risk", false)
    "#), @r#"
    2 0 Began(present:["Ada","Grace"])
    3 9 FactSet(fact:"q.vision",value:true)
    -- Unchanged
    -- NoSuchFact(Id("q.fashion"))
    4 36 FactSet(fact:"goal.at_risk",value:true)
    5 45 FactSet(fact:"goal.at_risk",value:false)
    == Running in pl.open: step 00:45 of 04:30, session 00:45 of 90:00, ends 11:00
    "#);
}

#[test]
fn a_tag_belongs_to_the_item_at_hand() {
    assert_snapshot!(story(r#"
        Session(ceremony: "refinement")
        0   Begin(present: ["Ada", "Grace", "Lin"])
        0   Jump("rf.item")
        9   SetFact("item.low_evidence", true)
        9   Pm("rf.item.pm2", Carry(assumption: true))
        300 NextPass("ready")
        9   Pm("rf.item.pm2", Carry())
    "#), @r#"
    2 0 Began(present:["Ada","Grace","Lin"])
    3 0 Entered(step:"rf.item",way:Jump,skipped:["rf.strategy","rf.pick"])
    4 9 FactSet(fact:"item.low_evidence",value:true,pass:Some("AUR-41 Export a day of sales as a file"))
    5 18 PmInput(input:"rf.item.pm2",act:Carried(assumption:true))
    6 318 Passed(pass:Item("AUR-41 Export a day of sales as a file"),how:Done(Some("ready")))
    -- InputSettled(Id("rf.item.pm2"))
    == Running in rf.item: step 05:27 of 48:00, pass 00:09 of 05:20, session 05:27 of 60:00, ends 10:27
    "#);
}

#[test]
fn an_activity_is_ticked_once_and_a_stance_never() {
    assert_snapshot!(story(r#"
        Session(ceremony: "standup")
        0  Begin(present: ["Ada", "Grace"])
        9  Do("su.open.po1")
        9  Do("su.open.po2")
        9  Do("su.open.po2")
        9  Do("su.nothing")
        9  Advance
        9  Skip(activity: "su.goal.po2", why: "no news")
    "#), @r#"
    2 0 Began(present:["Ada","Grace"],mode:Some("people"))
    -- NothingToTick(Id("su.open.po1"))
    3 18 ActivityDone(activity:"su.open.po2")
    -- AlreadyDone(Id("su.open.po2"))
    -- NoSuchActivity(Id("su.nothing"))
    4 45 Entered(step:"su.goal",way:Forward)
    5 54 ActivitySkipped(activity:"su.goal.po2",why:"no news")
    == Running in su.goal: step 00:09 of 01:00, session 00:54 of 15:00, ends 09:45
    "#);
}

#[test]
fn only_what_the_program_cannot_see_is_flagged() {
    assert_snapshot!(story(r#"
        Session(ceremony: "standup")
        0  Begin(present: ["Ada", "Grace"])
        9  Flag("ap.pm_assigns")
        9  Flag("ap.overrun")
        9  Flag("ap.weather")
    "#), @r#"
    2 0 Began(present:["Ada","Grace"],mode:Some("people"))
    3 9 Flagged(warning:"ap.pm_assigns")
    -- NotFlaggable(Id("ap.overrun"))
    -- NoSuchWarning(Id("ap.weather"))
    == Running in su.open: step 00:27 of 00:30, session 00:27 of 15:00, ends 09:45
    "#);
}
