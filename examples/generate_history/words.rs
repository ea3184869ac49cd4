//! What people of an invented team say, out of two lists. Nothing is said again soon.

use std::collections::BTreeMap;

use rand::RngExt;
use rand_chacha::ChaCha8Rng;

const WORDS: &str = include_str!("words.txt");
const WORK: &str = include_str!("work.txt");
/// Topics of a retrospective that may come back.
const RECENT: usize = 6;

/// What a sprint is for, and the items that carry it.
pub(crate) struct Goal {
    pub(crate) text: &'static str,
    pub(crate) items: Vec<Work>,
}

#[derive(Clone, Copy)]
pub(crate) struct Work {
    pub(crate) title: &'static str,
    pub(crate) why: &'static str,
    criteria: &'static str,
    /// What the developers come to when they size it.
    pub(crate) size: &'static str,
}

/// What a retrospective may talk about, and what it may agree on then.
#[derive(Clone)]
pub(crate) struct Topic {
    pub(crate) title: String,
    pub(crate) tag: String,
    pub(crate) actions: Vec<String>,
}

pub(crate) struct Words {
    /// Whom a round of goals is for, in this order.
    audiences: Vec<&'static str>,
    countries: Vec<&'static str>,
    /// Each list in the order in which it was not said for longest.
    lines: BTreeMap<&'static str, Vec<&'static str>>,
    goals: Vec<Goal>,
    recent: Vec<Topic>,
}

impl Words {
    pub(crate) fn new() -> Words {
        let mut lists: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        let mut here = "";
        for line in lines(WORDS) {
            match line.strip_prefix('[').and_then(|it| it.strip_suffix(']')) {
                Some(name) => here = name,
                None => lists.entry(here).or_default().push(line),
            }
        }
        let mut goals: Vec<Goal> = Vec::new();
        for line in lines(WORK) {
            if let Some(goal) = line.strip_prefix("= ") {
                let text = goal.split(" | ").next().unwrap_or(goal);
                goals.push(Goal { text, items: Vec::new() });
            } else if let (Some(goal), [title, why, criteria, size]) =
                (goals.last_mut(), parts(line))
            {
                goal.items.push(Work { title, why, criteria, size });
            }
        }
        let list = |name: &str| lists.get(name).cloned().unwrap_or_default();
        let (audiences, countries) = (list("audience"), list("country"));
        Words { audiences, countries, lines: lists, goals, recent: Vec::new() }
    }

    /// The next of a list, in parts, with the names of a shop and of a partner filled in.
    pub(crate) fn say<const N: usize>(
        &mut self,
        rng: &mut ChaCha8Rng,
        list: &'static str,
    ) -> [String; N] {
        let line = self.next(rng, list);
        let mut said = parts(line).map(|it| self.filled(rng, it));
        said[0] = capital(&said[0]);
        said
    }

    pub(crate) fn one(&mut self, rng: &mut ChaCha8Rng, list: &'static str) -> String {
        let [text] = self.say(rng, list);
        text
    }

    /// Any of those that were not said lately.
    fn next(&mut self, rng: &mut ChaCha8Rng, list: &'static str) -> &'static str {
        let line = self.lines.get_mut(list).expect("every list is there");
        let at = rng.random_range(0..line.len().div_ceil(2));
        let text = line.remove(at);
        line.push(text);
        text
    }

    fn filled(&mut self, rng: &mut ChaCha8Rng, text: &str) -> String {
        let mut text = text.to_owned();
        for (hole, list) in [("{shop}", "shop"), ("{partner}", "partner")] {
            if text.contains(hole) {
                text = text.replace(hole, self.next(rng, list));
            }
        }
        if text.contains("{n}") {
            text = text.replace("{n}", &rng.random_range(4..40).to_string());
        }
        text
    }

    /// Three to four topics, now and then one that was talked about before.
    pub(crate) fn topics(&mut self, rng: &mut ChaCha8Rng) -> Vec<Topic> {
        let mut topics: Vec<Topic> = Vec::new();
        for _ in 0..rng.random_range(3..=4) {
            let again = rng.random_range(0..self.recent.len() * 2 + 3);
            let topic = match self.recent.get(again).cloned() {
                Some(it) => it,
                None => self.fresh_topic(rng),
            };
            if topics.iter().all(|it| it.title != topic.title) {
                topics.push(topic);
            }
        }
        self.recent.splice(0..0, topics.iter().cloned());
        self.recent.truncate(RECENT);
        topics
    }

    fn fresh_topic(&mut self, rng: &mut ChaCha8Rng) -> Topic {
        let [title, tag, actions] = self.say(rng, "topic");
        let actions = actions.split("; ").map(str::to_owned).collect();
        Topic { title, tag, actions }
    }

    /// The goal of a sprint, counted from 0, and for whom: everybody at first, then one kind of shop after the other.
    pub(crate) fn goal(&self, sprint: usize) -> (&Goal, String) {
        let (round, at) = (sprint / self.goals.len(), sprint % self.goals.len());
        let kinds = &self.audiences;
        let whom = match round.checked_sub(1) {
            None => String::new(),
            Some(n) => match (n / kinds.len()).checked_sub(1) {
                None => format!(", for {}", kinds[n % kinds.len()]),
                Some(far) => {
                    let countries = &self.countries;
                    format!(
                        ", for {} in {}",
                        kinds[n % kinds.len()],
                        countries[far % countries.len()]
                    )
                }
            },
        };
        (&self.goals[at], whom)
    }

    /// The work an item's title names, for whomever it is.
    pub(crate) fn work(&self, title: &str) -> Option<Work> {
        let mut all = self.goals.iter().flat_map(|it| &it.items);
        all.find(|it| title.starts_with(it.title)).copied()
    }
}

impl Work {
    pub(crate) fn criteria(self) -> impl Iterator<Item = String> {
        self.criteria.split("; ").map(capital)
    }
}

fn lines(text: &str) -> impl Iterator<Item = &str> {
    text.lines().filter(|it| !it.is_empty() && !it.starts_with('#'))
}

/// The parts of a line; those it does not have are empty.
fn parts<const N: usize>(line: &str) -> [&str; N] {
    let mut parts = line.split('|').map(str::trim);
    std::array::from_fn(|_| parts.next().unwrap_or_default())
}

fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map(|it| it.to_uppercase().chain(chars).collect()).unwrap_or_default()
}
