//! What typed numbers mean: hands on show, thumbs.

/// `2 3 3 5`, `2335` or `2,3,3,5`: one value for each hand. Longer runs are split, since no scale here has two digits.
pub(super) fn votes(text: &str) -> Vec<u32> {
    text.chars().filter_map(|it| it.to_digit(10)).take(200).collect()
}

/// `5 2` or `5/2` is five up and two down, `5` five up, nothing asks nobody; anything else than one or two numbers is not taken.
pub(super) fn thumbs(text: &str) -> Result<Option<(u32, u32)>, NotThumbs> {
    let text = text.replace(['/', ','], " ");
    let numbers: Vec<Option<u32>> = text.split_whitespace().map(number).collect();
    match numbers[..] {
        [] => Ok(None),
        [Some(up)] => Ok(Some((up, 0))),
        [Some(up), Some(down)] => Ok(Some((up, down))),
        _ => Err(NotThumbs),
    }
}

/// `5 3 0 2` or `5, 3, 0, 2` counts in the order of a list; `12:5` goes to its twelfth place first. Each count with its place
/// from 0; nothing where something else was typed, or past the end of the list.
pub fn placed_counts(text: &str, places: usize) -> Option<Vec<(usize, u32)>> {
    let text = text.replace([',', ';', '/'], " ");
    let mut next = 0;
    let counts = text.split_whitespace().map(|word| {
        let (place, count) = match word.split_once(':') {
            Some((place, count)) => (number(place)?.checked_sub(1)?.try_into().ok()?, count),
            None => (next, word),
        };
        next = place + 1;
        Some((place, number(count)?)).filter(|_| place < places)
    });
    counts.collect()
}

fn number(text: &str) -> Option<u32> {
    text.bytes().all(|it| it.is_ascii_digit()).then(|| text.parse().ok())?
}

/// What was typed is not a count of thumbs.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct NotThumbs;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_go_down_the_list_or_to_the_place_that_is_named() {
        assert_eq!(placed_counts("5, 3 0", 3), Some(vec![(0, 5), (1, 3), (2, 0)]));
        assert_eq!(placed_counts("12:5 4 2:1", 60), Some(vec![(11, 5), (12, 4), (1, 1)]));
        assert_eq!(placed_counts("", 3), Some(vec![]));
        for it in ["1 2 3 4", "4:1", "0:1", "1:", ":1", "1:x", "99999999999:1", "one"] {
            assert_eq!(placed_counts(it, 3), None, "{it}");
        }
    }

    #[test]
    fn hands_are_typed_with_or_without_spaces() {
        assert_eq!(votes("2 3 3 5"), [2, 3, 3, 5]);
        assert_eq!(votes("2335"), votes("2,3, 3;5"));
        assert_eq!(thumbs(" "), Ok(None));
        assert_eq!((thumbs("5"), thumbs("5 2")), (Ok(Some((5, 0))), Ok(Some((5, 2)))));
        assert_eq!(thumbs("4/1"), thumbs("4 1"));
        for it in ["4-1", "+2", "4 1 1", "yes", "-1"] {
            assert_eq!(thumbs(it), Err(NotThumbs), "{it}");
        }
    }
}
