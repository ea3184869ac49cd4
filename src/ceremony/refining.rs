//! What helps to refine an item: a readiness list, ways to split, schemes to put items in order. Guides, never gates.

use serde::{Deserialize, Serialize};

use super::{Id, Secs, Text};

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Refining {
    pub id: Id,
    /// What makes a good item, a letter and its meaning each.
    pub invest: Vec<(Text, Text)>,
    /// The readiness list.
    pub points: Vec<Point>,
    pub splits: Vec<Split>,
    /// What every slice is held against.
    pub slice: Text,
    pub schemes: Vec<Scheme>,
    /// How long a talk between two votes may take.
    pub talk: Secs,
}

/// One line of the readiness list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Point {
    pub id: Id,
    /// For the picture of an item: one word.
    pub short: Text,
    pub ask: Text,
    pub who: Text,
    #[serde(default)]
    pub seen: Seen,
}

/// What the program can see of a point.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Seen {
    /// Nothing: people know.
    #[default]
    Eye,
    Why,
    /// So many criteria at least and at most.
    Criteria(u32, u32),
    /// No question about it is open.
    Questions,
    Size,
    /// Met while it has this tag; else people know.
    Tag(Id),
    /// Only asked of an item with this tag, and met once something about it has somebody who looks after it.
    Covered(Id),
}

/// A way to split an item that is too big.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Split {
    pub id: Id,
    pub title: Text,
    pub ask: Text,
}

/// A way to put items in order; its score starts the talk, the product owner decides.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Scheme {
    pub id: Id,
    pub title: Text,
    /// As people write it.
    pub formula: Text,
    /// What the number cannot do.
    pub caution: Text,
    pub asks: Vec<SchemeAsk>,
    pub score: Score,
    /// Names for what came out, the first that fits.
    #[serde(default)]
    pub bands: Vec<Band>,
}

/// One number to give.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SchemeAsk {
    pub id: Id,
    pub label: Text,
    /// Who knows it.
    pub who: Text,
    pub values: Vec<u32>,
    /// A word for each value, where the number is only its place.
    #[serde(default)]
    pub words: Vec<Text>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Score {
    /// The sum of these over the sum of those.
    Ratio(Vec<Id>, Vec<Id>),
    /// The word of the one value asked for.
    Word,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Band {
    pub label: Text,
    #[serde(default)]
    pub least: Vec<(Id, u32)>,
    #[serde(default)]
    pub most: Vec<(Id, u32)>,
}

impl Scheme {
    /// What comes out of the values given: `4.3`, `quick win (2.0)`, `must`; nothing while one is missing.
    pub fn outcome(&self, values: &[(Id, u32)]) -> Option<String> {
        let value = |id: &Id| values.iter().find(|it| it.0 == *id).map(|it| it.1);
        let sum = |ids: &[Id]| ids.iter().map(value).sum::<Option<u32>>();
        match &self.score {
            Score::Word => {
                let ask = self.asks.first()?;
                let place = ask.values.iter().position(|it| Some(*it) == value(&ask.id))?;
                ask.words.get(place).map(ToString::to_string)
            }
            Score::Ratio(over, under) => {
                let tenths = (sum(over)? * 10).checked_div(sum(under)?)?;
                let ratio = format!("{}.{}", tenths / 10, tenths % 10);
                let fits = |it: &&Band| {
                    it.least.iter().all(|(id, least)| value(id) >= Some(*least))
                        && it.most.iter().all(|(id, most)| value(id) <= Some(*most))
                };
                let band = self.bands.iter().find(fits);
                Some(band.map_or(ratio.clone(), |it| format!("{} ({ratio})", it.label)))
            }
        }
    }
}
