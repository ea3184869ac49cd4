//! How long things take: targets, step boxes, pass slots, paces, extensions and breaks (domain 2.0 and 3.2).
//!
//! Arithmetic on whole seconds. Never a clock, never a running session.

use super::{Ceremony, Id, Limits, Minutes, PassTime, Percent, Secs, Step, StepTime, Timing};

/// Boxes are told in half minutes.
const GRAIN: u32 = 30;

/// The recommended length for a sprint of `days` working days and `devs` developers present, with so many hundredths of the
/// needed items `ready`, where that is known.
pub fn target(limits: &Limits, days: u32, devs: u32, ready: Option<Percent>) -> Minutes {
    let it = &limits.target;
    let by_readiness = ready.and_then(|ready| it.by_readiness.iter().rfind(|it| it.0 <= ready));
    let share = by_readiness.map_or(it.share, |it| it.1);
    let usual = usual_max(limits, days).unwrap_or_default();
    let wanted = it
        .base
        .0
        .saturating_add(it.per_person.0.saturating_mul(devs))
        .saturating_add(it.per_day.0.saturating_mul(days))
        .saturating_add(part_of(usual.0, share.0));
    let most = it.most.or(limits.cap).map_or(u32::MAX, |it| it.0);
    let cap = limits.cap.map_or(u32::MAX, |it| it.0);
    Minutes(wanted.max(it.least.0).min(most).min(cap))
}

/// The soft line above the target, where the ceremony has one.
pub fn usual_max(limits: &Limits, days: u32) -> Option<Minutes> {
    let by_days = limits.usual_per_day.map(|it| Minutes(it.0.saturating_mul(days)));
    by_days.or(limits.usual).map(|it| limits.cap.map_or(it, |cap| it.min(cap)))
}

/// The box of every step inside the timebox that is not skipped; together exactly `target`, less `late`.
///
/// 1. A weight is rounded to half minutes, halves up, and held between its least and its most.
/// 2. What is then over, missing or freed goes to the elastic steps by weight, inside their limits.
/// 3. What they cannot take goes to the other weights, inside theirs; then to all steps, limits or not.
///
/// A start as late as the whole target is a meeting moved: nothing is shortened.
pub fn boxes(ceremony: &Ceremony, target: Secs, skipped: &[Id], late: Secs) -> Vec<(Id, Secs)> {
    let total = if late < target { Secs(target.0 - late.0) } else { target };
    let steps: Vec<&Step> = ceremony.steps.iter().filter(|it| !skipped.contains(&it.id)).collect();
    let mut shares: Vec<Share> = steps.iter().filter_map(|it| Share::of(it, total)).collect();
    let sum: i64 = shares.iter().map(|it| i64::from(it.secs)).sum();
    let mut rest = i64::from(total.0) - sum;
    rest = spread(&mut shares, rest, |it| it.elastic);
    rest = spread(&mut shares, rest, |it| !it.fixed);
    for it in &mut shares {
        it.limits = (0, u32::MAX);
    }
    spread(&mut shares, rest, |_| true);
    shares.into_iter().map(|it| (it.id, Secs(it.secs))).collect()
}

/// New boxes for the elastic steps among those `ahead`, so that all of them fit `left`; the others keep their minutes.
///
/// Elastic steps never shrink below their least, so the sum may stay above `left`.
pub fn rebalance(ceremony: &Ceremony, ahead: &[(Id, Secs)], left: Secs) -> Vec<(Id, Secs)> {
    let step = |id: &Id| ceremony.steps.iter().find(|it| it.id == *id);
    let mut shares: Vec<Share> = ahead
        .iter()
        .filter_map(|(id, secs)| {
            let it = Share::of(step(id)?, left)?;
            Some(Share { secs: secs.0, weight: secs.0, ..it })
        })
        .collect();
    let sum: i64 = shares.iter().map(|it| i64::from(it.secs)).sum();
    spread(&mut shares, i64::from(left.0) - sum, |it| it.elastic);
    shares.into_iter().filter(|it| it.elastic).map(|it| (it.id, Secs(it.secs))).collect()
}

/// A step's part of the whole while boxes are worked out.
struct Share {
    id: Id,
    secs: u32,
    weight: u32,
    limits: (u32, u32),
    elastic: bool,
    fixed: bool,
}

