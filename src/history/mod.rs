//! Folds over many sessions and sprints: what a team has open, what became of its goals, what its next sprint may deliver.
//! Pure; files are the shell's.

pub mod backtest;
mod catalogue;
mod compare;
mod digest;
pub mod forecast;
mod gap;
mod insight;
mod items;
mod keeping;
mod ledger;
mod measures;
mod note;
mod plan;
mod search;
mod standing;
mod timeline;
mod trends;
mod velocity;

pub use catalogue::{CATALOGUE, Needs, Term, Unit};
pub use compare::{Pair, Portrait, paired};
pub use digest::{Digest, Opening, Timed};
pub use gap::{Duty, Findings, GapMap, Held, Load, MOST_WELL};
pub use insight::{Clarity, LOW, Observation, Part, Topic, observations, topics};
pub use items::{Spread, spreads};
pub use keeping::{Keep, Past};
pub use ledger::{Entry, Label, Ledger, Line, Status};
pub use measures::{FEWEST, Point, Reading, measures, measures_of};
pub use note::{Kind, Noted, Opened, Terms, note};
pub use plan::{Counted, Planned};
pub use search::{Hit, Needle, search, texts};
pub use standing::standing;
pub use timeline::{Mark, Sort, Timeline, What};
pub use trends::{Sitting, Strip, Trends, View};
