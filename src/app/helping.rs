//! The help of a live session: the keys that apply here first, then those that do not, each with why not.

use super::{
    Live, Now,
    keys::{Binding, Intent},
    picker::{Act, Entry, HELP, Picker},
};
use crate::ceremony::Instrument;

impl Live {
    /// Every key of the page that is open. Of two meanings of one key only the one that counts now is named.
    pub(super) fn help(&self, now: Now) -> Picker {
        let table = self.table();
        let applies = |it: &&Binding| self.offers(it.intent, now);
        let taken = |it: &&Binding| {
            let shares = |other: &Binding| it.keys.iter().any(|key| other.keys.contains(key));
            table.iter().filter(applies).any(shares)
        };
        let mut here: Vec<&Binding> = table.iter().filter(applies).collect();
        here.sort_by_key(|it| it.place);
        let here = here.into_iter().map(|it| entry(it, it.help.to_owned(), false));
        let elsewhere =
            table.iter().filter(|it| !applies(it) && !taken(it) && !self.never_has(it.intent));
        let elsewhere =
            elsewhere.map(|it| entry(it, format!("{}: {}", it.label, why_not(it.intent)), true));
        Picker::new(HELP, here.chain(elsewhere).collect())
    }

    /// Whether no step of the ceremony could ever grant it.
    fn never_has(&self, intent: Intent) -> bool {
        let uses = |of: &[Instrument]| {
            self.session.setup().ceremony.steps.iter().any(|it| of.contains(&it.instrument))
        };
        match intent {
            Intent::Board | Intent::Format | Intent::CheckIn | Intent::Budget => {
                !self.session.has_board()
            }
            Intent::Item | Intent::Items => !uses(&[Instrument::Backlog, Instrument::Poker]),
            Intent::Days => !uses(&[Instrument::Capacity]),
            _ => false,
        }
    }
}

fn entry(it: &Binding, label: String, off: bool) -> Entry {
    Entry { label, note: it.names(), act: Act::Intent(it.intent), off }
}

/// Why a key is not offered, in a few words.
fn why_not(intent: Intent) -> &'static str {
    match intent {
        Intent::Resume => "the clocks run",
        Intent::Pause => "the clocks stand still",
        Intent::LeaveLoop => "no passes are left here",
        Intent::Back => "there is nothing before this",
        Intent::Extend => "the end stays where it is",
        Intent::Tick => "nothing waits for a tick",
        Intent::Manager => "no product manager input applies",
        Intent::Edit => "nothing was written down yet",
        Intent::Vote => "nothing is voted on or sized here",
        Intent::Item => "no item is at hand",
        Intent::Items => "no items are handled at this step",
        Intent::Titles | Intent::SkipPass => "this step has no list to go through",
        Intent::ReturnToPass => "Tab to the list first",
        Intent::HandOn => "nothing is written or voted in secret here",
        Intent::Format => "the cards are under way, or there is no board",
        Intent::CheckIn => "not the step for it",
        Intent::Budget => "no dots are placed here",
        Intent::Confirm => "nothing waits for a yes",
        Intent::Branch => "no other way is offered",
        Intent::Settle => "nothing of before is marked; Tab to it",
        Intent::Days => "no days are counted at this step",
        Intent::AcceptOwner => "nobody is proposed",
        Intent::Replan => "the end is where it was planned",
        Intent::Closing => "the way there is held, or one is there",
        Intent::Flag => "nothing to flag at this step",
        Intent::Undo => "nothing to take back",
        Intent::Redo => "nothing was taken back",
        Intent::Finish => "something still ahead must hold first",
        Intent::CopyBriefs | Intent::WriteBriefs => "no brief is open",
        Intent::Carry | Intent::Brief | Intent::Defer | Intent::Waive => "mark an open question",
        Intent::Split | Intent::MoveHere => "mark a card first",
        Intent::Merge => "mark two topics first",
        Intent::Board | Intent::Mark | Intent::Rename | Intent::Release | Intent::Tag => {
            "there are no topics yet"
        }
        Intent::ShowCards => "no cards are hidden",
        _ => "not at this step",
    }
}
