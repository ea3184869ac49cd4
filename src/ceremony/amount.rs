//! A number to the hundredth, as sizes, days and hours are told. It never goes below zero and knows no unit.

use std::{fmt, iter::Sum, ops::Add, str::FromStr};

use serde::{Deserialize, Serialize};

/// Hundredths of one; people, assets and journals write it as `13` or `0.5`.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(try_from = "String", into = "String")]
pub struct Amount(u32);

/// What was to be an amount is not: `many`, `-2`, nothing at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NoAmount;

impl Amount {
    pub const fn whole(it: u32) -> Amount {
        Amount(it.saturating_mul(100))
    }

    pub const fn hundredths(self) -> u32 {
        self.0
    }

    pub const fn of_hundredths(it: u32) -> Amount {
        Amount(it)
    }

    /// The nearest hundredth; what is below zero or no number is nothing, what is too large the largest there is.
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "clamped to what fits; no number becomes 0"
    )]
    pub fn nearest(it: f64) -> Amount {
        Amount((it * 100.0).round().clamp(0.0, f64::from(u32::MAX)) as u32)
    }

    pub fn as_f64(self) -> f64 {
        f64::from(self.0) / 100.0
    }

    /// So many hundredths of it, halves up.
    #[must_use]
    pub fn percent(self, share: u32) -> Amount {
        self.times(share, 100)
    }

    /// It times one number over another, halves up; nothing where the other is zero.
    #[must_use]
    pub fn times(self, by: u32, over: u32) -> Amount {
        let over = u64::from(over);
        let product = u64::from(self.0) * u64::from(by);
        let quotient = (product + over / 2).checked_div(over).unwrap_or(0);
        Amount(u32::try_from(quotient).unwrap_or(u32::MAX))
    }

    #[must_use]
    pub fn less(self, other: Amount) -> Amount {
        Amount(self.0.saturating_sub(other.0))
    }
}

impl Add for Amount {
    type Output = Amount;

    fn add(self, other: Amount) -> Amount {
        Amount(self.0.saturating_add(other.0))
    }
}

impl Sum for Amount {
    fn sum<I: Iterator<Item = Amount>>(all: I) -> Amount {
        all.fold(Amount(0), Add::add)
    }
}

impl fmt::Display for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (whole, part) = (self.0 / 100, self.0 % 100);
        match part {
            0 => write!(f, "{whole}"),
            _ if part % 10 == 0 => write!(f, "{whole}.{}", part / 10),
            _ => write!(f, "{whole}.{part:02}"),
        }
    }
}

impl FromStr for Amount {
    type Err = NoAmount;

    fn from_str(text: &str) -> Result<Amount, NoAmount> {
        let text = text.trim();
        let plain = |it: char| it.is_ascii_digit() || matches!(it, '.' | ',');
        let number = text.replace(',', ".").parse::<f64>();
        match number {
            Ok(number) if text.chars().all(plain) => Ok(Amount::nearest(number)),
            _ => Err(NoAmount),
        }
    }
}

impl fmt::Display for NoAmount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("expected a number such as \"13\" or \"0.5\"")
    }
}

impl TryFrom<String> for Amount {
    type Error = NoAmount;

    fn try_from(text: String) -> Result<Amount, NoAmount> {
        text.parse()
    }
}

impl From<Amount> for String {
    fn from(it: Amount) -> String {
        it.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_written_as_people_write_them() {
        let told = |text: &str| text.parse::<Amount>().map(|it| it.to_string());
        for it in ["0", "13", "0.5", "34.25", "8.05"] {
            assert_eq!(told(it).as_deref(), Ok(it));
        }
        assert_eq!(told(" 2,5 ").as_deref(), Ok("2.5"));
        for it in ["", "-2", "many", "1e3", "nan", "1.2.3"] {
            assert_eq!(told(it), Err(NoAmount), "{it}");
        }
    }

    #[test]
    fn a_share_is_rounded_halves_up() {
        assert_eq!(Amount::whole(9).percent(60).to_string(), "5.4");
        assert_eq!(Amount::of_hundredths(1).percent(50), Amount::of_hundredths(1));
        assert_eq!(Amount::whole(20).times(3, 4), Amount::whole(15));
        assert_eq!(Amount::whole(20).times(3, 0), Amount::default());
        assert_eq!(Amount::nearest(-3.0).less(Amount::whole(1)), Amount::default());
    }
}
