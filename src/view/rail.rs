//! The steps on one line: all of them where they fit, else where one is and what follows.

use ratatui::layout::Rect;

use super::{pen::Pen, theme::Tone, words};
use crate::{
    app::{Live, Target},
    session::StepStatus,
};

pub(super) fn draw(pen: &mut Pen, area: Rect, live: &Live) {
    let rail = live.session.rail();
    let labels: Vec<(String, Tone)> = rail
        .iter()
        .map(|(step, status)| {
            let (mark, tone) = look(*status);
            (format!("{mark} {}", step.short), tone)
        })
        .collect();
    let columns: usize = labels.iter().map(|it| words::width(&it.0) + 3).sum();
    if columns > usize::from(area.width) + 3 {
        return folded(pen, area, live);
    }
    let mut x = area.x;
    for (n, (label, tone)) in labels.into_iter().enumerate() {
        let wide = u16::try_from(words::width(&label)).unwrap_or(0);
        let cell = Rect { x, width: area.right().saturating_sub(x).min(wide), ..area };
        pen.line(cell, 0, &[(label, tone)]);
        pen.hit(cell, 0, Target::Step(n));
        x += wide + 3;
    }
}

fn look(status: StepStatus) -> (&'static str, Tone) {
    match status {
        StepStatus::Pending => ("○", Tone::Plain),
        StepStatus::Active => ("▶", Tone::Accent),
        StepStatus::Done => ("✓", Tone::Dim),
        StepStatus::Skipped => ("-", Tone::Dim),
    }
}

/// `4/10 ▶ Goal → Select`.
fn folded(pen: &mut Pen, area: Rect, live: &Live) {
    let rail = live.session.rail();
    let here = rail.iter().position(|(_, status)| *status == StepStatus::Active);
    let (place, name) =
        here.map_or((rail.len(), String::new()), |n| (n + 1, rail[n].0.short.to_string()));
    let next = live
        .session
        .ahead()
        .first()
        .map_or("the closing page".to_owned(), |it| it.short.to_string());
    pen.line(
        area,
        0,
        &[
            (format!("{place}/{} ", rail.len()), Tone::Dim),
            (format!("▶ {name}"), Tone::Accent),
            (words::fit(&format!(" → {next}"), usize::from(area.width)), Tone::Plain),
        ],
    );
}
