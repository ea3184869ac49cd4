//! Why the answer to a command may be no.

use crate::ceremony::{CaptureKind, Id, Role, Text};

/// Why a command makes no sense now. The ceremony goes on; the footer says it in one line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    NotBegun,
    AlreadyBegun,
    AlreadyEnded,
    /// Hard guards that do not hold.
    Held(Vec<Id>),
    NothingHeld,
    NoWayBack,
    NoSuchStep(Id),
    NoPasses,
    NoSuchPass(Text),
    NoMorePasses,
    NoSuchOutcome(Id),
    NoSuchMode(Id),
    NoSuchFact(Id),
    NoSuchGuard(Id),
    /// The guard is not one a person confirms.
    NotAsked(Id),
    NoSuchActivity(Id),
    /// A stance has no box, and an automatic one ticks itself.
    NothingToTick(Id),
    AlreadyDone(Id),
    NoSuchInput(Id),
    /// Nothing calls for it now.
    InputDormant(Id),
    InputSettled(Id),
    InputNotAsked(Id),
    /// The profile has nobody who could do it that way.
    NotInProfile(Id),
    NoSuchCapture(u64),
    OtherKind(CaptureKind),
    Unchanged,
    EmptyText,
    NoReason,
    TooLong {
        most: u32,
    },
    NoSuchPerson(Text),
    NobodyPresent,
    /// The team has not agreed that this person joins.
    NotInvited(Text),
    NoSuchChoice(Id),
    NoSuchOption(Id),
    NoSuchPulse(Id),
    NoVotes,
    /// More votes than the team file has people.
    TooManyVotes {
        most: u32,
    },
    OutOfRange {
        value: u32,
        from: u32,
        to: u32,
    },
    /// The ceremony has no board, or no format is known.
    NoBoard,
    NoSuchFormat(Id),
    NoSuchColumn(Id),
    NoSuchCheckIn(Id),
    NoSuchTopic(Text),
    NotOnBoard(Text),
    /// Cards are in: the format stays.
    CardsIn,
    /// Cards are written on a wall, not here.
    CardsOnWall,
    NothingHidden,
    /// Nobody has seen these cards yet, and behind this step nobody would.
    CardsHidden {
        cards: usize,
    },
    BoardFull,
    /// Grouping needs two topics.
    OneTopic,
    TitleTaken,
    /// Dots were placed already: their number stays.
    DotsIn,
    /// Dots were shown: the topics stay as they are.
    DotsShown,
    TooManyDots {
        most: u32,
    },
    /// People who have not placed their dots.
    StillOut {
        people: usize,
    },
    NothingLevel,
    /// This person's are in.
    InAlready,
    VotedDown,
    NoMoreExtensions,
    /// The end of this ceremony stays; only a pass can take time from the round.
    EndStays,
    AlreadyPaused,
    NotPaused,
    NoSuchWarning(Id),
    NotFlaggable(Id),
    NoSuchReason(Id),
    NoSuchItem(Text),
    /// Another item is called by this key.
    KeyTaken(Text),
    /// Nothing is known of decks in this session.
    NoDeck,
    /// No item is at hand that could be sized at this step.
    NothingToSize,
    NoSuchCard(Text),
    /// Nobody played it in the last round.
    NotPlayed(Text),
    /// Sizes come from those who do the work.
    NoCards(Text, Role),
    AlreadyPlayed(Text),
    /// More hands than the team has developers.
    TooManyHands {
        most: u32,
    },
    TooMany {
        most: u32,
    },
    NoSuchEntry(Text),
    NoCapacity,
    NothingToUndo,
    NothingToRedo,
    /// Only the facilitator or the shell may ask that.
    NotYours,
    OutsideLimits {
        least: u32,
        most: u32,
    },
}
