//! *Did you mean*: the known name closest to a mistyped one.

/// `; did you mean `x`?`, or nothing when no known name is close.
pub(crate) fn did_you_mean<'a>(found: &str, known: impl IntoIterator<Item = &'a str>) -> String {
    nearest(found, known).map_or_else(String::new, |it| format!("; did you mean `{it}`?"))
}

pub(crate) fn nearest<'a>(
    found: &str,
    known: impl IntoIterator<Item = &'a str>,
) -> Option<&'a str> {
    let most = 1 + found.chars().count() / 4;
    let close = known.into_iter().map(|it| (distance(found, it), it)).filter(|it| it.0 <= most);
    close.min().map(|it| it.1)
}

pub(crate) fn listed<'a>(names: impl IntoIterator<Item = &'a str>) -> String {
    let quoted: Vec<String> = names.into_iter().map(|it| format!("`{it}`")).collect();
    quoted.join(", ")
}

/// How many characters to add, drop or change.
fn distance(left: &str, right: &str) -> usize {
    let right: Vec<char> = right.chars().collect();
    let mut row: Vec<usize> = (0..=right.len()).collect();
    for (n, a) in left.chars().enumerate() {
        let mut corner = row[0];
        row[0] = n + 1;
        for (m, &b) in right.iter().enumerate() {
            let changed = corner + usize::from(a != b);
            corner = row[m + 1];
            row[m + 1] = changed.min(row[m] + 1).min(corner + 1);
        }
    }
    row[right.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_is_recognised_and_a_stranger_is_not() {
        assert_eq!(distance("su.gaol", "su.goal"), 2);
        assert_eq!(distance("", "abc"), 3);
        assert_eq!(did_you_mean("su.gaol", ["su.open", "su.goal"]), "; did you mean `su.goal`?");
        assert_eq!(did_you_mean("zebra", ["su.open", "su.goal"]), "");
    }
}
