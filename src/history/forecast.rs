//! The forecast of the next sprint: low, middle, high, from what earlier sprints delivered.
//!
//! It knows numbers in order and nothing else: no dates, no people, no promises.

use crate::ceremony::Percent;

/// How often what comes next lies from low to high.
pub const CHANCE: Percent = Percent(80);

/// With fewer sprints than this there is no forecast.
pub const FEWEST: usize = 5;

/// The sprints in which half or more zeros mean that there is too little history.
pub const LOOKED_AT_FOR_ZEROS: usize = 8;

/// The sprints a forecast is made of: younger ones are too few to see the spread, older ones tell of another team.
const LOOKED_AT: usize = 10;

/// One sprint counts for at most this many usual ones, so that a slip of the keyboard does not widen the range for months.
const MOST_USUAL: f64 = 4.0;

/// The spread of a team nobody knows yet, as a share of its middle, on the scale of square roots.
const STRANGER: f64 = 0.25;

/// How many sprints that first guess at the spread is worth.
const STRANGER_SPRINTS: f64 = 2.0;

/// Four in five of a bell curve known from ten values lie within this many of its spreads (Student's t, 10 degrees, 1.37).
const REACH: f64 = 1.4;

/// A sprint inside the range narrows the next one by this factor; one outside widens it four times over, so that the two are in
/// balance where four in five lie inside.
const STEP: f64 = 1.05;
const STEPS_OUT: i32 = 4;

/// Learning never makes a range narrower or wider than these shares of what the spread alone says.
const NARROWEST: f64 = 0.5;
const WIDEST: f64 = 2.0;

/// More points than any team has delivered; what is above is read as this.
const MOST: f64 = 1e9;

/// What the next sprint may deliver, in the unit of the history.
///
/// `0 <= low <= mid <= high`; all three are whole where the sprints they come from are.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Forecast {
    pub low: f64,
    pub mid: f64,
    pub high: f64,
}

impl Forecast {
    pub fn holds(&self, delivered: f64) -> bool {
        self.low <= delivered && delivered <= self.high
    }
}

/// Why there is no forecast.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TooLittle {
    Sprints { have: usize, need: usize },
    Zeros { zeros: usize, of: usize },
}

/// A forecast that was made of the sprints before, beside what came.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Trial {
    /// The place of the sprint in its history, from 0.
    pub place: usize,
    pub forecast: Forecast,
    pub delivered: f64,
}

/// Forecasts the sprint after these, given what each delivered, oldest first.
///
/// 1. The last ten sprints count, each with the square root of what it delivered: on that scale good and bad sprints lie equally
///    far from the middle. A sprint above four times the usual one (the median of those that delivered anything) counts as four.
/// 2. The middle is their mean, squared again.
/// 3. The spread is their standard deviation, mixed with two sprints' worth of a first guess, a quarter of the middle; the range
///    reaches 1.4 spreads to both sides, and a little further the fewer the sprints.
/// 4. The range learns from how it did before: each sprint that lay inside the range made for it narrows the next by a twentieth,
///    each that did not widens it by a fifth.
pub fn forecast(delivered: &[f64]) -> Result<Forecast, TooLittle> {
    let delivered = readable(delivered);
    enough(&delivered)?;
    Ok(range(&delivered, walk(&delivered).1))
}

/// Every forecast that could have been made along the way, from the sixth sprint on.
///
/// Each is made of the sprints before it alone: what comes later changes no trial.
pub fn trials(delivered: &[f64]) -> Vec<Trial> {
    walk(&readable(delivered)).0
}

/// Nothing is ever less than nothing delivered, whatever a sum of changes says.
fn readable(delivered: &[f64]) -> Vec<f64> {
    delivered.iter().map(|it| if 0.0 < *it { it.min(MOST) } else { 0.0 }).collect()
}

fn enough(delivered: &[f64]) -> Result<(), TooLittle> {
    let have = delivered.len();
    if have < FEWEST {
        return Err(TooLittle::Sprints { have, need: FEWEST });
    }
    let recent = last(delivered, LOOKED_AT_FOR_ZEROS);
    let zeros = recent.iter().filter(|it| **it <= 0.0).count();
    if recent.len() <= zeros * 2 {
        return Err(TooLittle::Zeros { zeros, of: recent.len() });
    }
    Ok(())
}

/// Goes through the past as it was lived: forecast, see what comes, learn. Ends with the width learnt so far.
fn walk(delivered: &[f64]) -> (Vec<Trial>, f64) {
    let (mut trials, mut width) = (Vec::new(), 1.0);
    for (place, came) in delivered.iter().enumerate() {
        let before = &delivered[..place];
        if enough(before).is_err() {
            continue;
        }
        let forecast = range(before, width);
        let step = if forecast.holds(*came) { STEP.recip() } else { STEP.powi(STEPS_OUT) };
        width = (width * step).clamp(NARROWEST, WIDEST);
        trials.push(Trial { place, forecast, delivered: *came });
    }
    (trials, width)
}

