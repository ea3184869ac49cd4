//! What typed numbers mean: hands on show, thumbs.

/// `2 3 3 5`, `2335` or `2,3,3,5`: one value for each hand. Longer runs are split, since no scale here has two digits.
pub(super) fn votes(text: &str) -> Vec<u32> {
    text.chars().filter_map(|it| it.to_digit(10)).take(200).collect()
}

/// `5 2` is five up and two down, `5` five up; `None` when no number was typed.
pub(super) fn thumbs(text: &str) -> Option<(u32, u32)> {
    let mut numbers = text.split(|it: char| !it.is_ascii_digit()).filter_map(|it| it.parse().ok());
    Some((numbers.next()?, numbers.next().unwrap_or(0)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hands_are_typed_with_or_without_spaces() {
        assert_eq!(votes("2 3 3 5"), [2, 3, 3, 5]);
        assert_eq!(votes("2335"), votes("2,3, 3;5"));
        assert_eq!((thumbs(""), thumbs("5"), thumbs("5 2")), (None, Some((5, 0)), Some((5, 2))));
    }
}
