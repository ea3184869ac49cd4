//! The forecast in words and for programs: three figures and what they promise, or why there are none.

use std::fmt;

use serde::Serialize;

use crate::{
    app::words,
    ceremony::Amount,
    history::forecast::{CHANCE, forecast},
    session::GivenForecast,
};

/// Without figures `too_little` says why.
#[derive(Serialize)]
pub(super) struct Told {
    low: Option<f64>,
    mid: Option<f64>,
    high: Option<f64>,
    /// How often, of a hundred times, what comes lies from low to high.
    chance: u32,
    too_little: Option<String>,
    /// Sprints it is made of.
    sprints: usize,
}

impl Told {
    /// Of what each sprint delivered, oldest first.
    pub(super) fn of(delivered: &[Amount]) -> Told {
        let numbers: Vec<f64> = delivered.iter().map(|it| it.as_f64()).collect();
        let (found, too_little) = match forecast(&numbers) {
            Ok(it) => (Some(GivenForecast::from(it)), None),
            Err(why) => (None, Some(words::too_little(why).to_string())),
        };
        let figure = |of: fn(GivenForecast) -> Amount| found.map(|it| of(it).as_f64());
        Told {
            low: figure(|it| it.low),
            mid: figure(|it| it.mid),
            high: figure(|it| it.high),
            chance: CHANCE.0,
            too_little,
            sprints: delivered.len(),
        }
    }
}

impl fmt::Display for Told {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.low, self.mid, self.high, &self.too_little) {
            (Some(low), Some(mid), Some(high), _) => {
                let [low, mid, high] = [low, mid, high].map(tenth);
                write!(f, "Forecast of the next sprint: low {low}, middle {mid}, high {high}")?;
                write!(f, "; {} sprints of a hundred lie from low to high", self.chance)
            }
            (.., why) => {
                let why = why.as_deref().unwrap_or_default();
                write!(f, "Forecast of the next sprint: too little history ({why})")
            }
        }
    }
}

fn tenth(it: f64) -> Amount {
    Amount::nearest((it * 10.0).round() / 10.0)
}
