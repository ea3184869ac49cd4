//! Handing a session on: for whom, in which form, with names or roles; what it will read like, and what stays behind.

use crate::{
    app::{Effect, Handout, Intent, Reply, Turn, words},
    ceremony::Text,
    exchange::{self, Audience, LeftOut, Part, Redacted, Table},
    journal::Journal,
    session::{Moment, Session, SessionMode},
};

#[derive(Debug)]
pub struct ExportPage {
    pub sid: Text,
    pub title: Text,
    pub audience: Audience,
    pub form: Form,
    pub names: Names,
    /// The choice the arrows change.
    pub cursor: usize,
    /// What will be handed on, line by line.
    pub lines: Vec<String>,
    pub top: usize,
    /// What stays behind, and what becomes of names.
    pub told: Vec<String>,
    plain: Journal,
    /// With roles for names; `None` where the session is damaged.
    redacted: Option<Redacted>,
    name: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    Markdown,
    Json,
    Rows(Table),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Names {
    AsTheyAre,
    AsRoles,
}

pub const AUDIENCES: [Audience; 4] =
    [Audience::Team, Audience::Pm, Audience::Stakeholders, Audience::Myself];

const FORMS: [Form; 6] = [
    Form::Markdown,
    Form::Json,
    Form::Rows(Table::Captures),
    Form::Rows(Table::Actions),
    Form::Rows(Table::Estimates),
    Form::Rows(Table::Timings),
];

/// Lines of choices: for whom, as what, names.
pub const CHOICES: usize = 3;

impl Form {
    pub fn title(self) -> &'static str {
        match self {
            Form::Markdown => "a page (Markdown)",
            Form::Json => "the whole session (JSON)",
            Form::Rows(Table::Captures) => "a table of what was written (CSV)",
            Form::Rows(Table::Actions) => "a table of actions (CSV)",
            Form::Rows(Table::Estimates) => "a table of estimates (CSV)",
            Form::Rows(Table::Timings) => "a table of times (CSV)",
        }
    }

    fn ending(self) -> &'static str {
        match self {
            Form::Markdown => "md",
            Form::Json => "json",
            Form::Rows(_) => "csv",
        }
    }
}

impl ExportPage {
    pub fn new(plain: Journal, redacted: Option<Redacted>) -> Option<ExportPage> {
        let opened = plain.setup.as_ref()?.opened.clone();
        let day = chrono::DateTime::from_timestamp_millis(
            opened.wall_ms.saturating_add(i64::from(opened.offset_min) * 60_000),
        );
        let day = day.unwrap_or_default().date_naive();
        let mut page = ExportPage {
            title: Text::new(format!("{} · {} · {day}", opened.title, opened.team_name)),
            name: format!("{day}-{}", opened.ceremony),
            sid: opened.sid,
            audience: Audience::Team,
            form: Form::Markdown,
            names: Names::AsTheyAre,
            cursor: 0,
            lines: Vec::new(),
            top: 0,
            told: Vec::new(),
            plain,
            redacted,
        };
        page.compose();
        Some(page)
    }

    /// Practice stays with the one who practised.
    pub fn is_practice(&self) -> bool {
        self.plain.setup.as_ref().is_some_and(|it| it.opened.mode == SessionMode::Practice)
    }

    pub fn can_redact(&self) -> bool {
        self.redacted.is_some()
    }

    pub fn offers(&self, intent: Intent) -> bool {
        match intent {
            Intent::Copy | Intent::Write => !self.is_practice(),
            _ => true,
        }
    }

