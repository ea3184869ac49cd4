//! Names of people replaced by roles, and which names those were. It decides what is a name; it never guesses at other words.

use crate::{
    ceremony::{Role, Text},
    session::{Capture, Event, NOBODY, Setup},
};

/// What each name becomes, longest name first, so that `Ada Lind` goes before `Ada`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Mask {
    names: Vec<(String, String)>,
}

impl Mask {
    /// Everybody the session names: the team, who was there, who owns something.
    pub fn of<'a>(setup: &Setup, events: impl Iterator<Item = &'a Event>) -> Mask {
        let mut mask = Mask::default();
        for role in [Role::Po, Role::Sm, Role::Dev, Role::Pm, Role::Pjm, Role::Stakeholder] {
            let members = &setup.team.members;
            let of = members.iter().filter(|it| it.roles.first() == Some(&role));
            let all: Vec<&Text> = of.map(|it| &it.name).collect();
            for (n, name) in (1..).zip(&all) {
                let number = if all.len() == 1 { String::new() } else { format!(" {n}") };
                mask.add(name, &format!("{}{number}", label(role)));
            }
        }
        for name in events.flat_map(named) {
            if !ROLES.iter().any(|it| it.eq_ignore_ascii_case(name)) && !name.is_empty() {
                let next = mask.names.iter().filter(|it| it.1.starts_with("person")).count() + 1;
                mask.add(name, &format!("person {next}"));
            }
        }
        mask.names.sort_by(|a, b| b.0.len().cmp(&a.0.len()).then(a.cmp(b)));
        mask
    }

    /// One name and what stands in its place.
    pub fn one(name: &str, instead: &str) -> Mask {
        Mask { names: vec![(name.to_owned(), instead.to_owned())] }
    }

    /// Names and what becomes of each.
    pub fn names(&self) -> impl Iterator<Item = (&str, &str)> {
        self.names.iter().map(|(name, instead)| (name.as_str(), instead.as_str()))
    }

    fn add(&mut self, name: &str, instead: &str) {
        let spoken: Vec<&str> = self.names.iter().map(|it| it.0.as_str()).collect();
        let known = name.split([',', '&']).map(str::trim).all(|it| spoken.contains(&it));
        if !known {
            self.names.push((name.to_owned(), instead.to_owned()));
        }
    }

    /// The text with every whole word that is a name replaced, and which names stood there.
    pub fn apply(&self, text: &str) -> (String, Vec<String>) {
        let (mut out, mut seen, mut at) = (String::with_capacity(text.len()), Vec::new(), 0);
        while let Some(first) = text[at..].chars().next() {
            let rest = &text[at..];
            let begins = !text[..at].chars().next_back().is_some_and(char::is_alphanumeric);
            let found = self.names.iter().find(|(name, _)| {
                let behind = rest.strip_prefix(name.as_str());
                let ends = behind.map(|it| !it.starts_with(char::is_alphanumeric));
                begins && ends == Some(true)
            });
            if let Some((name, instead)) = found {
                out.push_str(instead);
                at += name.len();
                seen.push(name.clone());
            } else {
                out.push(first);
                at += first.len_utf8();
            }
        }
        (out, seen)
    }
}

/// Owners that are no names.
const ROLES: [&str; 10] =
    ["po", "pm", "dev", "sm", "pjm", "stakeholder", "team", "developers", "everybody", NOBODY];

fn label(role: Role) -> &'static str {
    match role {
        Role::Po => "PO",
        Role::Pm => "PM",
        Role::Dev => "developer",
        Role::Sm => "SM",
        Role::Pjm => "project manager",
        Role::Stakeholder => "guest",
    }
}

/// The names an event holds in places where only a name stands.
fn named(event: &Event) -> Vec<&Text> {
    match event {
        Event::Began { present, leads, .. } => present.iter().chain(leads).collect(),
        Event::Attended { name, .. } => vec![name],
        Event::Captured { capture: Capture { owner, .. } }
        | Event::Amended { capture: Capture { owner, .. }, .. }
        | Event::Renewed { capture: Capture { owner, .. }, .. } => vec![owner],
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_a_whole_word() {
        let mask = Mask::one("Ada", "PO");
        let (text, seen) = mask.apply("Ada's plan: ask Ada, not Adam or adagio");
        assert_eq!(text, "PO's plan: ask PO, not Adam or adagio");
        assert_eq!(seen, ["Ada", "Ada"]);
        assert_eq!(mask.apply("ÉAda Ada").0, "ÉAda PO");
    }
}
