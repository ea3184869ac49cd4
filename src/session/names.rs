//! Names that nothing else has: the second `Export` becomes `Export (2)`. Every taken name is looked up, never searched for.

use std::collections::{BTreeMap, BTreeSet};

use crate::ceremony::Text;

#[derive(Debug, Default)]
pub(super) struct Names {
    taken: BTreeSet<Text>,
    /// The number to try next for a name that came up before.
    next: BTreeMap<Text, usize>,
}

impl Names {
    pub(super) fn taken<'a>(names: impl Iterator<Item = &'a Text>) -> Names {
        Names { taken: names.cloned().collect(), next: BTreeMap::new() }
    }

    /// The name itself, or with the first number that makes it one of its own; taken from here on.
    pub(super) fn fresh(&mut self, name: &Text) -> Text {
        if self.taken.insert(name.clone()) {
            return name.clone();
        }
        let next = self.next.entry(name.clone()).or_insert(2);
        loop {
            let numbered = Text::new(format!("{name} ({next})"));
            *next += 1;
            if self.taken.insert(numbered.clone()) {
                return numbered;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_names_are_told_apart_even_from_those_that_look_numbered() {
        let mut names = Names::taken(["Login".into(), "Export (2)".into()].iter());
        let fresh: Vec<String> = ["Export", "Login", "Export", "Export (2)", "Export"]
            .iter()
            .map(|it| names.fresh(&(*it).into()).to_string())
            .collect();
        assert_eq!(fresh, ["Export", "Login (2)", "Export (3)", "Export (2) (2)", "Export (4)"]);
    }
}
