//! Pop-ups that list what is the case and who is here, with a box each.

use super::{
    block::{Row, hanging},
    popup::mark,
    theme::Tone,
    words,
};
use crate::{
    app::{Live, Now, Target, palette::FactLine, words as said},
    ceremony::Text,
};

pub(super) fn facts(live: &Live, cursor: usize, columns: usize, now: Now) -> Vec<Row> {
    boxes(&live.palette_facts(now), cursor, columns)
}

pub(super) fn tags(live: &Live, topic: &Text, cursor: usize, columns: usize, now: Now) -> Vec<Row> {
    let mut lines = live.tags_of(topic, now);
    let told: Vec<Vec<String>> =
        lines.iter().map(|it| it.means.split(' ').map(str::to_owned).collect()).collect();
    let alike = |n: usize| told.iter().all(|it| it.get(n).is_some() && it.get(n) == told[0].get(n));
    let same =
        if told.len() < 2 { 0 } else { (0..told[0].len()).take_while(|n| alike(*n)).count() };
    for (line, words) in lines.iter_mut().zip(&told) {
        line.means = Text::new(words[same..].join(" "));
    }
    boxes(&lines, cursor, columns)
}

/// What a fact means, whole for the marked one; where that has no room, its short name.
fn boxes(lines: &[FactLine], cursor: usize, columns: usize) -> Vec<Row> {
    let lines = lines.iter().enumerate().flat_map(|(n, it)| {
        let (lead, tone) = mark(n == cursor);
        let key = it.key.as_deref().unwrap_or(" ").to_owned();
        let by = if it.by_hand { " (by hand)" } else { "" };
        let check = if it.value { "[x]" } else { "[ ]" };
        let text = format!("{check} {}", it.means);
        let lead = format!("{lead}{key} ");
        if n == cursor {
            let rows = hanging(&lead, Tone::Accent, &format!("{text}{by}"), tone, columns);
            return rows.into_iter().map(|it| it.to(Target::Row(n))).collect();
        }
        let room = columns.saturating_sub(4 + by.len());
        let text = if words::width(&text) <= room { text } else { format!("{check} {}", it.short) };
        let text = words::shorten(&text, room);
        let bits = vec![(lead, Tone::Accent), (text, tone), (by.to_owned(), Tone::Dim)];
        vec![Row::new(bits).to(Target::Row(n))]
    });
    lines.collect()
}

pub(super) fn people(live: &Live, cursor: usize, columns: usize) -> Vec<Row> {
    let wide = super::sheet::names(&live.session.setup().team.members, columns);
    let members = live.session.setup().team.members.iter().enumerate().map(|(n, it)| {
        let (lead, tone) = mark(n == cursor);
        let here = if live.session.present().contains(&it.name) { "[x]" } else { "[ ]" };
        let roles: Vec<&str> = it.roles.iter().map(|it| said::role(*it)).collect();
        Row::new(vec![
            (lead.to_owned(), Tone::Accent),
            (format!("{here} {}", words::pad(&it.name, wide)), tone),
            (format!(" {}", roles.join(", ")), Tone::Dim),
        ])
        .to(Target::Row(n))
    });
    members.collect()
}
