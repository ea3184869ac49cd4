//! Why a command was refused, as one line for the footer. Decides nothing.

use super::{role, short};
use crate::{
    ceremony::{Id, Text},
    session::{Refusal, Session},
};

/// Why not, in one line.
#[allow(clippy::too_many_lines, reason = "a table: one arm a refusal, none left out")]
pub fn refusal(session: &Session, it: &Refusal) -> Text {
    let fixed = match it {
        Refusal::NotBegun => "The session has not begun.",
        Refusal::AlreadyBegun => "The session has begun already.",
        Refusal::AlreadyEnded => "The session has ended.",
        Refusal::Held(guards) => return held(session, guards),
        Refusal::NothingHeld => "Nothing holds it back; Enter goes on.",
        Refusal::NoWayBack => "No way back from this step.",
        Refusal::NoSuchStep(_) => "There is no such step.",
        Refusal::NoPasses => "This step has no loop.",
        Refusal::NoSuchPass(_) => "There is no such pass.",
        Refusal::NoMorePasses => "Every pass is done; Enter goes on.",
        Refusal::NoSuchOutcome(_) => "A pass cannot end that way here.",
        Refusal::NoSuchMode(_) => "There is no such mode.",
        Refusal::NoSuchFact(_) => "There is no such fact.",
        Refusal::NoSuchGuard(_) | Refusal::NotAsked(_) => "Nothing to confirm here.",
        Refusal::NoSuchActivity(_) => "There is no such activity.",
        Refusal::NothingToTick(_) => "Nothing to tick: it is a way to be, not a thing to do.",
        Refusal::AlreadyDone(_) => "Ticked already; u takes it back.",
        Refusal::NoSuchInput(_) => "There is no such input.",
        Refusal::InputDormant(_) => "Nothing calls for it now.",
        Refusal::InputSettled(_) => "It is settled; u takes that back.",
        Refusal::InputNotAsked(_) => "Nobody was asked yet.",
        Refusal::NotInProfile(_) => "This profile has nobody who could; c lets the PO carry it.",
        Refusal::NoSuchCapture(_) => "There is no such capture.",
        Refusal::OtherKind(_) => "A capture keeps its kind.",
        Refusal::Unchanged => "It is so already.",
        Refusal::EmptyText => "Nothing was typed.",
        Refusal::NoReason => "A reason is needed; one word is enough.",
        Refusal::TooManyVotes { most } => {
            return format!("More votes than people: the team has {most}.").into();
        }
        Refusal::TooLong { most } => return format!("Too long: at most {most} bytes.").into(),
        Refusal::NoSuchPerson(name) => {
            return format!("Nobody in the team is called {name}.").into();
        }
        Refusal::NotInvited(name) => return not_invited(session, name),
        Refusal::NobodyPresent => "Somebody has to be here.",
        Refusal::NoSuchChoice(_) | Refusal::NoSuchOption(_) => "That is not asked here.",
        Refusal::NoSuchPulse(_) => "No vote is taken here.",
        Refusal::NoVotes => "No vote was typed.",
        Refusal::OutOfRange { value, from, to } => {
            return format!("{value} is not on the scale from {from} to {to}.").into();
        }
        Refusal::VotedDown => "Not more up than down: on we go.",
        Refusal::NoMoreExtensions => "Both extensions are used up.",
        Refusal::EndStays => "The end stays; in the round + moves a minute.",
        Refusal::AlreadyPaused => "The clocks stand already.",
        Refusal::NotPaused => "The clocks run already.",
        Refusal::NoSuchWarning(_) | Refusal::NotFlaggable(_) => "That is not flagged by hand.",
        Refusal::NoSuchReason(_) => "That is not one of the reasons.",
        Refusal::NoSuchItem(name) if name.is_empty() => "No item is at hand.",
        Refusal::NoSuchItem(name) => {
            return format!("No item is called {}.", short(name)).into();
        }
        Refusal::KeyTaken(key) => {
            return format!("Another item has the key {}.", short(key)).into();
        }
        Refusal::NoDeck => "No deck of cards is known here.",
        Refusal::NothingToSize => "No item to size here.",
        Refusal::NoSuchCard(card) => return no_such_card(session, card),
        Refusal::NotPlayed(card) => {
            return format!("Nobody showed {card}; say why it is {card} all the same.").into();
        }
        Refusal::NoCards(name, of) => {
            let role = role(*of);
            return format!("{name} ({role}) has no card: sizes come from those who do the work.")
                .into();
        }
        Refusal::AlreadyPlayed(name) => return format!("{name} has a card on the table.").into(),
        Refusal::TooManyHands { most } => {
            return format!("At most {most} hands: only developers have cards.").into();
        }
        Refusal::TooMany { most } => return format!("At most {most} of them.").into(),
        Refusal::NoSuchEntry(_) => "Nothing of that id is open.",
        Refusal::NoCapacity => "Capacity is counted at its own step.",
        Refusal::NothingToUndo => "Nothing to take back.",
        Refusal::NothingToRedo => "Nothing to bring back.",
        Refusal::NoBoard => "There is no board here.",
        Refusal::NoSuchFormat(_) => "There is no such format.",
        Refusal::NoSuchColumn(_) => "The format has no such column.",
        Refusal::NoSuchCheckIn(_) => "That is no way to check in or out here.",
        Refusal::NoSuchTopic(_) => "There is no such topic.",
        Refusal::NotOnBoard(_) => "That card is not on the board.",
        Refusal::CardsIn => "Cards are in; the format stays.",
        Refusal::CardsOnWall => "The cards are on the wall; F changes that before anybody writes.",
        Refusal::NothingHidden => "No cards are waiting to be shown.",
        Refusal::CardsHidden { cards } => {
            return format!("Hidden cards nobody has seen: {cards}. Show or discard them first.")
                .into();
        }
        Refusal::BoardFull => "The board is full.",
        Refusal::OneTopic => "Mark two topics or more: Space, then m.",
        Refusal::TitleTaken => "Another topic has that title.",
        Refusal::DotsIn => "Dots are placed already; their number stays.",
        Refusal::DotsShown => "The dots are on show; the topics stay as they are.",
        Refusal::TooManyDots { most } => {
            return format!("More dots than there are: at most {most}.").into();
        }
        Refusal::StillOut { people } => {
            return format!("Hidden until all are in: {people} still out.").into();
        }
        Refusal::NothingLevel => "No topics are level.",
        Refusal::InAlready => "That is in already.",
        Refusal::NotYours => "Only the facilitator may do that.",
        Refusal::OutsideLimits { least, most } => {
            return format!("It has to lie between {least} and {most}.").into();
        }
    };
    Text::new(fixed)
}

/// On the start sheet the yes is a line to tick, later a fact.
fn not_invited(session: &Session, name: &Text) -> Text {
    if !session.has_begun() {
        return format!(
            "{name} joins only if the team agrees: tick that below, or leave {name} out."
        )
        .into();
    }
    let say = session.invite(name).map_or("joins only if the team agrees.", |it| &it.say);
    format!("{name} {say}").into()
}

fn no_such_card(session: &Session, card: &Text) -> Text {
    let deck: Vec<&str> = session.setup().deck.all().map(|it| &**it).collect();
    format!("{} is no card; there are {}.", short(card), deck.join(" ")).into()
}

fn held(session: &Session, guards: &[Id]) -> Text {
    let steps = &session.setup().ceremony.steps;
    let of = |id: &Id| steps.iter().flat_map(|it| &it.guards).find(|it| it.id == *id);
    let shorts: Vec<&str> = guards.iter().filter_map(of).map(|it| &*it.short).collect();
    format!("Still needed: {}.", shorts.join(", ")).into()
}
