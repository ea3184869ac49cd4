//! Items as they are refined: what is written, split, moved, tagged and put in order, and what a journal keeps of it.

use insta::assert_snapshot;
use runsheet::{
    ceremony::Text,
    session::{Command, Given, GivenItem, Player, Readiness, Refine, Refusal, script},
};

use super::{stage, story};

/// A refinement at its item loop.
pub(super) fn refining(rest: &str) -> String {
    story(&format!(
        r#"
        Session(ceremony: "refinement")
        0  Begin(present: ["Ada", "Grace", "Lin", "Amara"])
        9  Jump("rf.item")
        {rest}"#
    ))
}

/// As [`refining`], to be asked more.
pub(super) fn refinement(given: impl Fn(&mut Given)) -> Player {
    let text = "Session(ceremony: \"refinement\")\n0 Begin(present: [\"Ada\", \"Grace\", \"Lin\"])\n9 Jump(\"rf.item\")";
    let scene = script::read("items", text).unwrap().remove(0);
    let mut setup = stage(&scene, Given::default());
    given(&mut setup.given);
    let mut player = Player::new(setup.into(), 1);
    player.play(&scene.moves).unwrap();
    player
}

fn names(player: &Player) -> Vec<String> {
    player.session.items().iter().map(|it| it.label().to_string()).collect()
}

