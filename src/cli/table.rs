//! Columns of text on standard output, as wide as they need to be; the last one keeps its own width.

use std::io::Write;

use unicode_width::UnicodeWidthStr;

use super::failure::Outcome;

pub(super) fn table<const N: usize>(
    head: [&str; N],
    rows: impl Iterator<Item = [String; N]>,
    out: &mut dyn Write,
) -> Outcome {
    let mut lines = vec![head.map(str::to_owned)];
    lines.extend(rows);
    let widths = std::array::from_fn::<usize, N, _>(|column| {
        lines.iter().map(|it| it[column].width()).max().unwrap_or(0)
    });
    for line in &lines {
        let mut text = String::new();
        for (cell, width) in line.iter().zip(widths) {
            let gap = width - cell.width() + 2;
            text.extend([cell.as_str(), &" ".repeat(gap)]);
        }
        writeln!(out, "{}", text.trim_end())?;
    }
    Ok(())
}
