//! Conditions as a definition spells them, and the facts and numbers they compare, out of the text of a meeting so far.

use super::{
    course::{Course, Held},
    sums,
    text::{Line, list, number, quoted},
};

impl<'a> Course<'a> {
    pub(super) fn holds(&self, condition: &str) -> Held {
        let name = condition.split('(').next()?;
        let words = || list(condition, "(");
        match name {
            "Always" => Some(true),
            "Never" | "Asked" => Some(false),
            "Is" => self.is(quoted(condition, "Is(")?),
            "In" => Some(quoted(condition, "In(")? == self.told.ceremony()),
            "Not" => self.holds(words().first()?).map(|it| !it),
            "All" => self.every(condition, false),
            "Any" => self.every(condition, true),
            "Chosen" | "Chose" => {
                let chose = self
                    .so_far("Chose")
                    .rfind(|it| quoted(&it.body, "choice:") == quoted(condition, "("));
                let option = chose.map(|it| quoted(&it.body, "option:"));
                let wanted = words().get(1).map(|it| it.trim_matches('"'));
                Some(option.is_some_and(|it| wanted.is_none() || it == wanted))
            }
            "Measure" => {
                let [of, op, than] = words()[..] else { return None };
                let than: u64 = than.parse().ok()?;
                Some(self.measure(of)?.is_some_and(|it| match op {
                    "AtLeast" => than <= it,
                    "AtMost" => it <= than,
                    "Exactly" => it == than,
                    "Over" => than < it,
                    _ => it < than,
                }))
            }
            // Nothing is launched in these years.
            "Compare" if condition.contains("DaysToLaunch") => {
                (!self.told.defined.contains("days_to_launch:Some(")).then_some(false)
            }
            _ => None,
        }
    }

    /// All hold, or with `any` one of them does.
    fn every(&self, condition: &str, any: bool) -> Held {
        let each: Vec<Held> = parts(condition).into_iter().map(|it| self.holds(it)).collect();
        if each.contains(&Some(any)) {
            return Some(any);
        }
        if each.contains(&None) { None } else { Some(!any) }
    }

    fn is(&self, fact: &str) -> Held {
        let by = self.facts[fact].split_once(",by:")?.1;
        if by.starts_with("Tag") {
            return self.is_tagged(fact);
        }
        if let Some(value) = self.hand.get(fact) {
            return Some(*value);
        }
        if by.starts_with("Key") {
            return Some(false);
        }
        if by.starts_with("Profile") {
            let profile = self.told.defined.split_once(",profile:(")?.1;
            return Some(list(profile, ",facts:[").contains(&&*format!("\"{fact}\"")));
        }
        if let Some(ask) = by.strip_prefix("Ask(") {
            let asked = list(ask, "ceremonies:[");
            let here = asked.contains(&&*format!("\"{}\"", self.told.ceremony()));
            return if here {
                self.holds(first(ask.split_once(",default:")?.1))
            } else {
                Some(false)
            };
        }
        self.holds(first(by.strip_prefix("Derived(")?))
    }

    /// In a pass its own tag counts, elsewhere that of anything.
    fn is_tagged(&self, fact: &str) -> Held {
        let hand = self.hand.get(fact).copied();
        let known = |title: &str| self.tags.get(&(fact, title)).copied();
        if self.tags.keys().all(|it| it.0 != fact) {
            return Some(hand.unwrap_or(false));
        }
        let passes = self.steps[self.here].contains("passes:Some(")
            && !self.steps[self.here].contains(",listed:true,");
        if !passes {
            let anywhere = self.tags.iter().any(|it| it.0.0 == fact && *it.1);
            return Some(hand.unwrap_or(anywhere));
        }
        // The pass people are at is the one that ends next.
        let ahead = &self.told.lines[self.upto.min(self.told.lines.len())..];
        let mut ends =
            ahead.iter().filter(|it| ["Passed", "Entered", "Ended"].contains(&&*it.kind));
        let next = ends.next()?;
        let title = quoted(&next.body, "pass:Item(")
            .filter(|_| next.kind == "Passed" && !next.body.contains("how:Returned"));
        if let Some(title) = title {
            return Some(known(title).or(hand).unwrap_or(false));
        }
        let outcomes = !list(self.steps[self.here], "outcomes:[").is_empty();
        let done = next.kind == "Entered" && outcomes;
        let anywhere = self.tags.iter().any(|it| it.0.0 == fact && *it.1);
        done.then(|| hand.unwrap_or(anywhere))
    }

