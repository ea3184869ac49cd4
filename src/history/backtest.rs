//! How right forecasts were: how often what came lay inside, and what the ranges cost. It makes no forecast itself.

/// What a range that missed pays per point of distance, beside its width: 2 / (1 - 0.8), by which no other range than the true
/// one of four in five is cheapest (Gneiting and Raftery 2007, "Strictly proper scoring rules", interval score).
const MISS: f64 = 10.0;

/// The sums of many forecasts beside what came.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Tally {
    pub forecasts: u32,
    pub below: u32,
    pub above: u32,
    cost: f64,
    delivered: f64,
}

impl Tally {
    pub fn add(&mut self, low: f64, high: f64, delivered: f64) {
        let (under, over) = ((low - delivered).max(0.0), (delivered - high).max(0.0));
        self.forecasts += 1;
        self.below += u32::from(0.0 < under);
        self.above += u32::from(0.0 < over);
        self.cost += high - low + MISS * (under + over);
        self.delivered += delivered;
    }

    pub fn merge(&mut self, other: &Tally) {
        self.forecasts += other.forecasts;
        self.below += other.below;
        self.above += other.above;
        self.cost += other.cost;
        self.delivered += other.delivered;
    }

    pub fn inside(&self) -> u32 {
        self.forecasts - self.below - self.above
    }

    /// Mean cost of a range over the mean velocity; nothing as long as nothing was delivered. Less is better.
    pub fn score(&self) -> Option<f64> {
        (0.0 < self.delivered).then(|| self.cost / self.delivered)
    }
}

/// The customary range to be better than: the mean of the lowest three to the mean of the highest three of the last eight.
///
/// Source: W:velocity-lowhigh.
pub fn customary(delivered: &[f64]) -> Option<(f64, f64)> {
    let mut recent = delivered[delivered.len().saturating_sub(8)..].to_vec();
    recent.sort_by(f64::total_cmp);
    let mean = |three: &[f64]| three.iter().sum::<f64>() / 3.0;
    Some((mean(recent.first_chunk::<3>()?), mean(recent.last_chunk::<3>()?)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_range_pays_its_width_and_ten_times_the_distance_of_a_miss() {
        let mut tally = Tally::default();
        tally.add(10.0, 20.0, 15.0);
        assert_eq!(tally.score(), Some(10.0 / 15.0));
        tally.add(10.0, 20.0, 8.0);
        tally.add(10.0, 20.0, 23.0);
        assert_eq!(tally.score(), Some((3.0 * 10.0 + 20.0 + 30.0) / 46.0));
        assert_eq!((tally.below, tally.inside(), tally.above), (1, 1, 1));
    }

    #[test]
    fn the_edges_of_a_range_are_inside() {
        let mut tally = Tally::default();
        tally.add(10.0, 20.0, 10.0);
        tally.add(10.0, 20.0, 20.0);
        assert_eq!(tally.inside(), 2);
    }

    #[test]
    fn the_customary_range_looks_at_eight_sprints() {
        let nine = [99.0, 5.0, 1.0, 2.0, 3.0, 4.0, 6.0, 7.0, 8.0];
        assert_eq!(customary(&nine), Some((2.0, 7.0)));
        assert_eq!(customary(&[1.0, 2.0]), None);
    }
}
