//! A secret round: what people put in without showing it, and who is done. Never who put what in, nor when; and who is done
//! is written nowhere, since beside one person's cards a name would say whose they are.

use std::{
    collections::{BTreeMap, BTreeSet},
    iter,
};

use serde::{Deserialize, Serialize};

use crate::ceremony::Text;

/// Both parts are kept in order of their text, so that neither tells in what order people came.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "Written", into = "Written")]
pub struct Secret {
    contents: BTreeMap<Text, usize>,
    done: BTreeSet<Text>,
    /// People done before the program was started again: how many, not who.
    unnamed: usize,
}

/// What of it goes into the scratch file: how many are done, without their names.
#[derive(Serialize, Deserialize)]
struct Written {
    contents: BTreeMap<Text, usize>,
    /// Names, as the file had them once.
    #[serde(default, skip_serializing)]
    done: BTreeSet<Text>,
    #[serde(default)]
    many: usize,
}

impl From<Secret> for Written {
    fn from(it: Secret) -> Written {
        Written { many: it.count_done(), contents: it.contents, done: BTreeSet::new() }
    }
}

impl From<Written> for Secret {
    fn from(it: Written) -> Secret {
        let unnamed = it.many.saturating_sub(it.done.len());
        Secret { contents: it.contents, done: it.done, unnamed }
    }
}

impl Secret {
    pub fn put(&mut self, content: Text) {
        *self.contents.entry(content).or_default() += 1;
    }

    /// One of this content less; `false` if there is none.
    pub fn take_back(&mut self, content: &Text) -> bool {
        let Some(count) = self.contents.get_mut(content) else { return false };
        *count -= 1;
        if *count == 0 {
            self.contents.remove(content);
        }
        true
    }

    /// Contents of another round come to those here, and who was done with it.
    pub(super) fn join(&mut self, other: &Secret) {
        self.done.extend(other.done.iter().cloned());
        self.unnamed += other.unnamed;
        for (content, count) in &other.contents {
            *self.contents.entry(content.clone()).or_default() += count;
        }
    }

    pub fn finish(&mut self, name: Text) {
        self.done.insert(name);
    }

    /// As `finish`, by somebody who may have said so before a restart: counted once.
    pub fn finish_again(&mut self, name: Text) {
        if self.done.insert(name) {
            self.unnamed = self.unnamed.saturating_sub(1);
        }
    }

    /// Somebody is not done after all; of those whose names are not known any more it may be one of them.
    pub fn reopen(&mut self, name: &Text) {
        if !self.done.remove(name) {
            self.unnamed = self.unnamed.saturating_sub(1);
        }
    }

    pub fn is_done(&self, name: &Text) -> bool {
        self.done.contains(name)
    }

    /// How many are done, those from before a restart with them.
    pub fn count_done(&self) -> usize {
        self.done.len() + self.unnamed
    }

    /// How many are done of whom nobody knows any more who they are.
    pub fn unnamed(&self) -> usize {
        self.unnamed
    }

    /// How many contents were put in, equal ones counted each.
    pub fn len(&self) -> usize {
        self.contents.values().sum()
    }

    pub fn is_empty(&self) -> bool {
        self.contents.is_empty()
    }

    /// In order of contents, equal ones one after the other.
    pub fn contents(&self) -> impl Iterator<Item = &Text> {
        self.contents.iter().flat_map(|(content, count)| iter::repeat_n(content, *count))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn round(puts: &[(&str, &str)]) -> Secret {
        let mut secret = Secret::default();
        for (name, content) in puts {
            secret.put(Text::new(*content));
            secret.finish(Text::new(*name));
        }
        secret
    }

    #[test]
    fn neither_the_order_nor_who_put_what_can_be_told() {
        let here = round(&[("Ada", "5"), ("Lin", "3"), ("Grace", "5")]);
        let there = round(&[("Grace", "3"), ("Ada", "5"), ("Lin", "5")]);
        assert_eq!(ron::to_string(&here), ron::to_string(&there));
        let written = ron::to_string(&here).unwrap();
        assert_eq!(written, r#"(contents:{"3":1,"5":2},many:3)"#, "no name is written");
        let shown: Vec<&str> = here.contents().map(|it| &**it).collect();
        assert_eq!(shown, ["3", "5", "5"]);
    }

    #[test]
    fn after_a_restart_it_is_known_how_many_are_done_and_not_who() {
        let before = round(&[("Ada", "5"), ("Lin", "3")]);
        let mut back: Secret = ron::from_str(&ron::to_string(&before).unwrap()).unwrap();
        assert_eq!((back.count_done(), back.unnamed()), (2, 2));
        assert!(!back.is_done(&Text::new("Ada")));
        back.put(Text::new("8"));
        back.finish(Text::new("Grace"));
        assert_eq!((back.count_done(), back.len()), (3, 3));
        back.finish_again(Text::new("Ada"));
        assert_eq!((back.count_done(), back.unnamed()), (3, 1), "one of the two, counted once");
        back.reopen(&Text::new("Lin"));
        assert_eq!(back.count_done(), 2);
        let old: Secret = ron::from_str(r#"(contents:{"3":1},done:["Ada"])"#).unwrap();
        assert!(old.is_done(&Text::new("Ada")) && old.count_done() == 1, "files of before");
    }

    #[test]
    fn what_is_taken_back_was_never_there() {
        let mut secret = round(&[("Ada", "5"), ("Lin", "5")]);
        assert!(secret.take_back(&Text::new("5")));
        assert!(!secret.take_back(&Text::new("8")));
        assert_eq!(secret.len(), 1);
        assert!(secret.take_back(&Text::new("5")));
        assert!(secret.is_empty());
    }
}
