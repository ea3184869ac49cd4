//! In a retrospective the product manager joins only if the team agrees, from the start sheet to a yes that is taken back.

use runsheet::session::{Command, Refusal};

use crate::{
    screens::Seat,
    world::{World, setup},
};

fn retro() -> World {
    World::begun(setup("retro", "midsize", 3))
}

fn comes(here: bool) -> Command {
    Command::Attend { name: "Pia".into(), here }
}

fn agrees(yes: bool) -> Command {
    Command::SetFact("pm.invited".into(), yes)
}

fn pointed_out(world: &World) -> bool {
    world.session.uninvited(world.now).iter().any(|it| &***it == "Pia")
}

#[test]
fn without_the_teams_yes_the_product_manager_is_not_marked_present() {
    let mut world = retro();
    assert_eq!(world.asks(comes(true)), Err(Refusal::NotInvited("Pia".into())));
    assert!(!world.session.present().contains(&"Pia".into()));
    world.does(Command::Attend { name: "Guest".into(), here: true });
    let mut daily = World::begun(setup("standup", "midsize", 3));
    daily.does(comes(true));
}

#[test]
fn with_the_teams_yes_the_product_manager_joins() {
    let mut world = retro();
    world.does(agrees(true));
    world.does(comes(true));
    assert!(!pointed_out(&world));
}

#[test]
fn a_yes_for_one_topic_opens_the_door_and_by_note_closes_it() {
    let mut world = retro();
    world.goes_to("rt.share");
    world.does(Command::Plan(vec!["what next".into()]));
    world.does(Command::Tag {
        topic: "what next".into(),
        fact: "topic.product_strategy".into(),
        value: true,
    });
    world.goes_to("rt.insight");
    world.does(Command::Choose("pm.welcome".into(), "room".into()));
    world.asks(comes(true)).unwrap();
    world.does(Command::Choose("pm.welcome".into(), "note".into()));
    assert_eq!(world.asks(comes(true)), Err(Refusal::NotInvited("Pia".into())));
}

#[test]
fn a_yes_taken_back_is_pointed_out_sends_nobody_away_and_lets_nobody_return() {
    let mut world = retro();
    world.does(agrees(true));
    world.does(comes(true));
    world.does(agrees(false));
    assert!(world.session.present().contains(&"Pia".into()));
    assert!(pointed_out(&world));
    world.does(comes(false));
    assert!(!pointed_out(&world));
    assert_eq!(world.asks(comes(true)), Err(Refusal::NotInvited("Pia".into())));
    world.does(Command::Undo);
    world.does(Command::Undo);
    assert!(world.session.present().contains(&"Pia".into()) && !pointed_out(&world));
}

#[test]
fn who_is_product_owner_too_needs_no_invitation() {
    let mut setup = setup("retro", "startup", 3);
    setup.team.members[0].roles.push(runsheet::ceremony::Role::Pm);
    let mut world = World::begun(setup);
    world.does(Command::Attend { name: "Ada".into(), here: false });
    world.does(Command::Attend { name: "Ada".into(), here: true });
}

/// The start sheet of a retrospective, the cursor on its last person but one: the product manager.
fn sheet() -> Seat {
    let mut seat = Seat::new(setup("retro", "midsize", 3));
    seat.play("j j j j j");
    assert!(seat.frame(80, 36).contains("▶ [ ] Pia"), "{}", seat.frame(80, 36));
    seat.play("␣");
    seat
}

#[test]
fn the_start_sheet_says_what_is_missing_and_takes_the_yes() {
    let mut seat = sheet();
    seat.play("⏎");
    assert!(seat.live().is_none());
    let frame = seat.frame(80, 36);
    assert!(frame.contains("Pia joins only if the team agrees: tick that below"), "{frame}");
    for _ in 0..20 {
        if seat.frame(80, 36).contains("▶ [ ] the team agreed") {
            break;
        }
        seat.play("j");
    }
    seat.play("␣ ⏎");
    assert_eq!(seat.step(), "rt.stage");
}

#[test]
fn the_line_of_a_refusal_names_the_keys_that_note_the_yes() {
    let mut seat = Seat::new(setup("retro", "midsize", 3));
    seat.play("⏎ a j j j j j ␣");
    let frame = seat.frame(80, 24);
    assert!(frame.contains("Pia joins only if the team agrees. Ask it; f, then i"), "{frame}");
    seat.play("⎋ f i a j j j j j ␣");
    assert!(seat.frame(80, 24).contains("[x] Pia"), "{}", seat.frame(80, 24));
}

#[test]
fn a_yes_taken_back_stands_where_one_looks_before_going_on() {
    let mut seat = Seat::new(setup("retro", "midsize", 3));
    seat.play("⏎ f i a j j j j j ␣ ⎋ f i");
    let frame = seat.frame(120, 36);
    assert!(frame.contains("Pia is here without"), "{frame}");
}
