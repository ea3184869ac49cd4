//! A team's ledger: what is open across its sessions, and what a new session is given of it.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};

use super::{
    gap::{GapMap, Held},
    note::{Kind, Noted, Opened, Terms},
    plan,
};
use crate::{
    ceremony::{Amount, Id, Team, Text},
    session::{Given, GivenEntry, GivenSprint, STILL_OPEN, sprint_on, workdays},
};

/// Sessions of a ceremony that a format is chosen by.
const LOOKED_BACK: usize = 3;

/// What a line of the ledger says. Lines of a newer version are passed over.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Line {
    SessionClosed(Box<Noted>),
    /// Closed or answered between sessions.
    Settled {
        id: Text,
        how: Text,
    },
    /// Who owns one of the responsibilities, as the team sees it that day.
    Owned(Held),
    /// What finished sprints delivered, oldest first, as imported. Part 0 takes the place of all that was imported before.
    Delivered {
        part: u32,
        sprints: Vec<(Text, Amount)>,
    },
    /// What a person put on a session; the last one counts.
    Labelled {
        sid: Text,
        label: Label,
    },
    /// A session was removed for good. What it left open is nobody's any more; what it closed stays closed.
    Removed {
        sid: Text,
    },
}

/// A name of a session's own, words to find it by, and whether it is out of the way.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Label {
    #[serde(default)]
    pub title: Text,
    #[serde(default)]
    pub tags: Vec<Text>,
    #[serde(default)]
    pub archived: bool,
}

/// An action, blocker, question, brief, not-yet or parked topic of some session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// `<sid>.<n>` of the record that opened it.
    pub id: Text,
    pub kind: Kind,
    pub text: Text,
    pub owner: Text,
    pub due: Option<NaiveDate>,
    pub next_step: Text,
    pub sort: Text,
    pub brief: Option<Terms>,
    /// The ceremony it was opened in, and the day.
    pub title: Text,
    pub since: NaiveDate,
    pub status: Status,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Status {
    Open,
    Closed(Text),
}

/// All that a team's sessions have left behind.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Ledger {
    /// In the order they were opened.
    pub entries: Vec<Entry>,
    /// By session id; ids sort by time. Those that were removed still tell what became of a goal or a sprint.
    pub sessions: BTreeMap<Text, Noted>,
    /// By session id.
    pub labels: BTreeMap<Text, Label>,
    settled: Vec<(Text, Text)>,
    removed: BTreeSet<Text>,
    pub gap_map: GapMap,
    /// What finished sprints delivered, oldest first, as last imported.
    pub imported: Vec<(Text, Amount)>,
}

impl Ledger {
    /// Folds lines; a session noted twice counts once. Only what was imported, and whether a session that was removed came back,
    /// depends on their order.
    pub fn of(lines: impl IntoIterator<Item = Line>) -> Ledger {
        let mut ledger = Ledger::default();
        for it in lines {
            match it {
                Line::SessionClosed(noted) => {
                    ledger.removed.remove(&noted.sid);
                    ledger.sessions.entry(noted.sid.clone()).or_insert(*noted);
                }
                Line::Settled { id, how } => ledger.settled.push((id, how)),
                Line::Owned(held) => ledger.gap_map.take(held),
                Line::Delivered { part, sprints } => {
                    if part == 0 {
                        ledger.imported.clear();
                    }
                    ledger.imported.extend(sprints);
                }
                Line::Labelled { sid, label } => {
                    ledger.labels.insert(sid, label);
                }
                Line::Removed { sid } => {
                    ledger.removed.insert(sid);
                }
            }
        }
        ledger.collect();
        ledger
    }

    /// Adds sessions that have closed since.
    #[must_use]
    pub fn with(self, noted: impl IntoIterator<Item = Noted>) -> Ledger {
        let closed = |it: Noted| Line::SessionClosed(Box::new(it));
        let removed = self.removed.into_iter().map(|sid| Line::Removed { sid });
        let lines = self.sessions.into_values().map(closed).chain(removed);
        let lines = lines.chain(noted.into_iter().map(closed));
        let settled = self.settled.into_iter().map(|(id, how)| Line::Settled { id, how });
        let imported = Line::Delivered { part: 0, sprints: self.imported };
        let labels = self.labels.into_iter().map(|(sid, label)| Line::Labelled { sid, label });
        let held = self.gap_map.into_held().map(Line::Owned);
        let lines = lines.chain(settled).chain(labels).chain(held).chain([imported]);
        Ledger::of(lines.collect::<Vec<_>>())
    }

    /// Whether it is noted, and was not removed since.
    pub fn knows(&self, sid: &str) -> bool {
        self.held().any(|it| *it.sid == *sid)
    }

