//! A secret round: what people put in without showing it, and who is done. Never who put what in, nor when.

use std::{
    collections::{BTreeMap, BTreeSet},
    iter,
};

use serde::{Deserialize, Serialize};

use crate::ceremony::Text;

/// Both parts are kept in order of their text, so that neither tells in what order people came.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Secret {
    contents: BTreeMap<Text, usize>,
    done: BTreeSet<Text>,
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

    pub fn finish(&mut self, name: Text) {
        self.done.insert(name);
    }

    pub fn reopen(&mut self, name: &Text) {
        self.done.remove(name);
    }

    pub fn is_done(&self, name: &Text) -> bool {
        self.done.contains(name)
    }

    /// In order of names.
    pub fn done(&self) -> impl Iterator<Item = &Text> {
        self.done.iter()
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
        let shown: Vec<&str> = here.contents().map(|it| &**it).collect();
        assert_eq!(shown, ["3", "5", "5"]);
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
