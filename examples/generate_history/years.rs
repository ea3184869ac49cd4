//! Sprint after sprint of one team: which meeting is held when, what each knows of the past, and the files.

#[path = "product.rs"]
mod product;

use std::{fs, io, path::Path};

use chrono::{Datelike, Days, NaiveDate, NaiveTime};
use rand::{Rng, RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;
use runsheet::{
    app::Now,
    ceremony::{Id, Library, Role, Sprint, Team, Text},
    history::{Ledger, Line, Noted, note},
    journal::{self, Salt},
    session::{Actor, Given, Moment, Session},
    shell::{
        prepare::{Meeting, Wishes, plan},
        shelf,
    },
};

use product::Product;

use super::{meeting, words::Words};

/// The id of the invented team.
pub(crate) const TEAM: &str = "harbour";
/// Working days of its sprints.
const SPRINT: u32 = 10;
/// What a session knows of the past reaches back this many sessions.
const MEMORY: usize = 60;
/// In the first of so many parts of its years the team had no product manager.
const HAT: usize = 3;
/// The last sprint ends here, unless there are more than fit since the first Monday of 1990.
const END: (i32, u32, u32) = (2026, 11, 27);
const DAWN: (i32, u32, u32) = (1990, 1, 1);

/// The meetings of a sprint: the working day, from 0, and the ceremony.
const CALENDAR: [(u64, &str); 14] = [
    (0, "planning"),
    (1, "standup"),
    (2, "standup"),
    (3, "standup"),
    (3, "refinement"),
    (4, "standup"),
    (5, "standup"),
    (6, "standup"),
    (7, "standup"),
    (7, "refinement"),
    (8, "standup"),
    (9, "standup"),
    (9, "sprint-review"),
    (9, "retro"),
];

/// Writes so many sessions, oldest first, and the team's ledger. The same seed writes the same bytes.
pub(crate) fn generate(count: usize, folder: &Path, seed: u64) -> io::Result<usize> {
    let library = Library::shipped();
    let (team, first) = team(&library, count);
    let mut years = Years {
        rng: ChaCha8Rng::seed_from_u64(seed),
        words: Words::new(),
        notes: Vec::new(),
        product: Product::default(),
        library,
        team,
    };
    let mut ledger = Folded::default();
    let sprints = count.div_ceil(CALENDAR.len());
    for at in 0..count {
        let (sprint, (day, ceremony)) = (at / CALENDAR.len(), CALENDAR[at % CALENDAR.len()]);
        let weekend = if 5 <= day { 2 } else { 0 };
        let date = first.checked_add_days(Days::new(sprint as u64 * 14 + day + weekend));
        let date = date.ok_or_else(|| io::Error::other("the calendar ends"))?;
        let hat = sprint < sprints / HAT;
        let session = years.hold(ceremony, sprint, date, hat);
        let text = text(&session);
        write(folder, &session, &text)?;
        years.product.follow(&session);
        if let Some(noted) = years.note(&session, &text) {
            ledger.add(noted);
        }
    }
    ledger.write(folder)?;
    Ok(count)
}

struct Years {
    library: Library,
    team: Team,
    rng: ChaCha8Rng,
    words: Words,
    notes: Vec<Noted>,
    product: Product,
}

/// The bundled team under another name, whose first sprint begins early enough.
fn team(library: &Library, count: usize) -> (Team, NaiveDate) {
    let sprints = count.div_ceil(CALENDAR.len()) as u64;
    let day = |(year, month, day)| NaiveDate::from_ymd_opt(year, month, day).unwrap_or_default();
    let monday = day(END) - Days::new(4 + 7);
    let early = monday.checked_sub_days(Days::new(14 * sprints.saturating_sub(1)));
    let first = early.filter(|it| day(DAWN) <= *it).unwrap_or(day(DAWN));
    debug_assert_eq!(first.weekday(), chrono::Weekday::Mon);
    let demo = library.teams.first().cloned().expect("a team is bundled");
    let sprint = Some(Sprint { first: 1, start: first, days: SPRINT });
    let (id, name) = (Id::new(TEAM), Text::new("Harbour"));
    (Team { id, name, sprint, launches: Vec::new(), sprint_goal: Text::default(), ..demo }, first)
}

/// The same team before it had a product manager: the product owner wore both hats.
fn with_both_hats(team: &Team) -> Team {
    let mut team = Team { profile: Some("startup".into()), ..team.clone() };
    team.members.retain(|it| !it.roles.contains(&Role::Pm));
    for it in team.members.iter_mut().filter(|it| it.roles.contains(&Role::Po)) {
        it.roles.push(Role::Pm);
    }
    team
}

impl Years {
    fn hold(&mut self, ceremony: &str, sprint: usize, date: NaiveDate, hat: bool) -> Session {
        let (goal, whom) = self.words.goal(sprint);
        let goal = format!("{}{whom}", goal.text);
        if ceremony == "planning" {
            self.product.stock(&self.words, sprint);
        }
        let ceremony = self.library.ceremony(&ceremony.into()).cloned().expect("it is bundled");
        let team = if hat { with_both_hats(&self.team) } else { self.team.clone() };
        let profile = team.profile.clone().unwrap_or_else(|| "midsize".into());
        let profile = self.library.profile(&profile).cloned().expect("it is bundled");
        let meeting = Meeting {
            past: self.past(date),
            team,
            backlog: self.product.backlog.clone(),
            taken: self.product.taken.clone(),
            deck: self.library.deck(None).cloned().expect("it is bundled"),
            notices: Vec::new(),
            ceremony,
            profile,
        };
        let now = self.start(&meeting, date);
        let mut setup = plan(meeting, &self.library, &[], &Wishes::default(), now).setup;
        let mut noise = [0; 10];
        self.rng.fill_bytes(&mut noise);
        let millis = u64::try_from(now.wall_ms).unwrap_or(0);
        let sid = uuid::Builder::from_unix_timestamp_millis(millis, &noise).into_uuid();
        setup.opened.sid = Text::new(sid.simple().to_string());
        meeting::hold(setup, &mut self.words, goal, self.rng.next_u64())
    }

    fn past(&self, date: NaiveDate) -> Given {
        let recent = self.notes.iter().rev().take(MEMORY).cloned();
        let ledger = Ledger::of(recent.map(|it| Line::SessionClosed(Box::new(it))));
        let delivered = &self.product.delivered;
        let recent = &delivered[delivered.len().saturating_sub(8)..];
        ledger.given(&self.team, date).with_velocities(recent)
    }

    /// The usual time and a few minutes, mostly.
    fn start(&mut self, meeting: &Meeting, date: NaiveDate) -> Now {
        let usual = meeting.team.times.iter().find(|it| it.0 == meeting.ceremony.id);
        let usual = usual.and_then(|it| NaiveTime::parse_from_str(&it.1, "%H:%M").ok());
        let late = self.rng.random_range(0..150) * self.rng.random_range(0..3);
        let offset_min = 60;
        let start = date.and_time(usual.unwrap_or_default()).and_utc().timestamp() + late;
        Now { boot_ms: 0, wall_ms: (start - offset_min * 60) * 1000, offset_min: 60 }
    }

    fn note(&mut self, session: &Session, text: &str) -> Option<Noted> {
        let setup = session.setup().clone();
        let last = journal::glance(text.as_bytes(), &setup.opened.sid)?.last;
        let noted = note(setup, session.records(), last)?;
        self.notes.push(noted.clone());
        Some(noted)
    }
}

fn text(session: &Session) -> String {
    let setup = session.setup();
    let salt = Salt::of(&setup.opened.sid);
    let wall = |at: Moment| setup.opened.wall_ms + i64::try_from(at.0).unwrap_or(0);
    let mut text = journal::opening(setup);
    text.extend(session.records().iter().map(|it| journal::record(salt, it, wall(it.at))));
    text
}

fn write(data: &Path, session: &Session, text: &str) -> io::Result<()> {
    let opened = &session.setup().opened;
    let home = shelf::home(data, &opened.sid, opened.wall_ms);
    fs::create_dir_all(home.parent().unwrap_or(data))?;
    fs::write(home, text)
}

/// The team's ledger as it grows.
#[derive(Default)]
struct Folded {
    text: String,
    next: u64,
}

impl Folded {
    fn add(&mut self, noted: Noted) {
        let wall_ms = noted.day.and_time(NaiveTime::MIN).and_utc().timestamp_millis();
        let (n, at, by) = (self.next, Moment(0), Actor::Facilitator);
        let stamp = journal::Line { n, wall_ms, at, by, event: () };
        let line = Line::SessionClosed(Box::new(noted));
        let salt = Salt::of(&format!("ledger {TEAM}"));
        self.text.push_str(&journal::write_line(salt, &stamp, None::<&()>, &line));
        self.next += 1;
    }

    fn write(&self, data: &Path) -> io::Result<()> {
        let folder = data.join("teams").join(TEAM);
        fs::create_dir_all(&folder)?;
        fs::write(folder.join("journal.ron"), &self.text)
    }
}
