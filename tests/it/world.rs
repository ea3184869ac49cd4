//! A session to try things on, made from the bundled assets; time is a number that tests move.

use std::sync::Arc;

use runsheet::{
    ceremony::{Id, Library, Member, Percent, Role, Team, Text},
    session::{
        Actor, Command, Event, Given, GivenItem, Moment, Open, Opened, Record, Refusal, Session,
        SessionMode, Setup, decide,
    },
};

/// Monday, 23 November 2026, 09:30 in UTC+1.
pub(crate) const START_MS: i64 = 1_795_422_600_000;

pub(crate) const CEREMONIES: [&str; 5] =
    ["standup", "planning", "refinement", "retro", "sprint-review"];
pub(crate) const PROFILES: [&str; 4] = ["startup", "midsize", "enterprise", "po-only"];

/// A session under way, with its clock.
pub(crate) struct World {
    pub(crate) session: Session,
    pub(crate) open: Open,
    pub(crate) now: Moment,
}

/// A team of a PO, a Scrum Master and so many developers, with a PM and a guest who are not always there.
pub(crate) fn team(developers: usize) -> Team {
    let person = |name: &str, roles: &[Role], usual: bool| Member {
        name: Text::new(name),
        roles: roles.to_vec(),
        share: Percent(100),
        usual,
    };
    let mut members = vec![person("Ada", &[Role::Po], true), person("Sam", &[Role::Sm], true)];
    members.extend((1..=developers).map(|n| person(&format!("Dev{n}"), &[Role::Dev], true)));
    members.push(person("Pia", &[Role::Pm], false));
    members.push(person("Guest", &[Role::Stakeholder], false));
    let demo = Library::shipped().teams.into_iter().next().expect("a demo team is bundled");
    Team { id: "crew".into(), name: "Crew".into(), members, ..demo }
}

pub(crate) fn setup(ceremony: &str, profile: &str, developers: usize) -> Setup {
    let library = Library::shipped();
    let backlog = library.backlogs.into_iter().next().expect("a demo backlog is bundled");
    let items = backlog.items.into_iter().map(|it| GivenItem {
        key: it.key,
        title: it.title,
        why: it.why,
        criteria: it.criteria,
        size: it.size,
        tags: it.tags,
        ..GivenItem::default()
    });
    let ceremony = library.ceremonies.into_iter().find(|it| it.id == ceremony).expect("bundled");
    let profile = library.profiles.into_iter().find(|it| it.id == profile).expect("bundled");
    let team = team(developers);
    let days = team.sprint.as_ref().map_or(10, |it| it.days);
    let developers = u32::try_from(developers).expect("a team has few people");
    let target = runsheet::ceremony::timebox::target(&ceremony.limits, days, developers, None);
    let board = ceremony.has_board();
    Setup {
        opened: Opened {
            sid: "0".repeat(32).into(),
            mode: SessionMode::Live,
            ceremony: ceremony.id.clone(),
            title: ceremony.title.clone(),
            team: team.id.clone(),
            team_name: team.name.clone(),
            sprint: "Sprint 14".into(),
            profile: profile.id.clone(),
            planned_secs: target.secs().0,
            wall_ms: START_MS,
            offset_min: 60,
            planned_start_ms: Some(START_MS),
            demo: false,
        },
        ceremony,
        profile,
        team,
        facts: library.facts,
        warnings: library.warnings,
        pulses: library.pulses,
        timing: library.timing,
        deck: library.decks[0].clone(),
        refining: library.refining,
        formats: if board { library.formats } else { Vec::new() },
        check_ins: if board { library.check_ins } else { Vec::new() },
        given: Given {
            product_goal: "Small firms keep their books alone".into(),
            items: items.collect(),
            ..Given::default()
        },
    }
}

impl World {
    pub(crate) fn new(setup: Setup) -> World {
        World { session: Session::new(Arc::new(setup)), open: Open::new(7), now: Moment(0) }
    }

    /// Begun with everybody who usually comes.
    pub(crate) fn begun(setup: Setup) -> World {
        let present =
            setup.team.members.iter().filter(|it| it.usual).map(|it| it.name.clone()).collect();
        let mut world = World::new(setup);
        world.does(Command::Begin {
            present,
            leads: None,
            mode: None,
            facts: Vec::new(),
            minutes: None,
            prepared: Vec::new(),
        });
        world
    }

    pub(crate) fn wait(&mut self, secs: u64) {
        self.now = Moment(self.now.0 + secs * 1000);
    }

    pub(crate) fn asks(&self, command: Command) -> Result<Event, Refusal> {
        decide(&self.session, &self.open, &Actor::Facilitator, command, self.now)
    }

    pub(crate) fn tries(&mut self, command: Command) -> Result<Event, Refusal> {
        let event = self.asks(command)?;
        self.notes(event.clone());
        Ok(event)
    }

    #[track_caller]
    pub(crate) fn does(&mut self, command: Command) -> Event {
        let said = format!("{command:?}");
        self.tries(command).unwrap_or_else(|it| panic!("{said} was refused: {it:?}"))
    }

    pub(crate) fn notes(&mut self, event: Event) {
        let record =
            Record { n: self.session.next_n(), at: self.now, by: Actor::Facilitator, event };
        self.session.apply(&record);
        self.open.follow(&self.session);
    }

    pub(crate) fn here(&self) -> Id {
        self.session.step().map(|it| it.id.clone()).unwrap_or_default()
    }

    #[track_caller]
    pub(crate) fn goes_to(&mut self, step: &str) {
        for _ in 0..200 {
            if self.here() == step {
                return;
            }
            self.does(Command::Advance);
        }
        panic!("{step} was never reached");
    }
}
