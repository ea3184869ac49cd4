//! Numbers that print their unit, and the identifier every named thing carries.

use std::fmt;

use serde::{Deserialize, Serialize};

/// A whole number of seconds, 0 to 86 400 where an author writes one.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
pub struct Secs(pub u32);

impl Secs {
    pub const fn ms(self) -> u64 {
        self.0 as u64 * 1000
    }
}

/// A whole number of minutes.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
pub struct Minutes(pub u32);

impl Minutes {
    pub const fn secs(self) -> Secs {
        Secs(self.0 * 60)
    }
}

/// Hundredths of the thing it belongs to.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
pub struct Percent(pub u32);

/// A length as lists and exports tell it: the nearest whole minutes, and one for whatever took any time.
pub const fn whole_minutes(secs: u64) -> u64 {
    match secs {
        0 => 0,
        1..30 => 1,
        _ => (secs + 30) / 60,
    }
}

/// The name a step, fact, guard or asset is referred to by: `su.goal`, `q.vision`, `po-only`.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Id(String);

impl Id {
    pub fn new(text: impl Into<String>) -> Id {
        Id(text.into())
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Lower-case letters, digits, dots, dashes and underscores, starting with a letter or digit; 1 to 60 characters.
    pub fn is_well_formed(&self) -> bool {
        let plain = |it: char| it.is_ascii_lowercase() || it.is_ascii_digit();
        (1..=60).contains(&self.0.len())
            && self.0.starts_with(plain)
            && self.0.chars().all(|it| plain(it) || matches!(it, '.' | '-' | '_'))
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl From<&str> for Id {
    fn from(text: &str) -> Id {
        Id(text.to_owned())
    }
}

impl PartialEq<str> for Id {
    fn eq(&self, other: &str) -> bool {
        self.0 == other
    }
}

impl PartialEq<&str> for Id {
    fn eq(&self, other: &&str) -> bool {
        self.0 == *other
    }
}

#[cfg(test)]
mod tests {
    use super::whole_minutes;

    #[test]
    fn a_length_is_told_in_the_nearest_minutes_and_never_as_none() {
        let told = [0, 1, 29, 30, 89, 90, 847, 900].map(whole_minutes);
        assert_eq!(told, [0, 1, 1, 1, 1, 2, 14, 15]);
    }
}
