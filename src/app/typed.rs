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

/// `5 3 0 2` or `5, 3, 0, 2`; nothing where something else was typed.
pub(super) fn numbers(text: &str) -> Option<Vec<u32>> {
    let text = text.replace([',', ';', '/'], " ");
    text.split_whitespace().map(number).collect()
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
