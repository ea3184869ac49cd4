//! Big digits for the timer, two pixels to a character cell, and the bar that drains.

use super::theme::Tone;
use crate::ceremony::timebox::Pace;

/// Five rows of three pixels, the highest bit on the left.
fn glyph(it: char) -> Option<[u8; 5]> {
    Some(match it {
        '0' => [7, 5, 5, 5, 7],
        '1' => [2, 6, 2, 2, 7],
        '2' => [7, 1, 7, 4, 7],
        '3' => [7, 1, 7, 1, 7],
        '4' => [5, 5, 7, 1, 1],
        '5' => [7, 4, 7, 1, 7],
        '6' => [7, 4, 7, 5, 7],
        '7' => [7, 1, 2, 2, 2],
        '8' => [7, 5, 7, 5, 7],
        '9' => [7, 5, 7, 1, 7],
        ':' => [0, 2, 0, 2, 0],
        '+' => [0, 2, 7, 2, 0],
        _ => return None,
    })
}

/// A text of digits as lines of half blocks; each pixel is `scale` columns wide and half a row high for each.
pub(super) fn big(text: &str, scale: usize) -> Vec<String> {
    let glyphs: Vec<[u8; 5]> = text.chars().filter_map(glyph).collect();
    let height = 5 * scale;
    let lines = (0..height.div_ceil(2)).map(|line| {
        let row = |glyph: &[u8; 5], y: usize| glyph.get(y / scale).copied().unwrap_or(0);
        let mut text = String::new();
        for (n, glyph) in glyphs.iter().enumerate() {
            if n > 0 {
                text.push_str(&" ".repeat(scale));
            }
            let (upper, lower) = (row(glyph, line * 2), row(glyph, line * 2 + 1));
            for bit in [4, 2, 1] {
                let cell = match (upper & bit > 0, lower & bit > 0) {
                    (true, true) => "█",
                    (true, false) => "▀",
                    (false, true) => "▄",
                    (false, false) => " ",
                };
                text.push_str(&cell.repeat(scale));
            }
        }
        text
    });
    lines.collect()
}

/// How a pace looks: its word, its glyph, its tone.
pub(super) fn look(pace: Pace) -> (&'static str, &'static str, Tone) {
    match pace {
        Pace::Ok => ("ok", "█", Tone::Good),
        Pace::Soon => ("soon", "▓", Tone::Soon),
        Pace::Last => ("last", "▒", Tone::Last),
        Pace::Over => ("over", "!", Tone::Over),
    }
}

/// What is left of a box, in so many columns; past it the whole bar calls.
pub(super) fn bar(pace: Pace, left_ms: u64, box_ms: u64, columns: usize) -> String {
    let (_, mark, _) = look(pace);
    let all = u64::try_from(columns).unwrap_or(0);
    let full = match (pace, box_ms) {
        (Pace::Over, _) | (_, 0) => all,
        _ => (left_ms * all).div_ceil(box_ms).min(all),
    };
    let full = usize::try_from(full).unwrap_or(columns);
    format!("{}{}", mark.repeat(full), "░".repeat(columns - full))
}

/// As [`bar`], for a box around the one in sight: thin, and empty once it is over.
pub(super) fn thin(left_ms: u64, box_ms: u64, columns: usize) -> String {
    let all = u64::try_from(columns).unwrap_or(0);
    let full = (left_ms * all).div_ceil(box_ms.max(1)).min(all);
    let full = usize::try_from(full).unwrap_or(columns);
    format!("{}{}", "━".repeat(full), "─".repeat(columns - full))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_stand_three_rows_high() {
        assert_eq!(big("1:0", 1), ["▄█   ▄  █▀█", " █   ▄  █ █", "▀▀▀     ▀▀▀"]);
        assert_eq!(big("12", 2).len(), 5);
    }

    #[test]
    fn the_bar_drains_and_then_calls() {
        assert_eq!(bar(Pace::Ok, 30, 60, 6), "███░░░");
        assert_eq!(bar(Pace::Last, 1, 60, 6), "▒░░░░░");
        assert_eq!(bar(Pace::Over, 0, 60, 6), "!!!!!!");
    }

    #[test]
    fn the_thin_bar_drains_to_nothing() {
        assert_eq!(thin(30, 60, 6), "━━━───");
        assert_eq!(thin(0, 60, 6), "──────");
        assert_eq!(thin(0, 0, 3), "───");
    }
}
