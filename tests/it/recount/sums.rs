//! The measures once more, each from the words of a journal. Where a rule of the meeting decides a number's whole (a box that was
//! moved, an activity that applied only under a condition), only sessions are compared in which the text alone tells it.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::{
    course::Course,
    text::{Line, Told, between, list, number, quoted},
};

/// What later journals say of earlier ones.
pub(super) struct Sums<'a> {
    told: &'a [Told],
    settled: BTreeMap<String, NaiveDate>,
}

pub(super) fn float(it: usize) -> f64 {
    f64::from(u32::try_from(it).unwrap())
}

pub(super) fn whole(it: u64) -> f64 {
    f64::from(u32::try_from(it).unwrap())
}

fn secs(ms: i64) -> f64 {
    f64::from(i32::try_from(ms / 1000).unwrap())
}

fn is_outside(it: &Told, step: &str) -> bool {
    it.steps().iter().any(|(id, text)| *id == step && text.contains(",time:Outside("))
}

pub(super) fn elapsed_s(it: &Told) -> f64 {
    secs(it.stays().iter().filter(|stay| !is_outside(it, &stay.0)).map(|stay| stay.1).sum())
}

/// The lower median of the last vote of this kind that was shown as counts.
pub(super) fn vote(it: &Told, pulse: &str) -> Option<f64> {
    let last = it.of("Revealed").rfind(|it| quoted(&it.body, "pulse:") == Some(pulse))?;
    let each = hands(last)?;
    Some(float(each[(each.len() - 1) / 2]))
}

/// The hands of a vote that was shown as counts, lowest first.
pub(super) fn hands(line: &Line) -> Option<Vec<usize>> {
    let counts = between(&line.body, "Counts([", "])")?;
    let numbers: Vec<usize> =
        counts.split(|it: char| !it.is_ascii_digit()).filter_map(|it| it.parse().ok()).collect();
    Some(numbers.chunks(2).flat_map(|it| std::iter::repeat_n(it[0], it[1])).collect())
}

pub(super) fn goal(it: &Told) -> Option<f64> {
    let chose = it.of("Chose").rfind(|it| it.body.contains("choice:\"goal.outcome\""))?;
    match quoted(&chose.body, "option:")? {
        "met" => Some(1.0),
        "partly" => Some(0.5),
        "missed" => Some(0.0),
        _ => None,
    }
}

/// Titles whose last pass over items ended with `in`, and the numbers of all records in which that was said.
pub(super) fn taken(it: &Told) -> Vec<(String, Vec<u64>)> {
    let mut last: BTreeMap<String, (bool, Vec<u64>)> = BTreeMap::new();
    for (n, title, how) in it.passes("Items") {
        let is_in = how.starts_with("Done(Some(\"in\"))");
        let known = last.entry(title).or_default();
        known.0 = is_in;
        if is_in {
            known.1.push(n);
        }
    }
    last.into_iter().filter(|it| it.1.0).map(|(title, it)| (title, it.1)).collect()
}

/// Topics of a retrospective that were talked about: those whose pass was ended, and the last one, which going on ends.
pub(super) fn talked(it: &Told) -> Vec<String> {
    let steps = it.steps();
    let is_talk = |step: &str| {
        let text = steps.iter().find(|it| it.0 == step).map_or("", |it| it.1);
        text.contains("passes:Some((over:Topics") && text.contains(",listed:false,")
    };
    let (mut here, mut all, mut ended, mut done) =
        (String::new(), Vec::new(), Vec::new(), Vec::new());
    for line in &it.lines {
        match line.kind.as_str() {
            "Planned" => all.extend(list(&line.body, "titles:[").into_iter().map(str::to_owned)),
            "Passed" if is_talk(&here) => {
                let title = format!("\"{}\"", quoted(&line.body, "pass:Item(").unwrap());
                if line.body.contains("how:Done(") {
                    done.push(title.clone());
                }
                ended.push(title);
            }
            "DotsShown" => {
                let dots = list(&line.body, "dots:[").into_iter();
                let mut dots: Vec<(i64, String)> = dots
                    .map(|it| {
                        let title = quoted(it, "(").unwrap();
                        (-number(it, &format!("{title}\",")).unwrap(), format!("\"{title}\""))
                    })
                    .collect();
                dots.sort_by_key(|it| it.0);
                all.sort_by_key(|it| dots.iter().position(|dot| dot.1 == **it));
            }
            // Going on ends the topic people are at: the one with the most dots of those that are left.
            "Entered" | "Ended" if is_talk(&here) => {
                let last = all.iter().find(|it| !ended.contains(it)).cloned();
                done.extend(last.clone());
                ended.extend(last);
                quoted(&line.body, "step:").unwrap_or_default().clone_into(&mut here);
            }
            "Entered" | "Ended" => {
                quoted(&line.body, "step:").unwrap_or_default().clone_into(&mut here);
            }
            _ => {}
        }
    }
    let bare = |it: String| {
        it.trim_matches('"').trim_end_matches(" (2)").trim_end_matches(" (3)").to_owned()
    };
    done.into_iter().map(bare).collect()
}

