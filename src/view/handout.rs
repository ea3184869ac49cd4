//! The form of a text on its way to a file, laid over any screen.

use ratatui::layout::Rect;

use super::{
    block::wrapped,
    pen::Pen,
    popup::{Shown, lay},
    theme::Tone,
};
use crate::app::Handout;

pub(super) fn draw(pen: &mut Pen, area: Rect, it: &Handout) {
    let columns = usize::from(area.width.saturating_sub(4)).min(76);
    let head = match &it.there {
        None => wrapped("Where to? A name, or a path.", Tone::Dim, columns),
        Some(path) => {
            let told =
                format!("{path} is there already. Enter writes over it; or type another name.");
            wrapped(&told, Tone::Soon, columns)
        }
    };
    let title = format!("{} to a file", it.title);
    let shown = Shown { title, head, field: Some(&it.field), rows: Vec::new(), marked: 0 };
    lay(pen, area, &shown, columns);
}
