//! A finished frame for a terminal that shows ASCII only: how it looks changes, never what the user wrote.

use ratatui::buffer::Buffer;

/// The symbols of the screens, and what stands for each of them.
const SYMBOLS: [(&str, &str); 20] = [
    ("─━–—−", "-"),
    ("│▏", "|"),
    ("┌┐└┘├┤┬┴┼", "+"),
    ("█■▮▓▌◆", "#"),
    ("▒◧◐", "%"),
    ("░·•○◌", "."),
    ("▀“”", "\""),
    ("▁▂▃▄␣", "_"),
    ("▅▆▇≠", "="),
    ("▶▸→›»", ">"),
    ("◂←‹", "<"),
    ("●", "*"),
    ("✗×", "x"),
    ("…", "~"),
    ("✓↓", "v"),
    ("↑▲⇧", "^"),
    ("↕", ":"),
    ("²", "2"),
    // The last two take the blank behind them as well.
    ("⏎", "<-"),
    ("⌫", "<x"),
];

/// Puts a symbol of ASCII in the place of every other; a letter that has none is a question mark.
#[expect(clippy::disallowed_methods, reason = "what is put in is one of the constants above")]
pub fn to_ascii(buffer: &mut Buffer) {
    let mut rest = "";
    for cell in &mut buffer.content {
        if !rest.is_empty() && cell.symbol() == " " {
            cell.set_symbol(rest);
        }
        rest = "";
        if !cell.symbol().is_ascii() {
            let stands = stand_in(cell.symbol());
            let (first, more) = stands.split_at(1);
            cell.set_symbol(first);
            rest = more;
        }
    }
}

fn stand_in(symbol: &str) -> &'static str {
    let mut stands = SYMBOLS.iter().filter(|it| it.0.contains(symbol)).map(|it| it.1);
    stands.next().unwrap_or("?")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_has_no_sign_is_a_question_mark_as_wide_as_it_was() {
        let mut buffer = Buffer::with_lines(["│ ⏎ next │", "日本 Zoë ✓"]);
        to_ascii(&mut buffer);
        assert_eq!(buffer, Buffer::with_lines(["| <-next |", "? ?  Zo? v"]));
    }
}