/// Items gone through, and those during which somebody's approval was waited for.
pub(super) fn waited(it: &Told) -> (usize, usize) {
    let over_items: Vec<u64> = it.passes("Items").into_iter().map(|it| it.0).collect();
    let (mut now, mut here, mut all, mut late) = (false, false, 0, 0);
    for line in &it.lines {
        match line.kind.as_str() {
            "FactSet" if line.body.contains("\"authority.blocked\"") => {
                now = line.body.contains("value:true");
                here |= now;
            }
            "Entered" => here = now,
            "Passed" => {
                if over_items.contains(&line.n) && line.body.contains("how:Done(") {
                    all += 1;
                    late += usize::from(here);
                }
                here = now;
            }
            _ => {}
        }
    }
    (all, late)
}

fn is_of(kind: &str, body: &str) -> bool {
    body.contains(&format!("(kind:{kind},"))
}

/// How a capture reads at the end.
pub(super) fn now<'a>(it: &'a Told, n: u64, first: &'a str) -> &'a str {
    let of = format!("of:{n},");
    it.of("Amended").rfind(|it| it.body.contains(&of)).map_or(first, |it| &it.body)
}

/// What was said here to have become of entries: by a line of its own, or as the outcome of a pass over them.
pub(super) fn ends(it: &Told) -> Vec<(u64, String, String)> {
    let own = |line: &super::text::Line| {
        let [id, how] = ["id:", "how:"].map(|field| quoted(&line.body, field).unwrap().to_owned());
        (line.n, id, how)
    };
    let mut ends: Vec<(u64, String, String)> = it.of("Settled").map(own).collect();
    let given = it.defined.split_once(",given:").unwrap().1;
    for kind in ["Action", "Blocker", "Question", "Parking"] {
        let mark = format!(",kind:{kind},");
        let known = list(given, ",open:[").into_iter().filter(|it| it.contains(&mark));
        let past: Vec<(String, String)> = known
            .map(|it| {
                (quoted(it, "(id:").unwrap().to_owned(), quoted(it, ",text:").unwrap().to_owned())
            })
            .collect();
        for (over, has_past, has_own) in
            [("Past", true, false), ("Open", true, true), ("Captured", false, true)]
        {
            for (n, title, how) in it.passes(&format!("{over}({kind})")) {
                let Some(how) = quoted(&how, "Done(Some(") else { continue };
                let own = it.of("Captured").filter(|it| it.n < n && is_of(kind, &it.body));
                let own = own.map(|line| {
                    let text = quoted(now(it, line.n, &line.body), ",text:").unwrap();
                    (format!("{}.{}", it.sid, line.n), text.to_owned())
                });
                let past = past.iter().filter(|_| has_past).cloned();
                let mut named: Vec<(String, String)> = Vec::new();
                for (id, text) in past.chain(own.filter(|_| has_own)) {
                    let mut name = text.clone();
                    let mut times = 1;
                    while named.iter().any(|it| it.1 == name) {
                        times += 1;
                        name = format!("{text} ({times})");
                    }
                    named.push((id, name));
                }
                if let Some((id, _)) = named.iter().find(|it| it.1 == title) {
                    ends.push((n, id.clone(), how.to_owned()));
                }
            }
        }
    }
    ends.sort();
    ends
}

