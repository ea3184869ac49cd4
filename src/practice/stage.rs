//! The session a run is played in: the simulated team, its past and its backlog. Pure: day and id are arguments.

use chrono::NaiveDate;

use super::{Content, Staged};
use crate::{
    ceremony::{Ceremony, Id, Library, Member, Percent, Profile, Role, Team, Text, timebox},
    history::forecast::forecast,
    session::{Command, Given, GivenEntry, GivenItem, Opened, SessionMode, Setup, sprint_on},
};

/// When and under which name a run is opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opening {
    pub sid: Text,
    pub wall_ms: i64,
    pub offset_min: i32,
    /// The day it is where the learner is.
    pub today: NaiveDate,
}

/// What a session starts with. `None` when ceremony or profile are not known.
pub fn setup(
    library: &Library,
    content: &Content,
    staged: &Staged,
    opening: Opening,
) -> Option<Setup> {
    let scenario = &staged.scenario;
    let ceremony = library.ceremony(&scenario.ceremony)?.clone();
    let profile = library.profile(&scenario.profile)?.clone();
    let team = team(library, content, staged, &profile);
    let given = given(library, content, &team, opening.today);
    let Opening { sid, wall_ms, offset_min, today: _ } = opening;
    let opened = Opened {
        sid,
        mode: SessionMode::Practice,
        ceremony: ceremony.id.clone(),
        title: ceremony.title.clone(),
        team: team.id.clone(),
        team_name: team.name.clone(),
        sprint: given.sprint.as_ref().map(|it| it.name.clone()).unwrap_or_default(),
        profile: profile.id.clone(),
        planned_secs: planned_secs(&ceremony, &team),
        wall_ms,
        offset_min,
        planned_start_ms: None,
        demo: true,
    };
    let deck = library.deck(team.deck.as_ref()).cloned().unwrap_or_default();
    let board = ceremony.has_board();
    Some(Setup {
        opened,
        ceremony,
        profile,
        team,
        facts: library.facts.clone(),
        warnings: library.warnings.clone(),
        pulses: library.pulses.clone(),
        timing: library.timing.clone(),
        deck,
        refining: library.refining.clone(),
        formats: if board { library.formats.clone() } else { Vec::new() },
        check_ins: if board { library.check_ins.clone() } else { Vec::new() },
        given,
    })
}

/// The start sheet of a run, accepted: people take turns where the ceremony lets them.
pub fn begin(setup: &Setup) -> Command {
    let usual = setup.team.members.iter().filter(|it| it.usual);
    let in_turn = |it: &&crate::ceremony::Mode| it.over == crate::ceremony::Over::People;
    Command::Begin {
        present: usual.map(|it| it.name.clone()).collect(),
        leads: None,
        mode: setup.ceremony.modes.iter().find(in_turn).map(|it| it.id.clone()),
        facts: Vec::new(),
        minutes: None,
        prepared: Vec::new(),
    }
}

/// The learner, the crew, and whoever has a part in a situation; guests come when it begins.
fn team(library: &Library, content: &Content, staged: &Staged, profile: &Profile) -> Team {
    let cast = &content.cast;
    let here: Vec<&Id> = cast.present(&staged.scenario.ceremony).collect();
    let mut wanted = here.clone();
    wanted.extend(staged.situations.iter().flat_map(|it| &it.personas));
    wanted.extend(pm_of(content, profile));
    let mut members = vec![member(cast.you.clone(), Role::Po, true)];
    for id in wanted {
        let Some(persona) = content.persona(id) else { continue };
        if !members.iter().any(|it| it.name == persona.name) {
            members.push(member(persona.name.clone(), persona.role, here.contains(&id)));
        }
    }
    let demo = library.teams.first();
    Team {
        id: "practice".into(),
        name: cast.team.clone(),
        members,
        profile: Some(profile.id.clone()),
        sprint: demo.and_then(|it| it.sprint.clone()),
        workdays: Vec::new(),
        free_days: Vec::new(),
        times: Vec::new(),
        product_goal: demo.map(|it| it.product_goal.clone()).unwrap_or_default(),
        sprint_goal: demo.map(|it| it.sprint_goal.clone()).unwrap_or_default(),
        launches: demo.map(|it| it.launches.clone()).unwrap_or_default(),
        titles: demo.map(|it| it.titles.clone()).unwrap_or_default(),
        deck: None,
        ready: Vec::new(),
    }
}

/// The product manager one can ask under this profile.
pub(super) fn pm_of<'a>(content: &'a Content, profile: &Profile) -> Option<&'a Id> {
    content.cast.pms.iter().find(|it| it.0 == profile.pm).map(|it| &it.1)
}

fn member(name: Text, role: Role, usual: bool) -> Member {
    Member { name, roles: vec![role], share: Percent(100), usual }
}

fn given(library: &Library, content: &Content, team: &Team, today: NaiveDate) -> Given {
    let backlog = library.backlogs.first();
    let items = backlog.iter().flat_map(|it| &it.items).filter(|it| !it.closed);
    let items = items.take(content.cast.items).map(|it| GivenItem {
        key: it.key.clone(),
        title: it.title.clone(),
        why: it.why.clone(),
        criteria: it.criteria.clone(),
        size: it.size.clone(),
        ..GivenItem::default()
    });
    let open = content.cast.open.iter().enumerate().map(|(n, it)| GivenEntry {
        id: format!("practice.{n}").into(),
        kind: it.kind,
        text: it.text.clone(),
        owner: it.owner.clone(),
        due: None,
        next_step: it.next_step.clone(),
        age: it.age,
        sort: "".into(),
        brief: None,
    });
    let delivered: Vec<f64> = content.cast.velocities.iter().map(|it| f64::from(*it)).collect();
    Given {
        sprint: sprint_on(team, today),
        product_goal: team.product_goal.clone(),
        sprint_goal: team.sprint_goal.clone(),
        open: open.collect(),
        forecast: forecast(&delivered).ok().map(Into::into),
        velocities: content.cast.velocities.clone(),
        items: items.collect(),
        ..Given::default()
    }
}

fn planned_secs(ceremony: &Ceremony, team: &Team) -> u32 {
    let days = team.sprint.as_ref().map_or(10, |it| it.days);
    let developers = team.members.iter().filter(|it| it.roles.contains(&Role::Dev)).count();
    let developers = u32::try_from(developers).unwrap_or(u32::MAX);
    timebox::target(&ceremony.limits, days, developers, None).secs().0
}