impl Share {
    fn of(step: &Step, total: Secs) -> Option<Share> {
        let (id, elastic) = (step.id.clone(), step.elastic);
        match step.time {
            StepTime::Fixed(Secs(secs)) => {
                let limits = (0, u32::MAX);
                Some(Share { id, secs, weight: secs, limits, elastic, fixed: true })
            }
            StepTime::Weight { share: Percent(weight), least, most } => {
                let least = least.map_or(0, |it| it.0);
                let limits = (least, most.map_or(u32::MAX, |it| it.0).max(least));
                let secs = half_minutes(part_of(total.0, weight)).clamp(limits.0, limits.1);
                Some(Share { id, secs, weight, limits, elastic, fixed: false })
            }
            StepTime::Outside { .. } => None,
        }
    }

    /// How much more (or less, for a negative `rest`) it can take.
    fn room(&self, rest: i64) -> u32 {
        if rest < 0 {
            self.secs.saturating_sub(self.limits.0)
        } else {
            self.limits.1.saturating_sub(self.secs)
        }
    }
}

/// Shares out `rest` seconds, which may be negative, by weight among those that `may` take some; returns what nobody could.
fn spread(shares: &mut [Share], mut rest: i64, may: impl Fn(&Share) -> bool) -> i64 {
    while rest != 0 {
        let open: Vec<usize> =
            (0..shares.len()).filter(|&n| may(&shares[n]) && shares[n].room(rest) > 0).collect();
        if open.is_empty() {
            break;
        }
        let weights: Vec<u32> = open.iter().map(|&n| shares[n].weight).collect();
        let amount = u32::try_from(rest.unsigned_abs()).unwrap_or(u32::MAX);
        let mut taken = 0;
        for (&n, part) in open.iter().zip(parts(amount, &weights)) {
            let part = part.min(shares[n].room(rest));
            let it = &mut shares[n].secs;
            *it = if rest < 0 { *it - part } else { *it + part };
            taken += i64::from(part);
        }
        rest -= taken * rest.signum();
    }
    rest
}

/// `amount` cut by weight into half minutes; the largest remainders get the last of them, the heaviest the odd seconds.
fn parts(amount: u32, weights: &[u32]) -> Vec<u32> {
    let even = weights.iter().all(|&it| it == 0);
    let weights: Vec<u64> = weights.iter().map(|&it| if even { 1 } else { it.into() }).collect();
    let all: u64 = weights.iter().sum();
    let (units, odd) = (u64::from(amount / GRAIN), amount % GRAIN);
    let mut order: Vec<usize> = (0..weights.len()).collect();
    order.sort_by_key(|&n| std::cmp::Reverse(units * weights[n] % all));
    let mut counts: Vec<u64> = weights.iter().map(|it| units * it / all).collect();
    let left = units - counts.iter().sum::<u64>();
    for (&n, _) in order.iter().zip(0..left) {
        counts[n] += 1;
    }
    let mut parts: Vec<u32> = counts.iter().map(|&it| narrow(it * u64::from(GRAIN))).collect();
    if let Some(heaviest) = (0..weights.len()).rev().max_by_key(|&n| weights[n]) {
        parts[heaviest] += odd;
    }
    parts
}

/// How many passes of at least the least length fit; `None` where a pass may be as short as it likes.
pub fn fitting(time: &PassTime, box_: Secs) -> Option<u32> {
    box_.0.checked_div(time.least.0).map(|it| it.max(1))
}

/// The planned length of a pass: the box over its passes, held between least and most.
///
/// Passes that do not fit wait under the line *if time allows* and take nothing from the others.
pub fn slot(time: &PassTime, box_: Secs, passes: u32) -> Secs {
    let planned = fitting(time, box_).map_or(passes, |it| passes.min(it));
    let even = box_.0.checked_div(planned).or(time.usual.map(|it| it.0)).unwrap_or(time.most.0);
    Secs(even.max(time.least.0).min(time.most.0).min(box_.0))
}

/// How a clock stands, told by a word, a glyph and a colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Pace {
    Ok,
    Soon,
    Last,
    Over,
}

/// Two signals before the end, neither in more than half of a box, none of the first in a short one.
pub fn pace(timing: &Timing, spent_ms: u64, box_ms: u64) -> Pace {
    let Some(left) = box_ms.checked_sub(spent_ms).filter(|&it| it > 0) else {
        return Pace::Over;
    };
    let from = |(percent, least): (Percent, Secs), most: u64| {
        (box_ms * u64::from(percent.0) / 100).max(least.ms()).min(most)
    };
    if left <= from(timing.last, box_ms / 3) {
        Pace::Last
    } else if box_ms >= timing.soon_from.ms() && left <= from(timing.soon, box_ms / 2) {
        Pace::Soon
    } else {
        Pace::Ok
    }
}