    /// The sessions that are still there.
    pub fn held(&self) -> impl Iterator<Item = &Noted> {
        self.sessions.values().filter(|it| !self.removed.contains(&it.sid))
    }

    pub fn entry(&self, id: &str) -> Option<&Entry> {
        self.entries.iter().find(|it| *it.id == *id)
    }

    /// Entries whose id ends in these characters; the whole id names exactly one.
    pub fn matching<'a>(&'a self, id: &'a str) -> impl Iterator<Item = &'a Entry> + 'a {
        self.entries.iter().filter(move |it| it.id.ends_with(id))
    }

    pub fn open(&self) -> impl Iterator<Item = &Entry> {
        self.entries.iter().filter(|it| it.status == Status::Open)
    }

    fn collect(&mut self) {
        let mut entries: Vec<Entry> = Vec::new();
        let mut places: BTreeMap<Text, usize> = BTreeMap::new();
        for noted in self.sessions.values() {
            for (id, now) in &noted.renewed {
                if let Some(at) = places.get(id) {
                    entries[*at].renew(now);
                }
            }
            if self.removed.contains(&noted.sid) {
                continue;
            }
            for it in noted.opened.iter().map(|it| entry(noted, it)) {
                places.entry(it.id.clone()).or_insert(entries.len());
                entries.push(it);
            }
        }
        let here = self.sessions.values().flat_map(|it| &it.settled).chain(&self.settled);
        for (id, how) in here {
            if let Some(at) = places.get(id) {
                let open = &**how == STILL_OPEN;
                entries[*at].status = if open { Status::Open } else { Status::Closed(how.clone()) };
            }
        }
        self.entries = entries;
    }

    /// What a session of this team that is opened today may know.
    pub fn given(&self, team: &Team, today: NaiveDate) -> Given {
        let entry = |it: &Entry| GivenEntry {
            id: it.id.clone(),
            kind: it.kind.as_capture(),
            text: it.text.clone(),
            owner: it.owner.clone(),
            due: it.due,
            next_step: it.next_step.clone(),
            age: it.age(team, today),
            sort: it.sort.clone(),
            brief: it.brief.as_ref().map(|terms| terms.brief(&it.text, it.due)),
        };
        let (briefs, open): (Vec<&Entry>, Vec<&Entry>) =
            self.open().partition(|it| it.kind == Kind::Brief);
        let (last_goal, last_goal_outcome) = self.judged().unwrap_or_default();
        let (usual_days, last_capacity) = plan::capacities(self.sessions.values());
        Given {
            carry_overs: plan::unfinished(self.sessions.values()),
            usual_days,
            last_capacity,
            sprint_goal: self.goal().unwrap_or_default(),
            last_goal,
            last_goal_outcome: Text::new(last_goal_outcome.as_str()),
            open: open.into_iter().map(entry).collect(),
            briefs: briefs.into_iter().map(entry).collect(),
            answers: self.answers(team, today),
            confidence: self.confidence(team, today),
            hints: self.hints(),
            formats: self.formats(),
            recurred: self.recurred(),
            retros_since_check_in: self.retros_since_check_in(),
            last_check_in_low: self.newest(|it| it.low_check_in).unwrap_or(false),
            ..Given::default()
        }
        .with_velocities(&self.velocities())
        .with_counts(&self.counts())
    }

    /// Items of the sprint that runs or comes next, by key and title: taken on, and not called done since.
    pub fn taken(&self, team: &Team, today: NaiveDate) -> Vec<Text> {
        let running = sprint_on(team, today);
        let after = |it: &GivenSprint| sprint_on(team, it.end.checked_add_days(Days::new(7))?);
        let next = running.as_ref().and_then(after);
        let names: Vec<Text> = running.into_iter().chain(next).map(|it| it.name).collect();
        plan::taken(self.sessions.values(), &names, today)
    }

    /// What finished sprints delivered, oldest first.
    ///
    /// What was imported comes first; sprints that stand there under the same name count once.
    pub fn velocities(&self) -> Vec<(Text, Amount)> {
        let known = |name: &Text| {
            let name = name.trim();
            self.imported.iter().any(|it| it.0.trim().eq_ignore_ascii_case(name))
        };
        let lived = plan::velocities(self.sessions.values()).into_iter().filter(|it| !known(&it.0));
        self.imported.iter().cloned().chain(lived).collect()
    }

    /// How many items finished sprints delivered, where nothing is known of sizes.
    fn counts(&self) -> Vec<(Text, Amount)> {
        let sized = !self.imported.is_empty();
        if sized { Vec::new() } else { plan::counts(self.sessions.values()) }
    }

    fn newest<T>(&self, of: impl FnMut(&Noted) -> Option<T>) -> Option<T> {
        self.sessions.values().rev().find_map(of)
    }

    /// Formats of the last retrospectives, oldest first.
    fn formats(&self) -> Vec<Id> {
        let newest = self.sessions.values().rev().filter_map(|it| it.format.clone());
        let mut formats: Vec<Id> = newest.take(LOOKED_BACK).collect();
        formats.reverse();
        formats
    }

    /// What was said to be the case, and in how many of the last sessions of a ceremony.
    fn recurred(&self) -> Vec<(Id, u32)> {
        let mut seen: BTreeMap<&Id, usize> = BTreeMap::new();
        let mut counts: BTreeMap<(&Id, &Id), u32> = BTreeMap::new();
        for it in self.sessions.values().rev() {
            let sessions = seen.entry(&it.ceremony).or_default();
            *sessions += 1;
            if *sessions <= LOOKED_BACK {
                for fact in &it.said {
                    *counts.entry((fact, &it.ceremony)).or_default() += 1;
                }
            }
        }
        let mut most: BTreeMap<&Id, u32> = BTreeMap::new();
        for ((fact, _), n) in counts {
            let known = most.entry(fact).or_default();
            *known = n.max(*known);
        }
        most.into_iter().map(|(fact, n)| (fact.clone(), n)).collect()
    }

    /// The goal last made final, unless it was judged since.
    fn goal(&self) -> Option<Text> {
        let goal = |it: &Noted| match (&it.goal, &it.judged) {
            (Some(goal), _) => Some(Some(goal.clone())),
            (None, Some(_)) => Some(None),
            (None, None) => None,
        };
        self.newest(goal).flatten()
    }

    fn judged(&self) -> Option<(Text, Id)> {
        self.newest(|it| it.judged.clone())
    }

    /// Votes on the goal of the sprint that runs today, oldest first.
    fn confidence(&self, team: &Team, today: NaiveDate) -> Vec<(NaiveDate, u32)> {
        let Some(sprint) = sprint_on(team, today) else { return Vec::new() };
        let running = self.sessions.values().filter(|it| (sprint.start..=today).contains(&it.day));
        running.filter_map(|it| Some((it.day, it.confidence?))).collect()
    }

    /// What came back on briefs of the sprint that runs today, since the session that sent them.
    fn answers(&self, team: &Team, today: NaiveDate) -> Vec<(Text, Text)> {
        let Some(sprint) = sprint_on(team, today) else { return Vec::new() };
        let sent = self.entries.iter().filter(|it| {
            it.kind == Kind::Brief
                && sprint.start <= it.since
                && self.settled.iter().any(|(id, _)| *id == it.id)
        });
        sent.filter_map(|it| match &it.status {
            Status::Closed(how) => Some((it.text.clone(), how.clone())),
            Status::Open => None,
        })
        .collect()
    }

    /// Soft guards of the latest session of each ceremony, and for how many sessions in a row they did not hold.
    fn hints(&self) -> Vec<(Id, u32)> {
        let held = |ceremony: &Id| {
            let ceremony = ceremony.clone();
            self.sessions.values().rev().filter(move |it| it.ceremony == ceremony && !it.aborted)
        };
        let mut hints: Vec<(Id, u32)> = Vec::new();
        for newest in self.sessions.values().rev() {
            for guard in &newest.warned {
                if hints.iter().any(|(id, _)| id == guard) {
                    continue;
                }
                let row = held(&newest.ceremony).take_while(|it| it.warned.contains(guard)).count();
                hints.push((guard.clone(), u32::try_from(row).unwrap_or(u32::MAX)));
            }
        }
        hints.retain(|(_, row)| 0 < *row);
        hints
    }

    fn retros_since_check_in(&self) -> u32 {
        let since = self.sessions.values().rev().take_while(|it| it.low_check_in.is_none());
        let retros = since.filter(|it| it.ceremony == "retro" && !it.aborted);
        u32::try_from(retros.count()).unwrap_or(u32::MAX)
    }
}

impl Entry {
    /// Working days since it was opened; 0 on the same day.
    pub fn age(&self, team: &Team, today: NaiveDate) -> u32 {
        self.since.checked_add_days(Days::new(1)).map_or(0, |next| workdays(team, next, today))
    }

    fn renew(&mut self, to: &Opened) {
        let Opened { text, owner, due, next_step, sort, .. } = to.clone();
        (self.text, self.owner, self.due, self.next_step) = (text, owner, due, next_step);
        self.sort = sort;
    }
}

fn entry(noted: &Noted, it: &Opened) -> Entry {
    Entry {
        id: Text::new(format!("{}.{}", noted.sid, it.n)),
        kind: it.kind,
        text: it.text.clone(),
        owner: it.owner.clone(),
        due: it.due,
        next_step: it.next_step.clone(),
        sort: it.sort.clone(),
        brief: it.brief.clone(),
        title: noted.title.clone(),
        since: noted.day,
        status: Status::Open,
    }
}