#[test]
fn what_is_written_about_an_item_is_one_line_each() {
    assert_snapshot!(refining(r#"9 Refine("", Explain("Shops copy figures by hand"))
        9  Refine("AUR-45", Require(["Two entries become one", "Nothing is lost"]))
        9  Refine("AUR-45", Require(["Two entries become one", "Nothing is lost"]))
        9  Refine("AUR-45", Rename("Merge doubles"))
        9  Refine("AUR-45", Tag("item.strategic", true))
        9  Refine("AUR-45", Tag("item.strategic", true))
        9  Refine("AUR-99", Explain("no such thing"))
        9  Refine("AUR-45", Explain("  "))
        9  Refine("", Rank(scheme: "wsjf", values: [("value", 8), ("time", 3), ("risk", 2), ("size", 5)], why: "the market hall waits"))
        9  Refine("", Rank(scheme: "wsjf", values: [("value", 8)]))
        9  Refine("", Rank())
    "#), @r#"
    2 0 Began(present:["Ada","Grace","Lin","Amara"])
    3 9 Entered(step:"rf.item",way:Jump,skipped:["rf.strategy","rf.pick"])
    4 18 ItemChanged(item:"AUR-41 Export a day of sales as a file",change:Explained("Shops copy figures by hand"))
    5 27 ItemChanged(item:"AUR-45 Merge customers who were entered twice",change:Required(["Two entries become one","Nothing is lost"]))
    -- Unchanged
    6 45 ItemChanged(item:"AUR-45 Merge customers who were entered twice",change:Renamed("Merge doubles"))
    7 54 FactSet(fact:"item.strategic",value:true,pass:Some("AUR-45 Merge customers who were entered twice"))
    -- Unchanged
    -- NoSuchItem(Text("AUR-99"))
    -- EmptyText
    8 90 ItemChanged(item:"AUR-41 Export a day of sales as a file",change:Ranked((scheme:Some("wsjf"),values:[("value",8),("time",3),("risk",2),("size",5)],why:"the market hall waits")))
    -- NoSuchOption(Id("time"))
    -- EmptyText
    == Running in rf.item: step 01:39 of 48:00, pass 01:39 of 05:20, session 01:48 of 60:00, ends 10:27
    "#);
}

#[test]
fn slices_stand_behind_their_item_and_know_it() {
    let mut player = refinement(|_| {});
    let into = vec![Text::new("Plain path"), Text::new("With a refund")];
    let split = Refine::Split { into, way: Some("paths".into()) };
    player.ask(Command::Refine("".into(), split.clone())).unwrap();
    assert_eq!(names(&player)[..4][1..3], ["Plain path", "With a refund"]);
    let parent = player.session.item_at_hand().unwrap().clone();
    assert_eq!(&*parent.known.key, "AUR-41");
    let slices: Vec<&Text> = player.session.slices(&parent).map(|it| &it.known.parent).collect();
    assert_eq!(slices, [&Text::new("AUR-41"), &Text::new("AUR-41")]);
    player.ask(Command::NextPass(Some("out".into()))).unwrap();
    assert_eq!(&*player.session.current_pass().unwrap().title(), "Plain path");
    let unknown = Refine::Split { into: vec!["x".into()], way: Some("layers".into()) };
    let refused = player.ask(Command::Refine("".into(), unknown));
    assert_eq!(refused, Err(Refusal::NoSuchOption("layers".into())));
    player.ask(Command::Undo).unwrap();
    player.ask(Command::Undo).unwrap();
    assert_eq!(names(&player).len(), 12);
    player.ask(Command::Redo).unwrap();
    assert_eq!(names(&player).len(), 14);
}

#[test]
fn another_key_and_a_description_are_one_line_each() {
    assert_snapshot!(refining(r#"9 Refine("", Key("TILL-7"))
        9  Refine("TILL-7", Key("TILL-7"))
        9  Refine("", Key("AUR-45"))
        9  Refine("", Key("  "))
        9  Refine("", Describe("As the shops tell it"))
        9  Refine("", Describe("As the shops tell it"))
    "#), @r#"
    2 0 Began(present:["Ada","Grace","Lin","Amara"])
    3 9 Entered(step:"rf.item",way:Jump,skipped:["rf.strategy","rf.pick"])
    4 18 ItemChanged(item:"AUR-41 Export a day of sales as a file",change:Keyed("TILL-7"))
    -- Unchanged
    -- KeyTaken(Text("AUR-45"))
    -- EmptyText
    5 54 ItemChanged(item:"AUR-41 Export a day of sales as a file",change:Described("As the shops tell it"))
    -- Unchanged
    == Running in rf.item: step 00:54 of 48:00, pass 00:54 of 05:20, session 01:03 of 60:00, ends 10:27
    "#);
}

#[test]
fn slices_go_with_their_item_to_another_key_or_title() {
    let bare = GivenItem { title: "Export".into(), ..GivenItem::default() };
    let mut player = refinement(|given| given.items = vec![bare.clone()]);
    let refine = |to| Command::Refine("".into(), to);
    player.ask(refine(Refine::Split { into: vec!["Half".into()], way: None })).unwrap();
    let slices = |player: &Player| {
        let item = player.session.item_at_hand().unwrap().clone();
        player.session.slices(&item).count()
    };
    player.ask(refine(Refine::Rename("Export a day".into()))).unwrap();
    assert_eq!(slices(&player), 1);
    player.ask(refine(Refine::Key("A-1".into()))).unwrap();
    assert_eq!(slices(&player), 1);
    assert_eq!(&*player.session.items()[1].known.parent, "A-1");
    player.ask(Command::Undo).unwrap();
    assert_eq!((slices(&player), &*player.session.items()[1].known.parent), (1, "Export a day"));
}

#[test]
fn criteria_and_share_of_a_sprint_are_seen_and_not_asked() {
    let bare = GivenItem { title: "Bare".into(), ..GivenItem::default() };
    let mut player = refinement(|given| {
        given.items = vec![bare.clone()];
        given.velocities = vec![10, 12, 14];
    });
    let unmet = |player: &Player| -> Vec<String> {
        let lines = player.session.guards(player.now);
        lines.iter().filter(|it| it.is_unmet()).map(|it| it.guard.id.to_string()).collect()
    };
    let known = |player: &Player| player.session.guards(player.now).len();
    assert_eq!((unmet(&player), known(&player)), (vec!["rf.item.g1".to_owned()], 1));
    let refine = |to| Command::Refine("".into(), to);
    player.ask(refine(Refine::Require(vec!["a".into()]))).unwrap();
    player.ask(refine(Refine::Size { size: "8".into(), why: "".into() })).unwrap();
    assert_eq!((unmet(&player), known(&player)), (vec!["rf.item.g4".to_owned()], 2));
    player.ask(refine(Refine::Size { size: "5".into(), why: "".into() })).unwrap();
    assert_eq!(unmet(&player), Vec::<String>::new());
}

#[test]
fn the_order_changes_around_the_item_at_hand() {
    let mut player = refinement(|_| {});
    let here = player.session.current_pass();
    let up = |item: &str, before: Option<&str>| {
        let before = before.map(Text::new);
        Command::Refine(item.into(), Refine::Move { before, why: "a promise".into() })
    };
    player.ask(up("AUR-48", Some("AUR-41"))).unwrap();
    assert_eq!(player.session.current_pass(), here);
    assert!(names(&player)[0].starts_with("AUR-48"));
    player.ask(Command::NextPass(None)).unwrap();
    let next = player.session.current_pass().unwrap().title();
    assert!(next.starts_with("AUR-48"), "{next}");
    assert_eq!(player.ask(up("AUR-48", Some("AUR-41"))), Err(Refusal::Unchanged));
    assert_eq!(player.ask(up("AUR-48", Some("AUR-48"))), Err(Refusal::Unchanged));
    let nowhere = player.ask(up("AUR-48", Some("AUR-1")));
    assert_eq!(nowhere, Err(Refusal::NoSuchItem("AUR-1".into())));
    player.ask(up("AUR-48", None)).unwrap();
    assert!(names(&player)[11].starts_with("AUR-48"));
    assert_eq!(player.ask(up("AUR-48", None)), Err(Refusal::Unchanged));
}

#[test]
fn equal_titles_stay_apart_and_a_slice_of_a_nameless_item_knows_it_by_its_title() {
    let twin = || GivenItem { title: "Export".into(), ..GivenItem::default() };
    let mut player = refinement(|given| given.items = vec![twin(), twin()]);
    player.ask(Command::Plan(vec!["Export".into()])).unwrap();
    let names: Vec<&str> = player.session.items().iter().map(|it| &*it.name).collect();
    assert_eq!(names, ["Export", "Export (2)", "Export (3)"]);
    let split = Refine::Split { into: vec!["Half".into()], way: None };
    player.ask(Command::Refine("Export (2)".into(), split)).unwrap();
    let half = &player.session.items()[2];
    assert_eq!((&*half.name, &*half.known.parent), ("Half", "Export"));
}

#[test]
fn the_readiness_list_names_what_is_missing_and_stops_nothing() {
    let seen = |player: &Player| -> Vec<(String, Readiness)> {
        let item = player.session.item_at_hand().unwrap();
        let points = player.session.readiness(item);
        points.into_iter().map(|(it, is)| (it.short.to_string(), is)).collect()
    };
    let bare = GivenItem { title: "Bare".into(), ..GivenItem::default() };
    let mut player = refinement(|given| {
        given.items = vec![bare.clone()];
        given.velocities = vec![10, 12, 14];
    });
    let is = |seen: &[(String, Readiness)], short: &str| {
        seen.iter().find(|it| it.0 == short).map(|it| it.1).unwrap()
    };
    let first = seen(&player);
    for point in ["why", "criteria", "size"] {
        assert_eq!(is(&first, point), Readiness::Missing, "{point}");
    }
    assert_eq!(is(&first, "questions"), Readiness::Met);
    assert_eq!(is(&first, "goal"), Readiness::Unknown);
    assert_eq!(is(&first, "others"), Readiness::NotAsked);
    let refine = |to| Command::Refine("".into(), to);
    player.ask(refine(Refine::Explain("For shops".into()))).unwrap();
    player.ask(refine(Refine::Require(vec!["a".into(), "b".into()]))).unwrap();
    player.ask(refine(Refine::Size { size: "8".into(), why: "".into() })).unwrap();
    player.ask(refine(Refine::Tag("item.cross_team".into(), true))).unwrap();
    let then = seen(&player);
    assert_eq!((is(&then, "why"), is(&then, "criteria")), (Readiness::Met, Readiness::Met));
    assert_eq!(is(&then, "size"), Readiness::Missing, "8 is more than half of 12");
    assert_eq!(is(&then, "others"), Readiness::Missing);
    player.ask(Command::NextPass(Some("ready".into()))).unwrap();
}
