//! Screens: state and update, one file each. Keys in, effects out; nothing here draws, reads a clock or touches a file.

mod effect;
mod home;
mod key;
pub mod keys;
mod program;
mod start;

pub use effect::{Effect, Listing, Message, Now, Plan, Save, State, Stored};
pub use home::{Home, HomeRow};
pub use key::{Key, Press, Target};
pub use keys::{Binding, Intent, Place};
pub use program::{App, Notice, Screen};
pub use start::{Bell, First, Offer, Start, Theme};
