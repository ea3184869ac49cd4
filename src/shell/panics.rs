//! What a panic leaves behind: the terminal given back first, then words, then the end of the program.

use std::{
    io::{self, Write},
    panic::{self, PanicHookInfo},
    sync::mpsc::Sender,
};

use super::{inbox::Inbound, terminal};

/// A panic in any thread ends the app: the loop is told, so that nothing goes on deaf, blind or unsaved.
pub fn install(inbox: Sender<Inbound>) {
    panic::set_hook(Box::new(move |info| {
        terminal::restore();
        // A dead standard error must not make this a second panic.
        let _ = io::stderr().write_all(words(info).as_bytes());
        let _ = inbox.send(Inbound::Crashed);
    }));
}

fn words(info: &PanicHookInfo) -> String {
    let payload = info.payload();
    let what = payload.downcast_ref::<&str>().copied();
    let what = what.or_else(|| payload.downcast_ref::<String>().map(String::as_str));
    let place = info.location().map(ToString::to_string).unwrap_or_default();
    format!(
        "runsheet: our fault, {}: {}\nWhat was shown as saved is saved; `runsheet resume` goes on with it.\n",
        place,
        crate::ceremony::Text::new(what.unwrap_or("no words")),
    )
}
