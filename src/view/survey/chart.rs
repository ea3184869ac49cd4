//! One measure close up: its newest values as a line, the question it raises, its formula, and the values by day.

use ratatui::{
    layout::Rect,
    style::Style,
    symbols::Marker,
    widgets::{Axis, Chart, Dataset, GraphType},
};

use super::super::{block::wrapped, pen::Pen, theme::Tone};
use crate::{app::figure, history::Reading};

/// Rows that are enough for a line.
const TALL: u16 = 18;
/// Columns a value needs for the line to be read.
const COLUMNS: usize = 2;

pub(super) fn draw(pen: &mut Pen, area: Rect, it: &Reading, explained: bool) {
    if area.height < 3 {
        return;
    }
    let area = pen.panel(area, it.term.name, it.term.id);
    let mut text = wrapped(it.term.question, Tone::Plain, area.width.into());
    if it.points.is_empty() {
        text.extend(wrapped(&it.term.needs.told(), Tone::Dim, area.width.into()));
    }
    if explained {
        text.extend(wrapped(&format!("= {}", it.term.formula), Tone::Dim, area.width.into()));
    }
    let below = u16::try_from(text.len()).unwrap_or(u16::MAX).min(area.height);
    let chart = Rect { height: (area.height - below).min(TALL), ..area };
    if 3 < chart.height && !it.points.is_empty() {
        draw_chart(pen, chart, it);
    }
    // Without a chart the words stand at the top, below one they stand under it.
    let from = if it.points.is_empty() { 0 } else { chart.height };
    let rest = Rect { y: area.y + from, height: below, ..area };
    for (y, row) in (0..below).zip(&text) {
        pen.line(rest, y, &row.bits);
    }
    let left = Rect { y: rest.bottom() + 1, ..area };
    values(pen, Rect { height: area.bottom().saturating_sub(left.y), ..left }, it);
}

/// The newest values by day, where there is room for some; the newest first.
fn values(pen: &mut Pen, area: Rect, it: &Reading) {
    if area.height < 4 {
        return;
    }
    let told = it.points.iter().rev().map(|at| {
        let value = figure(it.term.unit, at.value);
        format!("{}  {value:>8}", at.day.format("%a %e %b %Y"))
    });
    for (y, line) in (0..area.height).zip(told) {
        pen.text(area, y, &line, Tone::Dim);
    }
}

/// Dots below five sessions, a line from then on.
fn draw_chart(pen: &mut Pen, area: Rect, it: &Reading) {
    let most = usize::from(area.width) / COLUMNS;
    let newest = &it.points[it.points.len().saturating_sub(most.max(1))..];
    let points: Vec<(f64, f64)> =
        (0u32..).zip(newest).map(|(n, it)| (f64::from(n), it.value)).collect();
    let (Some((low, _, high)), Some(last)) = (it.range(), points.last()) else { return };
    let (low, high) = if low < high { (low, high) } else { (low - 0.5, high + 0.5) };
    let (marker, graph) = if it.has_trend() {
        (Marker::Braille, GraphType::Line)
    } else {
        (Marker::Dot, GraphType::Scatter)
    };
    let set = Dataset::default().data(&points).marker(marker).graph_type(graph);
    let set = set.style(pen.style(Tone::Accent));
    let quiet = pen.style(Tone::Dim);
    let days =
        [newest.first(), newest.last()].map(|it| it.map_or(String::new(), |it| it.day.to_string()));
    let figures = [low, high].map(|value| figure(it.term.unit, value));
    let x = Axis::default().bounds([0.0, last.0.max(1.0)]).labels(days).style(quiet);
    let y = Axis::default().bounds([low, high]).labels(figures).style(quiet);
    let chart = Chart::new(vec![set]).x_axis(x).y_axis(y).legend_position(None);
    pen.widget(area, chart.style(Style::reset()));
}
