//! What is known only while a round is open: who speaks next, what was put in secretly. Never in a record, and gone when
//! the round is.

use std::collections::BTreeMap;

use rand::{SeedableRng, seq::SliceRandom};
use rand_chacha::ChaCha8Rng;
use serde::{Deserialize, Serialize};

use super::{Day, Event, Pass, PassLine, PassState, Secret, Session, board};
use crate::ceremony::{Id, Role, Text};

/// The order people speak in, by role. A record of a turn says `dev 3`; only this knows the name.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Open {
    seed: u64,
    /// The step it has followed the session to.
    #[serde(default)]
    here: Id,
    /// The order of each round that is not over yet.
    #[serde(default)]
    rounds: BTreeMap<Id, Vec<(Role, Text)>>,
    #[serde(default)]
    secrets: BTreeMap<Text, Secret>,
    /// What was discarded unread, by the record that did it, so that it can be taken back.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    away: BTreeMap<u64, BTreeMap<Text, Secret>>,
    /// What records have shown, by their number, until they are known to be on disk: a process that dies before that has
    /// shown nothing.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    shown: BTreeMap<u64, BTreeMap<Text, Secret>>,
    /// The record up to which what was shown has left the secret rounds.
    #[serde(default)]
    seen: u64,
    /// By the record that has the totals: who is not simply here on every day of the sprint, in the team's order.
    #[serde(default)]
    days: BTreeMap<u64, Vec<(Text, Vec<Day>)>>,
}

impl Open {
    /// Nobody in order yet; `seed` must not be told from anything in the journal.
    pub fn new(seed: u64) -> Open {
        Open { seed, ..Open::default() }
    }

    /// Puts people in order who have come, and lets go of those who left before their turn.
    pub fn follow(&mut self, session: &Session) {
        self.settle(session);
        self.here = session.here();
        self.rounds.retain(|step, _| *step == self.here || has_turns_ahead(session, step));
        if !session.passes().iter().any(|it| matches!(it.pass, Pass::Turn(..))) {
            return;
        }
        let wanted: Vec<(Role, Text)> = session.speakers();
        let taken = turns_taken(session);
        let mut order = self.rounds.remove(&self.here).unwrap_or_default();
        let mut places: Vec<Role> = Vec::new();
        order.retain(|(role, name)| {
            places.push(*role);
            let place = places.iter().filter(|it| *it == role).count();
            place <= taken_by(&taken, *role) || wanted.contains(&(*role, name.clone()))
        });
        let mut fresh: Vec<(Role, Text)> =
            wanted.into_iter().filter(|it| !order.contains(it)).collect();
        if !session.speaks_by_seat() {
            fresh.sort();
            let mut rng = ChaCha8Rng::seed_from_u64(self.seed.wrapping_add(order.len() as u64));
            fresh.shuffle(&mut rng);
        }
        order.append(&mut fresh);
        self.rounds.insert(self.here.clone(), order);
    }

    /// Whose turn a pass of the current step is.
    pub fn speaker(&self, pass: &Pass) -> Option<&Text> {
        match pass {
            Pass::Turn(role, n) => {
                let place = usize::try_from(n.checked_sub(1)?).ok()?;
                let order = self.rounds.get(&self.here)?;
                order.iter().filter(|(it, _)| it == role).nth(place).map(|(_, name)| name)
            }
            Pass::Item(_) => None,
        }
    }

    /// Whether a turn is left over because somebody went before having theirs.
    pub fn is_nobodys(&self, pass: &Pass) -> bool {
        let known = self.rounds.contains_key(&self.here);
        known && matches!(pass, Pass::Turn(..)) && self.speaker(pass).is_none()
    }

    /// The secret round of this name, if anything was put into it.
    pub fn secret(&self, round: &Text) -> Option<&Secret> {
        self.secrets.get(round)
    }

    /// The secret round of this name, opened if it is not yet. The scratch file is to follow every change.
    fn secret_mut(&mut self, round: Text) -> &mut Secret {
        self.secrets.entry(round).or_default()
    }

    /// A secret round is shown by this record, whole.
    pub(super) fn reveal(&mut self, n: u64, round: &Text) {
        if let Some(secret) = self.secrets.remove(round) {
            self.keep_shown(n, round.clone(), &secret);
        }
    }

    /// These contents of a secret round are shown by this record; what else it holds stays.
    pub(super) fn reveal_some(&mut self, n: u64, round: &Text, contents: &[Text]) {
        let Some(secret) = self.secrets.get_mut(round) else { return };
        let mut gone = Secret::default();
        for it in contents.iter().filter(|it| secret.take_back(it)) {
            gone.put(it.clone());
        }
        if secret.is_empty() {
            self.secrets.remove(round);
        }
        self.keep_shown(n, round.clone(), &gone);
    }