impl<'a> Sums<'a> {
    pub(super) fn of(told: &'a [Told]) -> Sums<'a> {
        let mut settled = BTreeMap::new();
        for it in told {
            let mut here = BTreeMap::new();
            for (_, id, how) in ends(it) {
                here.insert(id, how);
            }
            for (id, _) in here.into_iter().filter(|it| it.1 != "open") {
                settled.entry(id).or_insert(it.day());
            }
        }
        Sums { told, settled }
    }

    /// `None` where the text alone cannot tell; `Some(None)` where it tells that there is no number.
    #[expect(clippy::option_option, reason = "what cannot be told is neither a number nor none")]
    pub(super) fn value(&self, id: &str, it: &Told) -> Option<Option<f64>> {
        let people = || list(&it.one("Began").body, "present:[").len();
        match id {
            "M01" => Some(Some(fit(it)?)),
            "M02" => Some(Some(drift(it) / 60.0)),
            "M03" => Some(delay(it).map(|it| it / 60.0)),
            "M04" => {
                let balance = number(&it.one("Ended").body, "balance:Some((");
                Some(balance.map(|it| secs(it * 1000) / 100.0))
            }
            "M05" => Course::of(it).coverage(),
            "M06" => Course::of(it).settled(),
            "M07" => Some(self.wait(it)),
            "M08" => Some(self.closed(it, "Action")),
            "M09" => Some(self.closed(it, "Blocker").map(|it| 1.0 - it)),
            "M10" => Some(apart(it)),
            "M11" => Some(self.carried(it)),
            "M12" => (it.ceremony() == "sprint-review").then(|| goal(it)),
            "M13" => Some(late(it)),
            "M17" => Some(vote(it, "roti")),
            "M18" => Some(self.calibration(it)),
            "M19" => Some(stock(it)),
            "M20" => Some(self.closed(it, "Parking")),
            "M21" => Some(Some(strategy_s(it) / 60.0).filter(|it| 0.0 < *it)),
            "M22" => Some(Some(elapsed_s(it) / 3600.0 * float(people()))),
            "M23" => {
                let aside = it.of("Entered").map(|it| list(&it.body, "overridden:[").len());
                Some(Some(float(aside.sum::<usize>() + it.of("Flagged").count())))
            }
            _ => None,
        }
    }

    /// Number and text of what was opened here, and whether it ended here.
    fn opened(it: &'a Told, kind: &str) -> Vec<(String, bool)> {
        let ends = ends(it);
        let captured = it.of("Captured").filter(|it| is_of(kind, &it.body));
        let told = captured.map(|line| {
            let id = format!("{}.{}", it.sid, line.n);
            let outcome = quoted(now(it, line.n, &line.body), "outcome:").unwrap_or_default();
            let over = !outcome.trim().is_empty() || ends.iter().any(|it| it.1 == id);
            (id, over)
        });
        told.collect()
    }

    /// Blockers of that day and before that nobody has closed: of each whether it is nobody's.
    pub(super) fn open_blockers(&self, until: NaiveDate) -> Vec<bool> {
        let mut open = Vec::new();
        for it in self.told.iter().filter(|it| it.day() <= until) {
            for (id, over) in Sums::opened(it, "Blocker") {
                if !over && !self.settled.contains_key(&*id) {
                    let n: u64 = id.rsplit_once('.').unwrap().1.parse().unwrap();
                    let first = it.of("Captured").find(|it| it.n == n).unwrap();
                    let owner = quoted(now(it, n, &first.body), "owner:").unwrap_or_default();
                    open.push(owner.is_empty() || owner == "nobody yet");
                }
            }
        }
        open
    }

    fn closed(&self, it: &Told, kind: &str) -> Option<f64> {
        let opened = Sums::opened(it, kind);
        let over = opened.iter().filter(|it| it.1 || self.settled.contains_key(&*it.0)).count();
        (!opened.is_empty()).then(|| float(over) / float(opened.len()))
    }

    fn wait(&self, it: &Told) -> Option<f64> {
        let questions = Sums::opened(it, "Question");
        let days = questions.iter().filter_map(|(id, over)| {
            let day = if *over { it.day() } else { *self.settled.get(&**id)? };
            Some((day - it.day()).num_days())
        });
        let mut days: Vec<i64> = days.collect();
        days.sort_unstable();
        let (low, high) = (days.get(days.len().checked_sub(1)? / 2)?, days.get(days.len() / 2)?);
        Some(secs((low + high) * 1000) / 2.0)
    }

    fn carried(&self, it: &Told) -> Option<f64> {
        let plannings: Vec<&Told> =
            self.told.iter().filter(|it| it.ceremony() == "planning").collect();
        let at = plannings.iter().position(|that| that.sid == it.sid)?;
        let before = taken(plannings[at.checked_sub(1)?]).len();
        let left = list(&it.defined, "carry_overs:[").len();
        (0 < before).then(|| float(left) / float(before))
    }

    fn calibration(&self, it: &Told) -> Option<f64> {
        let vote = vote(it, "fist").filter(|_| it.ceremony() == "planning")?;
        let sprint = self.told.iter().filter(|that| that.sprint() == it.sprint());
        let result = sprint.into_iter().find_map(goal)?;
        Some((vote / 5.0 - result) * (vote / 5.0 - result))
    }
}

fn delay(it: &Told) -> Option<f64> {
    let planned = number(&it.opened, "planned_start_ms:Some(")?;
    let began = number(&it.opened, "wall_ms:").unwrap() + it.one("Began").ms;
    Some(secs((began - planned).max(0)))
}

fn target(it: &Told) -> f64 {
    let changed = number(&it.one("Began").body, "target:Some(");
    let planned = secs(1000 * changed.or(number(&it.opened, "planned_secs:")).unwrap());
    let grace = secs(1000 * number(&it.defined, "late_grace:(").unwrap());
    let late = delay(it).filter(|it| grace < *it).unwrap_or(0.0);
    if late < planned { planned - late } else { planned }
}

fn drift(it: &Told) -> f64 {
    let voted = it.of("Extended").filter(|it| it.body.contains("how:Voted("));
    let voted: i64 = voted.map(|it| number(&it.body, "secs:").unwrap()).sum();
    (elapsed_s(it) - target(it) - secs(1000 * voted)).max(0.0)
}

/// Where every step has the box its definition says: all are fixed, together the target, and none was passed over or moved.
fn fit(it: &Told) -> Option<f64> {
    let boxes: Vec<(&str, i64)> = it
        .steps()
        .into_iter()
        .filter(|it| !it.1.contains(",time:Outside("))
        .map(|(id, text)| Some((id, number(text, ",time:Fixed((")?)))
        .collect::<Option<_>>()?;
    let sum: i64 = boxes.iter().map(|it| it.1).sum();
    let moved = it.of("Rebalanced").next().is_some()
        || it.of("Entered").any(|it| !list(&it.body, "skipped:[").is_empty());
    let as_planned = (secs(1000 * sum) - target(it)).abs() < 0.5;
    if moved || !as_planned {
        return None;
    }
    let stays = it.stays();
    let spent = |id: &str| stays.iter().filter(|it| it.0 == id).map(|it| it.1).sum::<i64>() / 1000;
    let seen: Vec<(i64, i64)> = boxes
        .iter()
        .filter(|(id, planned)| 0 < *planned && stays.iter().any(|it| it.0 == *id))
        .map(|(id, planned)| (*planned, spent(id)))
        .collect();
    let fits = |it: &&(i64, i64)| 60 * it.0 <= 100 * it.1 && it.1 * 100 / it.0 <= 110;
    let of = |all: i64| secs(1000 * all);
    Some(of(seen.iter().filter(fits).map(|it| it.0).sum()) / of(seen.iter().map(|it| it.0).sum()))
}

/// Whole seconds from each request of an input to its being carried, pauses left out; with both roles in one head also those of
/// the longest request that was never answered.
fn strategy_s(it: &Told) -> f64 {
    let mut asked: BTreeMap<&str, i64> = BTreeMap::new();
    let mut worn = 0;
    for line in it.of("PmInput") {
        let input = quoted(&line.body, "input:").unwrap();
        let since = asked.remove(input);
        if line.body.contains("act:Requested") {
            asked.insert(input, line.ms);
        } else if line.body.contains("act:Carried(") {
            worn += since.map_or(0, |since| it.talked_ms(since, line.ms));
        }
    }
    let end = it.one("Ended").ms;
    let hat = it.defined.split_once(",profile:(").unwrap().1.split_once(",hat:").unwrap().1;
    let left = asked.values().map(|since| it.talked_ms(*since, end)).max();
    secs(worn + left.filter(|_| hat.starts_with("true")).unwrap_or(0))
}

fn apart(it: &Told) -> Option<f64> {
    let deck = it.defined.split_once(",deck:(").unwrap().1;
    let cards = list(deck, "cards:[");
    let mut first: BTreeMap<&str, usize> = BTreeMap::new();
    for line in it.of("HandsShown") {
        let hands = list(&line.body, "hands:[").into_iter();
        let card = |it: &str| format!("\"{}\"", quoted(it, "card:").unwrap());
        let steps = hands.filter_map(|it| cards.iter().position(|known| **known == card(it)));
        let steps: Vec<usize> = steps.collect();
        let apart = steps.iter().max().unwrap() - steps.iter().min().unwrap();
        first.entry(quoted(&line.body, "item:").unwrap()).or_insert(apart);
    }
    let far = first.values().filter(|it| 3 <= **it).count();
    (!first.is_empty()).then(|| float(far) / float(first.len()))
}

fn late(it: &Told) -> Option<f64> {
    let is_final =
        |it: &&super::text::Line| it.body.contains("(kind:Goal,") && it.body.contains("final:true");
    let goal = it.of("Captured").filter(is_final).map(|it| it.n).min()?;
    let after = taken(it).into_iter().filter(|it| it.1.iter().all(|n| goal < *n));
    Some(float(after.count()))
}

/// Sizes of what has a size and criteria, over the middle of the forecast, in whole hundredths.
fn stock(it: &Told) -> Option<f64> {
    let middle =
        it.defined.split_once("forecast:Some(").filter(|_| it.ceremony() == "refinement")?;
    let middle: f64 = quoted(middle.1, "mid:")?.parse().unwrap();
    let given = it.defined.split_once(",given:").unwrap().1;
    let gone: Vec<String> = it
        .passes("Items")
        .into_iter()
        .filter(|it| it.2.starts_with("Done(Some(\"out\")"))
        .map(|it| it.1)
        .collect();
    let mut items: BTreeMap<String, (String, bool)> = BTreeMap::new();
    for item in list(given, ",items:[") {
        let (key, title) = (quoted(item, "(key:").unwrap(), quoted(item, ",title:").unwrap());
        let size = quoted(item, ",size:").unwrap().to_owned();
        let has_criteria = !list(item, "criteria:[").is_empty();
        items.insert(format!("{key} {title}").trim().to_owned(), (size, has_criteria));
    }
    for line in &it.lines {
        let Some(item) = quoted(&line.body, "(item:") else { continue };
        if line.kind == "HandsShown" {
            let hands = list(&line.body, "hands:[");
            let same = 1 < hands.len() && hands.iter().all(|it| *it == hands[0]);
            if let Some(size) = quoted(hands[0], "card:").filter(|_| same) {
                size.clone_into(&mut items.get_mut(item).unwrap().0);
            }
        } else if line.body.contains("change:Sized(") {
            let size = quoted(&line.body, "size:").unwrap();
            size.clone_into(&mut items.get_mut(item).unwrap().0);
        } else if line.body.contains("change:Required(") {
            items.get_mut(item).unwrap().1 = !line.body.contains("change:Required([])");
        } else if line.body.contains("change:Split(") {
            let slices = list(&line.body, "into:[").into_iter();
            items.extend(slices.map(|it| (it.trim_matches('"').to_owned(), Default::default())));
        }
    }
    let ready = items.iter().filter(|(label, it)| it.1 && !gone.contains(label));
    let sum: f64 = ready.filter_map(|it| it.1.0.parse::<f64>().ok()).sum();
    Some((sum * 100.0 / middle).floor() / 100.0)
}