    fn so_far(&self, kind: &str) -> impl DoubleEndedIterator<Item = &'a Line> {
        let lines = &self.told.lines[..self.upto.min(self.told.lines.len())];
        lines.iter().filter(move |it| it.kind == kind)
    }

    pub(super) fn has(&self, role: &str) -> bool {
        0 < self.present(role)
    }

    fn present(&self, role: &str) -> u64 {
        let here = list(&self.told.one("Began").body, "present:[");
        let members = list(&self.told.defined, ",members:[").into_iter();
        let held = members.filter(|it| list(it, "roles:[").contains(&role));
        let names = held.map(|it| format!("\"{}\"", quoted(it, "(name:").unwrap()));
        names.filter(|it| here.contains(&&**it)).count() as u64
    }

    fn captured(&self, kind: &str) -> Vec<&'a str> {
        let own = format!("(kind:{kind},");
        let all = self.so_far("Captured").filter(|it| it.body.contains(&own));
        all.map(|it| sums::now(self.told, it.n, &it.body)).collect()
    }

    /// A number a condition compares; `Some(None)` where there is nothing to measure.
    #[expect(clippy::option_option, reason = "what cannot be told is neither a number nor none")]
    fn measure(&self, of: &str) -> Option<Option<u64>> {
        let name = of.split('(').next()?;
        let words = list(of, "(");
        let count = |it: usize| Some(Some(it as u64));
        let given = || self.told.defined.split_once(",given:").map(|it| it.1);
        let open = |kind: &str| -> Option<Vec<&str>> {
            let mark = format!(",kind:{kind},");
            Some(list(given()?, ",open:[").into_iter().filter(|it| it.contains(&mark)).collect())
        };
        match name {
            "Present" => Some(Some(self.present(words[0]))),
            "CapturesHere" => {
                let lines = &self.told.lines[..self.upto.min(self.told.lines.len())];
                let own = format!("(kind:{},", words[0]);
                let mut here = self.told.steps()[0].0;
                let mut made = 0;
                for it in lines {
                    here =
                        quoted(&it.body, "step:").filter(|_| it.kind == "Entered").unwrap_or(here);
                    let counts = it.kind == "Captured" && it.body.contains(&own);
                    made += usize::from(counts && here == self.here);
                }
                count(made)
            }
            "Captures" => count(self.captured(words[0]).len()),
            "Without" => {
                let all = self.captured(words[0]);
                count(all.iter().filter(|it| lacks(it, words[1])).count())
            }
            "SortedWithout" | "Sorted" => {
                let sort = format!("sort:{}", words[1]);
                let mut all = self.captured(words[0]);
                all.retain(|it| it.contains(&sort));
                all.retain(|it| words.get(2).is_none_or(|field| lacks(it, field)));
                count(all.len())
            }
            "GoalWords" | "FinalGoalWords" => {
                let goals = self.captured("Goal");
                let last = goals.iter().rfind(|it| it.contains("final:true"));
                let known = quoted(given()?, ",sprint_goal:").filter(|it| !it.is_empty());
                let drafts = self.told.ceremony() == "planning";
                let own = goals.last().and_then(|it| quoted(it, "text:"));
                let stands = if drafts { own } else { known.or(own) };
                let stands = stands.filter(|_| name == "GoalWords");
                let goal = last.and_then(|it| quoted(it, "text:")).or(stands);
                count(goal.unwrap_or_default().split_whitespace().count())
            }
            "ProductGoalWords" => {
                count(quoted(given()?, "product_goal:")?.split_whitespace().count())
            }
            "OpenActions" | "OpenQuestions" => {
                let ends = sums::ends(self.told);
                let line = self.told.lines.get(self.upto).map_or(u64::MAX, |it| it.n);
                let mut all = open(name.strip_prefix("Open")?.strip_suffix('s')?)?;
                all.retain(|it| {
                    let id = quoted(it, "(id:").unwrap_or_default();
                    let how = ends.iter().rfind(|it| it.1 == id && it.0 < line);
                    how.is_none_or(|it| it.2 == "open")
                });
                count(all.len())
            }
            "CarryOvers" => count(list(given()?, ",carry_overs:[").len()),
            "PassElapsed" => Some(None),
            "Rounds" => {
                let own = |it: &&Line| quoted(&it.body, "pulse:") == quoted(of, "(");
                count(self.so_far("Revealed").filter(own).count())
            }
            "Median" | "Lowest" => {
                let own = |it: &&Line| quoted(&it.body, "pulse:") == quoted(of, "(");
                let Some(last) = self.so_far("Revealed").rfind(own) else { return Some(None) };
                let hands = sums::hands(last)?;
                let at = if name == "Median" { (hands.len() - 1) / 2 } else { 0 };
                Some(hands.get(at).map(|it| *it as u64))
            }
            "LastGoal" => Some(match quoted(given()?, "last_goal_outcome:")? {
                "missed" => Some(0),
                "partly" => Some(1),
                "met" => Some(2),
                _ => None,
            }),
            _ => None,
        }
    }
}

/// The first value of a text, up to the comma or bracket behind it.
pub(super) fn first(text: &str) -> &str {
    let (mut depth, mut inside) = (0, false);
    let end = text.char_indices().find(|(_, it)| {
        match it {
            '"' => inside = !inside,
            '(' | '[' if !inside => depth += 1,
            ')' | ']' if !inside && 0 < depth => depth -= 1,
            ')' | ']' | ',' if !inside && depth == 0 => return true,
            _ => {}
        }
        false
    });
    &text[..end.map_or(text.len(), |it| it.0)]
}

/// What is joined by `All` or `Any`.
pub(super) fn parts(condition: &str) -> Vec<&str> {
    let joins = condition.starts_with("All([") || condition.starts_with("Any([");
    if joins { list(condition, "([") } else { Vec::new() }
}

fn lacks(capture: &str, field: &str) -> bool {
    match field {
        "Due" => number(capture, "due:Some(\"").is_none(),
        "Owner" => {
            let owner = quoted(capture, "owner:").unwrap_or_default();
            owner.is_empty() || owner == "nobody yet"
        }
        _ => quoted(capture, "outcome:").unwrap_or_default().is_empty(),
    }
}