    fn keep_shown(&mut self, n: u64, round: Text, secret: &Secret) {
        self.shown.entry(n).or_default().entry(round).or_default().join(secret);
    }

    /// Lets go for good of what the records up to this one have shown. The scratch file is to follow if anything went.
    pub fn saved(&mut self, n: u64) -> bool {
        let before = self.shown.len();
        self.shown.retain(|it, _| n < *it);
        self.shown.len() < before
    }

    /// Takes up a scratch file beside the session as its journal tells it: what was shown by a record that never came to the
    /// disk is hidden as before.
    pub fn recover(&mut self, session: &Session) {
        let told = |n: u64| {
            let record = session.records().iter().find(|it| it.n == n);
            record.is_some_and(|it| board::shows(&it.event))
        };
        for (n, rounds) in std::mem::take(&mut self.shown) {
            if told(n) {
                continue;
            }
            for (round, it) in rounds {
                self.secret_mut(round).join(&it);
            }
        }
        self.seen = self.seen.min(session.next_n());
        self.follow(session);
    }

    /// A secret round, opened if it is not yet, from this record on.
    pub(super) fn put(&mut self, session: &Session, round: Text) -> &mut Secret {
        self.settle(session);
        self.seen = session.next_n();
        self.secret_mut(round)
    }

    /// Lets go of what records have shown since. A scratch file that was written before them still held it.
    fn settle(&mut self, session: &Session) {
        if self.secrets.is_empty() && self.away.is_empty() {
            return;
        }
        let from = self.seen;
        let dropped = |n: u64| {
            let mut records = session.effective();
            records.find(|it| it.n == n && matches!(it.event, Event::CardsDropped { .. }))
        };
        for record in session.records().iter().filter(|it| from <= it.n) {
            match record.event {
                Event::Restored { n } => {
                    if let Some(it) = dropped(n) {
                        board::settle(self, it);
                    }
                }
                _ => board::settle(self, record),
            }
        }
        self.seen = session.next_n();
        let back: Vec<u64> = self.away.keys().copied().filter(|n| dropped(*n).is_none()).collect();
        for n in back {
            for (round, secret) in self.away.remove(&n).unwrap_or_default() {
                self.secret_mut(round).join(&secret);
            }
        }
    }

    /// Puts rounds aside whose names begin like this.
    pub(super) fn put_away(&mut self, n: u64, begins: &str) {
        let (away, stay) = std::mem::take(&mut self.secrets)
            .into_iter()
            .partition(|(round, _)| round.starts_with(begins));
        self.secrets = stay;
        let away: BTreeMap<Text, Secret> = away;
        if !away.is_empty() {
            self.away.insert(n, away);
        }
    }

    /// The days a record's totals were counted from. The scratch file is to follow.
    pub fn keep_days(&mut self, n: u64, exceptions: Vec<(Text, Vec<Day>)>) {
        self.days.insert(n, exceptions);
    }

    pub(super) fn days(&self, n: u64, name: &Text) -> Option<&[Day]> {
        let known = self.days.get(&n)?.iter().find(|it| it.0 == *name)?;
        Some(&known.1)
    }

    /// For the scratch file.
    pub fn to_scratch(&self) -> String {
        ron::to_string(self).unwrap_or_default()
    }

    pub fn from_scratch(text: &str) -> Option<Open> {
        ron::from_str(text).ok()
    }
}

fn has_turns_ahead(session: &Session, step: &Id) -> bool {
    let passes = session.step_of(step).map(|it| session.passes_of(it)).unwrap_or_default();
    let ahead = |it: &PassLine| matches!(it.pass, Pass::Turn(..)) && it.state == PassState::Ahead;
    passes.iter().any(ahead)
}

/// How many turns of each role are over or running in the current step.
fn turns_taken(session: &Session) -> Vec<(Role, usize)> {
    let mut taken: Vec<(Role, usize)> = Vec::new();
    for line in session.passes().iter().filter(|it| it.state != PassState::Ahead) {
        if let Pass::Turn(role, n) = line.pass {
            let n = usize::try_from(n).unwrap_or(usize::MAX);
            match taken.iter_mut().find(|(it, _)| *it == role) {
                Some((_, most)) => *most = n.max(*most),
                None => taken.push((role, n)),
            }
        }
    }
    taken
}

fn taken_by(taken: &[(Role, usize)], role: Role) -> usize {
    taken.iter().find(|(it, _)| *it == role).map_or(0, |(_, n)| *n)
}
