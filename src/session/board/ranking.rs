//! Topics in the order of their dots: each title is looked up, none is searched for. Level ones stay level.

use std::{cmp::Reverse, collections::BTreeMap};

/// Where one of the titles stands.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Place {
    /// Its place among the titles given.
    pub(super) of: usize,
    pub(super) dots: Option<u32>,
    pub(super) run_off: Option<u32>,
    pub(super) rank: usize,
    pub(super) level: bool,
}

type Dots<T> = Vec<(T, u32)>;

/// Most dots first, then most of the run-off, then as given.
pub(super) fn ranking<'a, T: Ord + 'a>(
    titles: impl Iterator<Item = &'a T>,
    dots: Option<&'a Dots<T>>,
    run_off: Option<&'a Dots<T>>,
) -> Vec<Place> {
    let known = |of: Option<&'a Dots<T>>| -> Option<BTreeMap<&'a T, u32>> {
        of.map(|it| it.iter().rev().map(|(title, n)| (title, *n)).collect())
    };
    let (dots, run_off) = (known(dots), known(run_off));
    let place = |(of, title): (usize, &'a T)| Place {
        of,
        dots: dots.as_ref().map(|it| it.get(title).copied().unwrap_or(0)),
        run_off: run_off.as_ref().and_then(|it| it.get(title).copied()),
        rank: 0,
        level: false,
    };
    let mut places: Vec<Place> = titles.enumerate().map(place).collect();
    let key = |it: &Place| (it.dots.unwrap_or(0), it.run_off.unwrap_or(0));
    places.sort_by_key(|it| Reverse(key(it)));
    let mut first = 0;
    while first < places.len() {
        let here = key(&places[first]);
        let alike = places[first..].iter().take_while(|it| key(it) == here).count();
        for it in &mut places[first..first + alike] {
            it.rank = first + 1;
            it.level = 0 < here.0 && 1 < alike;
        }
        first += alike;
    }
    places
}

#[cfg(test)]
mod tests {
    use std::{cell::Cell, cmp::Ordering, rc::Rc};

    use super::*;

    /// A title that counts how often it is compared.
    #[derive(Debug, Clone)]
    struct Counted(u32, Rc<Cell<u64>>);

    impl Ord for Counted {
        fn cmp(&self, other: &Counted) -> Ordering {
            self.1.set(self.1.get() + 1);
            self.0.cmp(&other.0)
        }
    }

    impl PartialOrd for Counted {
        fn partial_cmp(&self, other: &Counted) -> Option<Ordering> {
            Some(self.cmp(other))
        }
    }

    impl PartialEq for Counted {
        fn eq(&self, other: &Counted) -> bool {
            self.cmp(other) == Ordering::Equal
        }
    }

    impl Eq for Counted {}

    fn comparisons(topics: u32) -> u64 {
        let count = Rc::new(Cell::new(0));
        let titles: Vec<Counted> =
            (0..topics).map(|it| Counted(it * 7919 % topics, Rc::clone(&count))).collect();
        let dots: Dots<Counted> = titles.iter().map(|it| (it.clone(), it.0 % 7)).collect();
        let places = ranking(titles.iter(), Some(&dots), Some(&dots));
        assert_eq!(places.len(), topics as usize);
        count.get()
    }

    #[test]
    fn ten_times_the_topics_take_little_more_than_ten_times_the_comparisons() {
        let (few, many) = (comparisons(50), comparisons(500));
        assert!(many < few * 20, "{few} for 50, {many} for 500");
        assert!(comparisons(5000) < many * 20);
    }
}
