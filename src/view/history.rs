//! The browser of past sessions: one line each, the words looked for shown where they stand.

use ratatui::layout::Rect;

use super::{
    block::{Row, wrapped},
    footer,
    pen::{Bit, Pen, inset},
    popup::{self, Shown},
    theme::Tone,
    words,
};
use crate::{
    app::{
        Binding, History, HistoryRow, Kept, Listing, Now, Only, Over, Place, Shelf, State, Target,
        keys, words as told,
    },
    ceremony::whole_minutes,
    history::Hit,
    session::minutes_and_seconds,
};

pub(super) fn draw(pen: &mut Pen, area: Rect, foot: Rect, it: &History, now: Now) {
    let inside = pen.panel(area, "Past sessions", &note(it));
    if inside.height == 0 {
        return;
    }
    head(pen, Rect { height: 1, ..inside }, it);
    let list = Rect { y: inside.y + 1, height: inside.height - 1, ..inside };
    rows(pen, list, it, now);
    let Some(over) = &it.over else {
        let table = if it.typing { keys::FINDING } else { keys::HISTORY };
        let offered = table.iter().filter(|of| of.place != Place::Help && it.offers(of.intent));
        return footer::draw(pen, inset(foot), &offered.collect::<Vec<&Binding>>());
    };
    let columns = usize::from(area.width.saturating_sub(4)).min(76);
    popup::lay(pen, area, &shown(it, over, columns, now), columns);
    pen.text(inset(foot), 0, over_keys(over), Tone::Plain);
}

/// How much of it has been read, while not all has.
fn note(it: &History) -> String {
    let past = it.past.as_ref().map(|it| format!("{} past keeping · ", it.sessions.len()));
    let past = past.unwrap_or_default();
    let read = match (it.read, it.sessions()) {
        _ if !it.named => "reading …".to_owned(),
        (read, all) if read < all => format!("read {read} of {all}"),
        (_, 1) => "1 session".to_owned(),
        (_, all) => format!("{all} sessions"),
    };
    match it.archived() {
        0 => past + &read,
        away => format!("{past}{read}, {away} archived"),
    }
}

/// Which shelf, which filter, what is looked for.
fn head(pen: &mut Pen, area: Rect, it: &History) {
    let tab = |shelf: Shelf, name: &str| {
        let here = it.shelf == shelf;
        let tone = if here { Tone::Strong } else { Tone::Dim };
        (if here { format!("[{name}]") } else { format!(" {name} ") }, tone)
    };
    let mut bits = vec![tab(Shelf::Live, "live"), tab(Shelf::Practice, "practice")];
    for only in it.filter.all() {
        bits.push((format!("  {}", name(it, only)), Tone::Accent));
    }
    let used: usize = bits.iter().map(|it| words::width(&it.0)).sum();
    let room = usize::from(area.width).saturating_sub(used + 2);
    pen.line(area, 0, &bits);
    let field = Rect {
        x: area.right().saturating_sub(u16::try_from(room).unwrap_or(0)),
        width: u16::try_from(room).unwrap_or(0),
        ..area
    };
    if it.typing {
        popup::draw_field(pen, field, &it.field);
    } else if !it.field.is_empty() {
        pen.line(
            field,
            0,
            &[
                ("› ".to_owned(), Tone::Accent),
                (words::fit(it.field.value(), room.saturating_sub(2)), Tone::Strong),
            ],
        );
    }
    if it.is_searching() {
        pen.right(field, 0, "looking …", Tone::Dim);
    }
}

fn name(it: &History, only: &Only) -> String {
    match only {
        Only::Ceremony(id) => it
            .line_where(|line| line.ceremony == *id)
            .map_or(id.to_string(), |it| it.title.to_string()),
        Only::Team(id) => it
            .line_where(|line| line.team == *id)
            .map_or(id.to_string(), |it| it.team_name.to_string()),
        Only::Sprint(name) | Only::Tag(name) => name.to_string(),
        Only::State(state) => state.word().to_owned(),
        Only::Month(month) => month.clone(),
        Only::Archived => "archived".to_owned(),
    }
}

