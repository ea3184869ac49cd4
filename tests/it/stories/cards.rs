//! Planning poker: who has a card, what a round becomes, and that nobody can be told from it afterwards.

use insta::assert_snapshot;
use runsheet::{
    ceremony::{Measure, Role},
    journal::{Salt, record},
    session::{Command, Hand, Player, Refine, Refusal},
};

use super::{
    SID,
    items::{refinement, refining},
};

fn hands(typed: &[&str]) -> Command {
    Command::ShowHands(typed.iter().map(|it| Hand::read(it)).collect())
}

fn size(player: &mut Player, size: &str, why: &str) -> Result<(), Refusal> {
    player.ask(Command::Refine("".into(), Refine::Size { size: size.into(), why: why.into() }))
}

fn size_here(player: &Player) -> String {
    player.session.item_at_hand().unwrap().known.size.to_string()
}

#[test]
fn hands_are_kept_in_the_order_of_the_deck_round_after_round() {
    assert_snapshot!(refining(r#"9 ShowHands([(card: "8"), (card: "coffee"), (card: "3", sure: 4), (card: "3", sure: 2)])
        9  ShowHands([(card: "5"), (card: "5"), (card: "3")])
        9  Refine("", Size(size: "8"))
        9  Refine("", Size(size: "5"))
        9  ShowHands([(card: "4")])
        9  ShowHands([])
        9  ShowHands([(card: "5", sure: 6)])
        9  ShowHands([(card: "1"), (card: "1"), (card: "1"), (card: "1"), (card: "1"), (card: "1")])
        9  Jump("rf.order")
        9  ShowHands([(card: "5")])
    "#), @r#"
    2 0 Began(present:["Ada","Grace","Lin","Amara"])
    3 9 Entered(step:"rf.item",way:Jump,skipped:["rf.strategy","rf.pick"])
    4 18 HandsShown(item:"AUR-41 Export a day of sales as a file",hands:[(card:"3",sure:Some(2)),(card:"3",sure:Some(4)),(card:"8"),(card:"coffee")])
    5 27 HandsShown(item:"AUR-41 Export a day of sales as a file",hands:[(card:"3"),(card:"5"),(card:"5")])
    -- NotPlayed(Text("8"))
    6 45 ItemChanged(item:"AUR-41 Export a day of sales as a file",change:Sized(size:"5",by:Played))
    -- NoSuchCard(Text("4"))
    -- NoVotes
    -- OutOfRange { value: 6, from: 1, to: 5 }
    -- TooManyHands { most: 5 }
    7 90 Entered(step:"rf.order",way:Jump)
    -- NothingToSize
    == Running in rf.order: step 00:09 of 05:00, session 01:39 of 60:00, ends 09:40
    "#);
}

#[test]
fn a_final_size_was_played_or_has_a_reason() {
    let mut player = refinement(|_| {});
    player.ask(hands(&["2", "8"])).unwrap();
    assert_eq!(size(&mut player, "5", ""), Err(Refusal::NotPlayed("5".into())));
    assert_eq!(size(&mut player, "7", ""), Err(Refusal::NoSuchCard("7".into())));
    assert_eq!(size(&mut player, "?", ""), Err(Refusal::NoSuchCard("?".into())));
    size(&mut player, "5", "between the two, says everybody").unwrap();
    assert_eq!(size_here(&player), "5");
    size(&mut player, "8", "").unwrap();
    assert_eq!(size_here(&player), "8");
    let said = player.session.records().iter().map(|it| format!("{:?}", it.event));
    let said: Vec<String> = said.filter(|it| it.contains("Sized")).collect();
    assert!(said[0].contains("Override") && said[1].contains("Played"), "{said:?}");
}

#[test]
fn a_size_everybody_played_is_the_size_and_one_said_aloud_is_agreed() {
    let mut player = refinement(|_| {});
    player.ask(hands(&["3", "3"])).unwrap();
    assert_eq!(size_here(&player), "3");
    assert_eq!(player.session.talk_clock(player.now), None);
    player.ask(Command::NextPass(None)).unwrap();
    size(&mut player, "13", "").unwrap();
    assert!(format!("{:?}", player.session.records().last()).contains("Agreed"));
}

#[test]
fn far_apart_is_told_in_deck_steps_and_talked_about_for_two_minutes() {
    let mut player = refinement(|_| {});
    assert_eq!(player.session.measure(&Measure::Spread, player.now), None);
    player.ask(hands(&["2", "13", "?"])).unwrap();
    assert_eq!(player.session.measure(&Measure::Spread, player.now), Some(4));
    player.wait(30);
    assert_eq!(player.session.talk_clock(player.now), Some((30_000, 120_000)));
    let hands_now = player.session.rounds(&player.session.estimating().unwrap().clone()).last();
    let shown = hands_now.unwrap().hands.clone();
    assert_eq!(player.session.median_of(&shown).map(|it| &**it), Some("2"));
    assert_eq!(player.session.proposed_size(&shown), None);
    player.ask(hands(&["3", "3", "5"])).unwrap();
    let item = player.session.estimating().unwrap().clone();
    let rounds: Vec<usize> = player.session.rounds(&item).map(|it| it.hands.len()).collect();
    assert_eq!(rounds, [3, 3]);
    let last = player.session.rounds(&item).last().unwrap().hands.clone();
    assert_eq!(player.session.proposed_size(&last).map(|it| &**it), Some("3"));
    size(&mut player, "3", "").unwrap();
    assert_eq!(player.session.talk_clock(player.now), None);
    player.ask(Command::NextPass(None)).unwrap();
    assert_eq!(player.session.measure(&Measure::Spread, player.now), None);
}

#[test]
fn who_does_not_do_the_work_has_no_card() {
    let mut player = refinement(|_| {});
    let Player { session, open, .. } = &mut player;
    let no = |name: &str, role| Err(Refusal::NoCards(name.into(), role));
    assert_eq!(open.play(session, &"Ada".into(), "5"), no("Ada", Role::Po));
    assert_eq!(open.play(session, &"Ingrid".into(), "5"), no("Ingrid", Role::Pm));
    assert_eq!(open.play(session, &"Noor".into(), "5"), no("Noor", Role::Sm));
    let nobody = Err(Refusal::NoSuchPerson("Zoe".into()));
    assert_eq!(open.play(session, &"Zoe".into(), "5"), nobody);
    assert_eq!(open.play(session, &"Lin".into(), "6"), Err(Refusal::NoSuchCard("6".into())));
    assert_eq!(open.play(session, &"Lin".into(), "5"), Ok(()));
    assert_eq!(open.play(session, &"Lin".into(), "8"), Err(Refusal::AlreadyPlayed("Lin".into())));
}

/// The journal of a round two people played face down, each with a card.
fn played(cards: [(&str, &str); 2]) -> (Vec<String>, String) {
    let mut player = refinement(|_| {});
    for (name, card) in cards {
        player.wait(5);
        let Player { session, open, .. } = &mut player;
        open.play(session, &name.into(), card).unwrap();
    }
    let scratch = player.open.to_scratch();
    player.ask(Command::RevealHands).unwrap();
    let salt = Salt::of(SID);
    let lines = player.session.records().iter().map(|it| record(salt, it, 0)).collect();
    assert!(player.open.saved(player.session.next_n()));
    assert!(!player.open.to_scratch().contains("hands:"), "nothing is left of the round");
    (lines, scratch)
}

#[test]
fn swapping_two_cards_changes_no_byte() {
    let there = played([("Grace", "3"), ("Lin", "8@2")]);
    assert_eq!(there, played([("Grace", "8@2"), ("Lin", "3")]));
    assert_eq!(there, played([("Lin", "8@2"), ("Grace", "3")]));
    let last = there.0.last().unwrap();
    assert!(!last.contains("Lin") && !last.contains("Grace"), "{last}");
    assert_ne!(there.0, played([("Grace", "3"), ("Lin", "3")]).0);
}
