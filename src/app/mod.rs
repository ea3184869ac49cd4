//! Screens: state and update, one file each. Keys in, effects out; nothing here draws, reads a clock or touches a file.

mod effect;
mod key;

pub use effect::{Effect, Listing, Message, Now, Plan, Save, State, Stored};
pub use key::{Key, Press};