/// Promises that at least one of the last ten sprints delivered something, which [`enough`] has made sure of.
fn range(delivered: &[f64], width: f64) -> Forecast {
    let recent = last(delivered, LOOKED_AT);
    let most = MOST_USUAL * usual(recent);
    let roots: Vec<f64> = recent.iter().map(|it| it.min(most).sqrt()).collect();
    let sprints = count(&roots);
    let middle = roots.iter().sum::<f64>() / sprints;
    let squares: f64 = roots.iter().map(|it| (it - middle).powi(2)).sum();
    let guess = STRANGER_SPRINTS * (STRANGER * middle).powi(2);
    let variance = (squares + guess) / (sprints - 1.0 + STRANGER_SPRINTS);
    let reach = REACH * width * (variance * (1.0 + sprints.recip())).sqrt();
    let exact = Forecast {
        low: (middle - reach).max(0.0).powi(2),
        mid: middle.powi(2),
        high: (middle + reach).powi(2),
    };
    if recent.iter().all(|it| it.fract() <= 0.0) { whole(exact) } else { exact }
}

/// The whole numbers inside: the same sprints lie in the range as before.
fn whole(exact: Forecast) -> Forecast {
    let mid = exact.mid.round();
    Forecast { low: exact.low.ceil().min(mid), mid, high: exact.high.floor().max(mid) }
}

/// The median of the sprints that delivered anything.
fn usual(recent: &[f64]) -> f64 {
    let mut some: Vec<f64> = recent.iter().copied().filter(|it| 0.0 < *it).collect();
    some.sort_by(f64::total_cmp);
    match (some.get(some.len().saturating_sub(1) / 2), some.get(some.len() / 2)) {
        (Some(below), Some(above)) => f64::midpoint(*below, *above),
        _ => 0.0,
    }
}

fn last(delivered: &[f64], most: usize) -> &[f64] {
    &delivered[delivered.len().saturating_sub(most)..]
}

fn count(values: &[f64]) -> f64 {
    values.iter().fold(0.0, |sum, _| sum + 1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(delivered: &[f64], expected: (f64, f64, f64)) {
        let it = forecast(delivered).unwrap();
        let found = (it.low, it.mid, it.high);
        let near = |a: f64, b: f64| (a - b).abs() < 0.005;
        let same =
            near(it.low, expected.0) && near(it.mid, expected.1) && near(it.high, expected.2);
        assert!(same, "{found:?}, expected {expected:?}");
    }

    #[test]
    fn a_steady_team_has_a_narrow_range() {
        check(&[16.0, 16.0, 16.0, 16.0, 16.0], (10.0, 16.0, 23.0));
    }

    #[test]
    fn an_unsteady_team_has_a_wide_one() {
        check(&[4.0, 36.0, 16.0, 1.0, 25.0], (1.0, 13.0, 39.0));
    }

    #[test]
    fn halves_stay_halves() {
        check(&[1.5, 2.5, 2.0, 3.0, 1.0], (0.84, 1.93, 3.48));
    }

    #[test]
    fn a_slip_of_the_keyboard_does_not_rule_the_range() {
        let slip = forecast(&[16.0, 16.0, 16.0, 16.0, 1600.0]).unwrap();
        let four = forecast(&[16.0, 16.0, 16.0, 16.0, 64.0]).unwrap();
        assert_eq!(slip, four);
    }

    #[test]
    fn a_sprint_outside_widens_the_next_range_more_than_one_inside_narrows_it() {
        let reach = |width| range(&[16.5; 6], width).high - range(&[16.5; 6], width).mid;
        let (_, inside) = walk(&[16.5; 6]);
        let (_, outside) = walk(&[16.5, 16.5, 16.5, 16.5, 16.5, 90.0]);
        assert!(reach(inside) < reach(1.0) && reach(1.0) < reach(outside));
        assert!((inside.powi(4) * outside - 1.0).abs() < 1e-9);
    }

    #[test]
    fn learning_has_bounds() {
        assert!((walk(&[16.0; 60]).1 - NARROWEST).abs() < 1e-9);
        let wilder: Vec<f64> = (0..20).map(|it| f64::powi(9.0, it)).collect();
        assert!((walk(&wilder[..9]).1 - WIDEST).abs() < 1e-9);
    }

    #[test]
    fn four_sprints_are_too_few() {
        assert_eq!(forecast(&[8.0; 4]), Err(TooLittle::Sprints { have: 4, need: 5 }));
        assert!(forecast(&[8.0; 5]).is_ok());
    }

    #[test]
    fn half_zeros_in_the_last_eight_are_too_many() {
        let three = [0.0, 8.0, 8.0, 0.0, 8.0, 8.0, 0.0, 8.0];
        let four = [0.0, 8.0, 8.0, 0.0, 8.0, 8.0, 0.0, 0.0];
        assert!(forecast(&three).is_ok());
        assert_eq!(forecast(&four), Err(TooLittle::Zeros { zeros: 4, of: 8 }));
        let long_ago = [[0.0; 8], [8.0; 8]].concat();
        assert!(forecast(&long_ago).is_ok());
        assert_eq!(forecast(&[0.0, 0.0, 0.0, 8.0, 8.0]), Err(TooLittle::Zeros { zeros: 3, of: 5 }));
    }

    #[test]
    fn less_than_nothing_and_no_number_at_all_are_nothing() {
        let odd = [16.0, -3.0, 16.0, f64::NAN, 16.0, 16.0];
        assert_eq!(forecast(&odd), forecast(&[16.0, 0.0, 16.0, 0.0, 16.0, 16.0]));
    }

    #[test]
    fn the_first_trial_is_the_sixth_sprint() {
        let places: Vec<usize> = trials(&[8.0; 7]).iter().map(|it| it.place).collect();
        assert_eq!(places, [5, 6]);
    }
}