/// How long the next extension of a box is, after so many `earlier` ones: halving, and then no more.
pub fn extension(timing: &Timing, box_: Secs, earlier: u32) -> Option<Secs> {
    let first = (box_.0 / 2).min(timing.extension_first.0);
    let next = if earlier == 0 { first } else { (first / 2).max(timing.extension_least.0) };
    (earlier < timing.extensions && next > 0).then_some(Secs(next))
}

/// The break to offer at a step or pass end, when the session stood at `before` at the end before that.
pub fn break_offer(timing: &Timing, before: Secs, now: Secs) -> Option<Minutes> {
    let due = |after: Minutes| before < after.secs() && after.secs() <= now;
    timing.breaks.iter().filter(|it| due(it.0)).max_by_key(|it| it.0).map(|it| it.1)
}

fn part_of(whole: u32, percent: u32) -> u32 {
    narrow(u64::from(whole) * u64::from(percent) / 100)
}

fn half_minutes(secs: u32) -> u32 {
    secs.saturating_add(GRAIN / 2) / GRAIN * GRAIN
}

fn narrow(it: u64) -> u32 {
    u32::try_from(it).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_add_up_and_the_last_half_minute_goes_to_the_largest_remainder() {
        assert_eq!(parts(30, &[30, 22]), [30, 0]);
        assert_eq!(parts(95, &[1, 1, 1]), [35, 30, 30]);
        assert_eq!(parts(61, &[0, 0]), [31, 30]);
    }

    #[test]
    fn a_pass_is_never_longer_than_its_box() {
        let time = PassTime { least: Secs(300), most: Secs(900), usual: Some(Secs(600)) };
        assert_eq!(slot(&time, Secs(2400), 4), Secs(600));
        assert_eq!(slot(&time, Secs(2400), 20), Secs(300));
        assert_eq!(slot(&time, Secs(2400), 1), Secs(900));
        assert_eq!(slot(&time, Secs(2400), 0), Secs(600));
        assert_eq!(slot(&time, Secs(200), 3), Secs(200));
        assert_eq!(fitting(&time, Secs(200)), Some(1));
    }

    #[test]
    fn signals_come_at_a_quarter_and_a_tenth_but_never_in_more_than_half() {
        let at = |left: u64, box_: u64| pace(&timing(), (box_ - left) * 1000, box_ * 1000);
        assert_eq!((at(271, 1080), at(270, 1080)), (Pace::Ok, Pace::Soon));
        assert_eq!((at(109, 1080), at(108, 1080)), (Pace::Soon, Pace::Last));
        assert_eq!((at(1, 1080), at(0, 1080)), (Pace::Last, Pace::Over));
        assert_eq!((at(61, 120), at(60, 120), at(15, 120)), (Pace::Ok, Pace::Soon, Pace::Last));
        assert_eq!((at(16, 60), at(15, 60)), (Pace::Ok, Pace::Last));
        assert_eq!((at(11, 30), at(10, 30)), (Pace::Ok, Pace::Last));
        assert_eq!(pace(&timing(), 0, 0), Pace::Over);
    }

    #[test]
    fn extensions_halve_and_there_is_no_third() {
        let each = |box_| [0, 1, 2].map(|n| extension(&timing(), Secs(box_), n).map(|it| it.0));
        assert_eq!(each(1080), [Some(300), Some(150), None]);
        assert_eq!(each(180), [Some(90), Some(60), None]);
    }

    #[test]
    fn a_break_is_offered_once_when_its_minute_is_passed() {
        let offer = |before: u32, now: u32| {
            break_offer(&timing(), Minutes(before).secs(), Minutes(now).secs())
        };
        assert_eq!((offer(40, 49), offer(49, 50), offer(50, 60)), (None, Some(Minutes(5)), None));
        assert_eq!(offer(45, 95), Some(Minutes(10)));
    }

    fn timing() -> Timing {
        Timing {
            id: "timing".into(),
            soon: (Percent(25), Secs(60)),
            soon_from: Secs(120),
            last: (Percent(10), Secs(15)),
            extension_first: Secs(300),
            extension_least: Secs(60),
            extensions: 2,
            late_grace: Secs(120),
            gap: Secs(120),
            line: Secs(20),
            quiet: Secs(10),
            breaks: vec![(Minutes(50), Minutes(5)), (Minutes(90), Minutes(10))],
            chosen_within: Secs(120),
        }
    }
}
