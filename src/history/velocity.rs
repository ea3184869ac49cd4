//! What a new session is given of the sprints before: their velocities and the forecast made of them.

use super::forecast::{Forecast, forecast};
use crate::{
    ceremony::{Amount, Text},
    session::{Given, GivenForecast},
};

/// The latest sprints a session is told of: more than a forecast looks at for its middle.
const SHOWN: usize = 12;

impl Given {
    #[must_use]
    pub fn with_velocities(self, sprints: &[(Text, Amount)]) -> Given {
        let delivered: Vec<f64> = sprints.iter().map(|it| it.1.as_f64()).collect();
        let latest = &sprints[sprints.len().saturating_sub(SHOWN)..];
        Given {
            velocities: latest.iter().map(|it| whole(it.1)).collect(),
            forecast: forecast(&delivered).ok().map(GivenForecast::from),
            ..self
        }
    }

    /// Where points are not known, the items that were done take their place.
    pub(super) fn with_counts(self, sprints: &[(Text, Amount)]) -> Given {
        if sprints.is_empty() || !self.velocities.is_empty() {
            return self;
        }
        Given { by_count: true, ..self.with_velocities(sprints) }
    }
}

/// Halves up; what is more than nothing is at least one.
fn whole(it: Amount) -> u32 {
    let hundredths = it.hundredths();
    ((hundredths.saturating_add(50)) / 100).max(u32::from(0 < hundredths))
}

impl From<Forecast> for GivenForecast {
    fn from(it: Forecast) -> GivenForecast {
        let Forecast { low, mid, high } = it;
        GivenForecast {
            low: Amount::nearest(low),
            mid: Amount::nearest(mid),
            high: Amount::nearest(high),
        }
    }
}
