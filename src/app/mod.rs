//! Screens: state and update, one file each. Keys in, effects out; nothing here draws, reads a clock or touches a file.

mod account;
mod attention;
mod briefing;
mod browse;
mod closing;
mod days;
mod effect;
mod field;
mod handout;
mod history;
mod home;
mod key;
pub mod keys;
mod leaving;
mod live;
mod manager;
mod marks;
mod pacing;
pub mod palette;
mod passes;
mod picker;
mod popup;
mod program;
mod replay;
mod reply;
mod sheet;
mod start;
mod steer;
mod summary;
mod survey;
mod taking_back;
mod thread;
mod typed;
pub mod words;
mod writing;

pub use attention::{Attention, Said, learnt, say};
pub use briefing::{Ask, Briefing};
pub use browse::{Browse, Browsed, Name};
pub use closing::{Closing, ClosingRow};
pub use days::{Days, Reckoning};
pub use effect::{Effect, Listing, Message, Now, Plan, Save, State, Stored};
pub use field::Field;
pub use handout::Handout;
pub use history::{Filter, History, HistoryRow, Kept, Only, Over, Shelf};
pub use home::{Home, HomeRow};
pub use key::{Key, Press, Target};
pub use keys::{Binding, Intent, Place};
pub use leaving::Leaving;
pub use live::{Cursors, Live, Page, Panel, Saving, View, is_silent, is_vote};
pub use manager::Manager;
pub use pacing::changed;
pub use picker::{Act, Entry, Picked, Picker};
pub use popup::{Died, Popup};
pub use program::{App, Notice, Screen};
pub use replay::Replay;
pub use reply::{Reply, Turn};
pub use sheet::{Sheet, SheetRow};
pub use start::{Bell, First, Offer, Start, Theme};
pub use summary::{SummaryLine, SummaryPage};
pub use survey::{
    Answer, LedgerPage, OwnersPage, OwnersPart, Question, Subject, Survey, TrendsPage, TrendsPart,
    Typing, WAYS_OUT, Wanted, bare, figure, observed,
};
pub use thread::{Concern, Proposal, STALE};
pub use writing::{Of, Slot, Writing};
