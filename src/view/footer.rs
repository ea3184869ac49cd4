//! The bottom line: a notice while there is one, else the keys that would be granted now.

use ratatui::layout::Rect;

use super::{pen::Pen, theme::Tone, words};
use crate::app::{Binding, Place, Target};

/// Keys that fit, the ones for every width first; each can be pressed with the mouse.
pub(super) fn draw(pen: &mut Pen, area: Rect, offered: &[&Binding]) {
    let room = usize::from(area.width);
    let mut shown: Vec<bool> = vec![false; offered.len()];
    let mut used = 0;
    for place in [Place::First, Place::Always, Place::Own, Place::Wide] {
        for (n, it) in offered.iter().enumerate().filter(|(_, it)| it.place == place) {
            let columns = words::width(&label(it)) + 2;
            if used + columns <= room + 2 {
                used += columns;
                shown[n] = true;
            }
        }
    }
    let mut x = area.x;
    for (it, _) in offered.iter().zip(&shown).filter(|(_, shown)| **shown) {
        x = one(pen, Rect { x, width: area.right().saturating_sub(x), ..area }, it);
    }
}

fn one(pen: &mut Pen, area: Rect, it: &Binding) -> u16 {
    let key = it.keys.first().map(|key| key.name()).unwrap_or_default();
    pen.line(area, 0, &[(key, Tone::Accent), (format!(" {}", it.label), Tone::Plain)]);
    let columns = u16::try_from(words::width(&label(it))).unwrap_or(area.width).min(area.width);
    if let Some(key) = it.keys.first() {
        pen.hit(Rect { width: columns, ..area }, 0, Target::Key(*key));
    }
    area.x + columns + 2
}

fn label(it: &Binding) -> String {
    let key = it.keys.first().map(|key| key.name()).unwrap_or_default();
    format!("{key} {}", it.label)
}