fn rows(pen: &mut Pen, area: Rect, it: &History, now: Now) {
    if it.rows() == 0 {
        let told = match () {
            () if !it.named => "",
            () if it.is_searching() => "",
            () if !it.field.is_empty() => {
                "Nothing of that name, and the words stand in no session. Esc clears them."
            }
            () if !it.filter.all().is_empty() => "Nothing fits. Esc shows everything again.",
            () if it.shelf == Shelf::Practice => "No practice yet.",
            () if it.read < it.sessions() => "",
            () => "No sessions yet. The home screen begins one.",
        };
        pen.wrapped(area, 1, told, Tone::Dim);
        return;
    }
    let height = usize::from(area.height);
    let top = it.cursor().saturating_sub(height.saturating_sub(1) / 2);
    let top = top.min(it.rows().saturating_sub(height));
    for y in 0..area.height {
        let n = top + usize::from(y);
        let Some(row) = it.row(n) else { break };
        let here = n == it.cursor();
        let bits = match row {
            HistoryRow::Session(kept) => session(kept, here, area.width.into(), now),
            HistoryRow::Hit(_, hit) => self::hit(hit, here, area.width.into()),
        };
        pen.line(area, y, &bits);
        pen.hit(area, y, Target::Row(n));
        if here && !it.typing && it.over.is_none() {
            pen.rest(area, y);
        }
    }
}

/// Day, title, where, how long, how it ended, tags.
fn session(it: &Kept, here: bool, columns: usize, now: Now) -> Vec<Bit> {
    let (mark, tone) = popup::mark(here);
    let mut bits = vec![(mark.to_owned(), Tone::Accent)];
    let mut put = |text: &str, wide: usize, tone: Tone| {
        bits.push((format!("{} ", words::pad(text, wide)), tone));
    };
    let rest = columns.saturating_sub(2);
    put(&day(it, now), DAY.min(rest), tone);
    let Some(line) = &it.line else {
        return bits;
    };
    let named = if line.title.is_empty() { "its opening cannot be read" } else { it.title() };
    let wide = columns.saturating_sub(2 + DAY + 1);
    let state = (line.state.word(), state_tone(line.state));
    if wide < 50 {
        put(named, wide.saturating_sub(STATE + 2), tone);
        put(state.0, STATE, state.1);
        return bits;
    }
    let has_room = 100 <= columns || (here && !it.label.tags.is_empty() && 70 <= columns);
    let tags = usize::from(has_room) * if columns < 100 { 18 } else { 24 };
    let used = if 100 <= columns { 3 + STATE + SPENT } else { 11 + STATE };
    let titles = ((wide - tags - used) * 11 / 20).min(TITLE);
    put(named, titles, tone);
    let place = match (line.sprint.is_empty(), 100 <= columns) {
        (true, _) => line.team_name.to_string(),
        (false, true) => format!("{} · {}", line.team_name, line.sprint),
        (false, false) => line.sprint.to_string(),
    };
    let places = (wide - tags - used).saturating_sub(titles + 2).min(PLACE);
    put(&place, places, Tone::Plain);
    if 100 <= columns {
        put(&spent(line), SPENT, Tone::Dim);
    } else {
        put(&format!("{:>4} min", whole_minutes(line.elapsed_s)), 8, Tone::Dim);
    }
    put(state.0, STATE, state.1);
    if 0 < tags {
        let labels: Vec<String> = it.label.tags.iter().map(|it| format!("#{it}")).collect();
        let taken = titles + places + 2 + used;
        put(&labels.join(" "), wide.saturating_sub(taken + 1), Tone::Accent);
    }
    bits
}

/// Columns that are enough for a title, and for a team and its sprint; tags have the rest.
const TITLE: usize = 56;
const PLACE: usize = 36;

/// Columns of `ended early`.
const STATE: usize = 11;
/// Columns of `  25 of  15 min`.
const SPENT: usize = 16;

fn spent(line: &Listing) -> String {
    let (spent, planned) = (whole_minutes(line.elapsed_s), whole_minutes(line.planned_s));
    if planned == 0 { format!("{spent:>4} min") } else { format!("{spent:>4} of {planned:>3} min") }
}

