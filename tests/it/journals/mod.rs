//! What a journal survives: every cut, every flipped bit, lines lost, doubled or swapped, crashes while healing.

mod laws;
mod recovery;
pub(crate) mod sample;

use runsheet::{
    journal::{self, Journal, Salt},
    session::Record,
};

/// The journal of these records, and where each line starts.
fn written(records: &[Record]) -> String {
    let mut text = journal::opening(&sample::setup());
    for it in records {
        text.push_str(&journal::record(
            Salt::of(sample::SID),
            it,
            sample::WALL + it.at.0.cast_signed(),
        ));
    }
    text
}

/// A journal whose first two lines are stand-ins, so that searching every image of it is quick.
fn short(records: &[Record]) -> String {
    let salt = Salt::of(sample::SID);
    let stamp = |n| journal::Line {
        n,
        wall_ms: sample::WALL,
        at: runsheet::session::Moment(0),
        by: runsheet::session::Actor::Facilitator,
        event: (),
    };
    let mut text = journal::write_line(salt, &stamp(0), None::<&()>, "opened");
    text.push_str(&journal::write_line(salt, &stamp(1), None::<&()>, "defined"));
    for it in records {
        text.push_str(&journal::record(salt, it, sample::WALL));
    }
    text
}

fn read(bytes: &[u8]) -> Journal {
    journal::read(bytes, Some(sample::SID)).expect("it has a name")
}
