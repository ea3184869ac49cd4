//! The pages beyond one session: keys and answers in, frames and questions out.

mod compare;
mod export;
mod ledger;
mod owners;
mod teams;
mod trends;

use runsheet::app::{Answer, App, Effect, Message, Now, Offer, Question, Start};

use crate::{
    screens::Seat,
    world::{CEREMONIES, START_MS, setup},
};

/// At the home screen, whose list is empty.
fn at_home() -> Seat {
    let offers = CEREMONIES.map(|it| {
        let ceremony = setup(it, "midsize", 5).ceremony;
        Offer { id: ceremony.id, title: ceremony.title, for_whom: ceremony.for_whom }
    });
    let start = Start { ceremonies: offers.to_vec(), ..Start::default() };
    let now = Now { boot_ms: 0, wall_ms: START_MS, offset_min: 60 };
    let mut seat = Seat { app: App::new(start), now };
    seat.take(Message::Listed(Vec::new()));
    seat
}

/// Walks down to this line of the home screen and opens it; the question that goes out.
#[track_caller]
fn opened(seat: &mut Seat, line: &str) -> Question {
    seat.play("gg");
    for _ in 0..30 {
        if seat.frame(80, 30).lines().any(|it| it.starts_with(&format!(" ▶ {line}"))) {
            let asked = seat.take(Message::Key(runsheet::app::Key::Enter));
            return question(&asked);
        }
        seat.play("↓");
    }
    panic!("{line} is not on the home screen:\n{}", seat.frame(80, 30));
}

#[track_caller]
fn question(effects: &[Effect]) -> Question {
    match effects {
        [Effect::Survey(it)] => it.clone(),
        other => panic!("one question was expected: {other:?}"),
    }
}

fn answer(seat: &mut Seat, it: Answer) {
    assert_eq!(seat.take(Message::Surveyed(Box::new(it))), []);
}

/// The frame at every size people have.
fn frames(seat: &Seat) -> String {
    let sizes = [(80, 24), (120, 36), (50, 16)];
    let frames = sizes
        .map(|(columns, rows)| format!("== {columns} by {rows}\n{}", seat.frame(columns, rows)));
    frames.concat()
}