    pub fn update(&mut self, intent: Intent) -> Reply {
        match intent {
            Intent::Up => self.cursor = self.cursor.saturating_sub(1),
            Intent::Down => self.cursor = (self.cursor + 1).min(CHOICES - 1),
            Intent::Left => self.change(false),
            Intent::Right | Intent::Toggle => self.change(true),
            Intent::PageUp => self.top = self.top.saturating_sub(10),
            Intent::PageDown => self.top = (self.top + 10).min(self.lines.len().saturating_sub(1)),
            Intent::First => self.top = 0,
            Intent::Copy => {
                let copy = Effect::Copy(Text::new(self.text()));
                return Reply::from(copy).and(Reply::say("Copied to the clipboard."));
            }
            Intent::Write => {
                let place = format!("{}.{}", self.name, self.form.ending());
                let form = Handout::new("Session", Text::new(self.text()), &place);
                return Reply::turn(Turn::Handout(Box::new(form)));
            }
            _ => {}
        }
        Reply::none()
    }

    pub fn mark(&mut self, row: usize) {
        self.cursor = row.min(CHOICES - 1);
        self.change(true);
    }

    fn change(&mut self, forward: bool) {
        match self.cursor {
            0 => {
                self.audience = turned(&AUDIENCES, self.audience, forward);
                if self.form == Form::Json && self.audience != Audience::Myself {
                    self.form = Form::Markdown;
                }
            }
            1 => {
                self.form = turned(&FORMS, self.form, forward);
                // It holds what others may not read.
                if self.form == Form::Json {
                    self.audience = Audience::Myself;
                }
            }
            _ if self.redacted.is_none() => {}
            _ => {
                let both = [Names::AsTheyAre, Names::AsRoles];
                self.names = turned(&both, self.names, forward);
            }
        }
        self.compose();
    }

    fn text(&self) -> String {
        let mut text = self.lines.join("\n");
        text.push('\n');
        text
    }

    fn compose(&mut self) {
        let journal = match (&self.redacted, self.names) {
            (Some(it), Names::AsRoles) => &it.journal,
            _ => &self.plain,
        };
        let (text, left_out) = composed(journal, self.form, self.audience);
        let mut told = left_out;
        if self.names == Names::AsRoles {
            let changes = self.redacted.iter().flat_map(|it| &it.changes);
            let changes = changes.map(|it| format!("{} → {} ({}×)", it.name, it.instead, it.times));
            told.push(format!("names: {}", changes.collect::<Vec<String>>().join(", ")));
        }
        self.lines = text.lines().map(str::to_owned).collect();
        self.told = told;
        self.top = 0;
    }
}

fn turned<T: Copy + PartialEq>(all: &[T], now: T, forward: bool) -> T {
    let at = all.iter().position(|it| *it == now).unwrap_or(0);
    let by = if forward { 1 } else { all.len() - 1 };
    all[(at + by) % all.len()]
}

/// The text, and what of the session is not in it.
fn composed(journal: &Journal, form: Form, audience: Audience) -> (String, Vec<String>) {
    let Some(setup) = journal.setup.clone() else { return (String::new(), Vec::new()) };
    if setup.opened.mode == SessionMode::Practice {
        return (String::new(), Vec::new());
    }
    if form == Form::Json {
        let told = "everything is in it: for yourself and for programs".to_owned();
        return (exchange::json(&setup, &journal.lines), vec![told]);
    }
    let records = journal.clone().into_records();
    let end = records.last().map_or(Moment(0), |it| it.at);
    let session = Session::replay(setup.into(), &records, end);
    let text = match form {
        Form::Rows(table) => exchange::table(&session, end, table, audience),
        Form::Markdown | Form::Json => exchange::markdown(&session, end, audience),
    };
    let table = match form {
        Form::Rows(table) => Some(table),
        Form::Markdown | Form::Json => None,
    };
    let parts = exchange::left_out(&session, audience, table);
    let parts: Vec<String> = parts.iter().map(part).collect();
    let told = (!parts.is_empty()).then(|| format!("left out: {}", parts.join(", ")));
    (text, told.into_iter().collect())
}

/// What stays behind, and how many.
pub fn part(it: &LeftOut) -> String {
    let LeftOut { part, count } = it;
    match part {
        Part::Captures(kind) => format!("{} ({count})", words::kinds(*kind).to_lowercase()),
        Part::Topics => format!("topics ({count})"),
        Part::Votes => format!("votes ({count})"),
    }
}