/// Columns of a day: `Mon 23 Nov 09:30`.
const DAY: usize = 16;

fn day(it: &Kept, now: Now) -> String {
    super::home::day(it.started_ms, it.offset_min(), now)
}

fn state_tone(state: State) -> Tone {
    match state {
        State::Open | State::Running => Tone::Soon,
        State::Completed => Tone::Dim,
        State::Early | State::Aborted => Tone::Plain,
        State::Damaged => Tone::Over,
    }
}

/// When it was written down, and the words in their sentence.
fn hit(it: &Hit, here: bool, columns: usize) -> Vec<Bit> {
    let (mark, tone) = popup::mark(here);
    let lead = format!("   {} ", minutes_and_seconds(it.at.0));
    let room = columns.saturating_sub(words::width(&lead) + 4);
    let (before, found, after) =
        (&it.text[..it.place.start], &it.text[it.place.clone()], &it.text[it.place.end..]);
    let flat = |text: &str| text.replace('\n', " ");
    let found = words::fit(&flat(found), room);
    let left = room.saturating_sub(words::width(&found));
    let before = flat(before);
    let before = if words::width(&before) <= left / 2 {
        before
    } else {
        format!("…{}", words::tail(&before, (left / 2).saturating_sub(1)))
    };
    let after = words::fit(&flat(after), left.saturating_sub(words::width(&before)));
    vec![
        (mark.to_owned(), Tone::Accent),
        (lead, Tone::Dim),
        (before, tone),
        (found, if here { Tone::Marked } else { Tone::Accent }),
        (after, tone),
    ]
}

fn shown<'a>(it: &'a History, over: &'a Over, columns: usize, now: Now) -> Shown<'a> {
    let here = it.here();
    let plain = |title: &str, head: Vec<Row>| Shown {
        title: title.to_owned(),
        head,
        field: None,
        rows: Vec::new(),
        marked: 0,
    };
    match over {
        Over::Filter(picker) => popup::picker(picker, columns),
        Over::Name(field) => Shown {
            field: Some(field),
            ..plain("A title of its own", wrapped("Empty: the ceremony's.", Tone::Dim, columns))
        },
        Over::Tags(field) => Shown {
            field: Some(field),
            ..plain("Tags", wrapped("Words to find it by, apart by commas.", Tone::Dim, columns))
        },
        Over::Delete => {
            let named =
                here.map_or(String::new(), |it| format!("{}, {}", it.title(), day(it, now)));
            let told = format!(
                "{named}. Its file is removed for good. What it left open goes from the team's lists; what it closed stays closed."
            );
            plain("Delete this session?", wrapped(&told, Tone::Plain, columns))
        }
        Over::Prune => plain("Delete what lies past keeping?", past_keeping(it, columns, now)),
    }
}

/// Sessions named before they go.
const NAMED: usize = 6;

/// What would go, by the rule that says so.
fn past_keeping(it: &History, columns: usize, now: Now) -> Vec<Row> {
    let Some(past) = &it.past else { return Vec::new() };
    let said = format!(
        "{}: {} of {} sessions. Their files are removed for good. {}",
        told::past(past.keep),
        past.sessions.len(),
        it.sessions(),
        told::left_open(past.open),
    );
    let mut rows = wrapped(&said, Tone::Plain, columns);
    let named = past.sessions.iter().take(NAMED).map(|it| {
        let day = super::home::day(it.started_ms, it.offset_min, now);
        words::fit(&format!("{day}  {} · {}", it.title, it.team_name), columns)
    });
    rows.extend(named.flat_map(|it| wrapped(&it, Tone::Dim, columns)));
    if NAMED < past.sessions.len() {
        let more = format!("and {} older ones", past.sessions.len() - NAMED);
        rows.extend(wrapped(&more, Tone::Dim, columns));
    }
    rows
}

fn over_keys(over: &Over) -> &'static str {
    match over {
        Over::Filter(_) => "type to find  ↑↓ move  ⏎ take  Esc leave",
        Over::Name(_) | Over::Tags(_) => "⏎ keep it  Esc leave it as it was",
        Over::Delete => "y delete it  Esc keep it",
        Over::Prune => "y delete them  Esc keep them",
    }
}
