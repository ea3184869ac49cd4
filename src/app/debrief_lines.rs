//! What each part of a debrief says, line by line; only what happened in this run.

use super::{
    SummaryLine as L,
    debriefing::{Debriefing, FEELINGS, Stretch},
    words,
};
use crate::{
    ceremony::Id,
    practice::{
        Bar, Given, Grade,
        debrief::{chosen, epilogue},
        score::{axis, calibration},
        source,
    },
    session::{Event, Moment},
};

pub(super) fn of(it: &Debriefing) -> Vec<L> {
    match it.part {
        Stretch::Feel => feel(it),
        Stretch::Own => own(it),
        Stretch::Facts => facts(it),
        Stretch::Moments => moment(it),
        Stretch::Gap => gap(it),
        Stretch::Retry => retry(it),
        Stretch::Plan => plan(it),
    }
}

fn heading(text: impl Into<String>) -> L {
    L::Heading(text.into())
}

fn part_text(it: &Debriefing, id: &str) -> String {
    let parts = &it.run.content.debrief.parts;
    parts.iter().find(|part| part.id == id).map_or(String::new(), |it| it.text.to_string())
}

fn feel(it: &Debriefing) -> Vec<L> {
    let keys = FEELINGS.map(|(letter, word)| L::Item(format!("{letter} {word}")));
    [vec![heading(part_text(it, "feel")), L::Blank], keys.to_vec()].concat()
}

fn own(it: &Debriefing) -> Vec<L> {
    let axes = &it.run.content.axes.axes;
    let goal = axes.iter().find(|axis| axis.id == it.run.staged.goal);
    let mut lines = vec![heading(part_text(it, "self")), L::Blank];
    lines.extend(goal.map(|it| L::Item(format!("{}: {}", it.title, it.text))));
    lines.extend([
        L::Blank,
        L::Item("1 not at all · 2 a little · 3 partly · 4 well · 5 very well".to_owned()),
    ]);
    lines
}

fn clock(at: Moment) -> String {
    let secs = at.0 / 1000;
    format!("{:>3}:{:02}", secs / 60, secs % 60)
}

/// Steps, answers, and what was done about the product manager, in the order they happened.
fn facts(it: &Debriefing) -> Vec<L> {
    let mut lines = vec![heading("What happened"), L::Blank];
    let mut told: Vec<(Moment, u8, String)> = Vec::new();
    for record in it.session.effective() {
        let line = match &record.event {
            Event::Entered { step, .. } => {
                it.session.step_of(step).map(|it| (0, it.title.to_string()))
            }
            Event::FactSet { fact, value: true, .. } => {
                it.session.fact(fact).map(|it| (1, format!("it was the case: {}", it.means)))
            }
            Event::PmInput { input, act } => {
                let text = it.session.pm_input(input).map(|it| it.0.text.to_string());
                text.map(|text| (2, format!("PM · {text}: {}", words::pm_act(act))))
            }
            _ => None,
        };
        told.extend(line.map(|(rank, text)| (record.at, rank, text)));
    }
    for given in &it.run.answers {
        let text = chosen(&it.run, given).map(|it| it.text.to_string()).unwrap_or_default();
        told.push((given.at, 3, format!("you: {text}")));
        let of_it = consequence(it, given).into_iter();
        told.extend(of_it.map(|line| (given.at, 4, line)));
    }
    told.sort_by_key(|it| it.0);
    lines.extend(told.into_iter().map(|(at, rank, text)| match rank {
        0 => L::Quiet(format!("{}  {text}", clock(at))),
        4 => L::Quiet(text),
        _ => L::Item(format!("{}  {text}", clock(at))),
    }));
    lines.extend([L::Blank, heading("Afterwards")]);
    lines.extend(
        epilogue(&it.run, &it.session, it.at).into_iter().map(|it| L::Item(it.to_string())),
    );
    lines
}

/// What an answer did and why, with the source; and what a better one would have done.
fn consequence(it: &Debriefing, given: &Given) -> Vec<String> {
    let Some(option) = chosen(&it.run, given) else { return Vec::new() };
    let mut told = vec![format!(
        "{}. {} (source: {})",
        effects(option.effects),
        option.why,
        listed(&option.sources)
    )];
    let best = it.run.staged.situation(&given.answer.situation).and_then(|it| it.best());
    if let Some(best) = best.filter(|it| it.id != option.id) {
        told.push(format!("better: {} It would have done: {}", best.text, effects(best.effects)));
    }
    told
}

fn moment(it: &Debriefing) -> Vec<L> {
    let Some(given) = it.moments.picked.get(it.moment) else { return Vec::new() };
    let Some(situation) = it.run.staged.situation(&given.answer.situation) else {
        return Vec::new();
    };
    let Some(option) = chosen(&it.run, given) else { return Vec::new() };
    let count = it.moments.picked.len();
    let mut lines = vec![
        heading(format!("Moment {} of {count}: {}", it.moment + 1, verdict(given))),
        L::Blank,
        L::Item(situation.scene.to_string()),
    ];
    if !given.words.is_empty() {
        lines.push(L::Item(format!("Your words: {}", given.words)));
    }
    lines.push(L::Item(format!("You: {}", option.text)));
    lines.push(L::Item(format!("What it did: {}", effects(option.effects))));
    lines.extend(option.later.iter().map(|it| L::Item(format!("Later: {it}"))));
    lines.extend([L::Blank, L::Item(format!("Why: {}", option.why))]);
    let principles = &it.run.content.principles.principles;
    let rule = principles.iter().find(|it| it.id == situation.principle);
    lines.extend(rule.map(|it| L::Item(format!("The rule: {}", it.text))));
    lines.extend(source::told(&option.sources).into_iter().map(L::Quiet));
    if let Some(best) = situation.best().filter(|best| best.id != option.id) {
        lines.extend([
            L::Blank,
            L::Item(format!("Better: {}", best.text)),
            L::Item(format!("Because: {}", best.why)),
            L::Item(format!("It would have done: {}", effects(best.effects))),
        ]);
        lines.extend(source::told(&best.sources).into_iter().map(L::Quiet));
    }
    let disagreed = it.disagreed.contains(&it.moment);
    let note =
        if disagreed { "You disagree; your note is kept." } else { "d: I disagree, and why" };
    lines.extend([L::Blank, L::Quiet(note.to_owned())]);
    lines
}

fn verdict(given: &Given) -> &'static str {
    let sure = given.answer.confidence.is_some_and(|it| it.0 >= 90);
    match (given.answer.grade, sure) {
        (Grade::Best, _) => "that was strong",
        (Grade::Acceptable, _) => "it would do",
        (Grade::Poor, true) => "you were sure of it",
        (Grade::Poor, false) => "this one cost you",
    }
}

fn listed(sources: &[crate::ceremony::Text]) -> String {
    sources.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
}

fn effects(it: crate::practice::Effects) -> String {
    let names = ["trust", "clarity", "scope", "alignment"];
    let moved = names.iter().zip(it.points()).filter(|it| it.1 != 0);
    let moved: Vec<String> = moved.map(|(name, by)| format!("{name} {by:+}")).collect();
    let time = words::span(it.time.0.into());
    if moved.is_empty() {
        format!("nothing moved, {time}")
    } else {
        format!("{}, {time}", moved.join(", "))
    }
}

/// Own mark beside the score, the parts, the bars, where one was sure and wrong.
fn gap(it: &Debriefing) -> Vec<L> {
    let run = &it.run;
    let rubric = &run.content.rubric;
    let answers = run.log_answers();
    let Some(score) = &it.score else {
        return vec![
            heading("No figures"),
            L::Item("No situation was answered in this run.".to_owned()),
        ];
    };
    let mut lines =
        vec![heading(format!("{} of 100 · {}", score.score, score.band(rubric))), L::Blank];
    let own =
        it.rated.map_or("you did not rate yourself".to_owned(), |it| format!("you said {it} of 5"));
    let goal = run.content.axes.axes.iter().find(|axis| axis.id == run.staged.goal);
    let figure = axis(rubric, &answers, &run.staged.goal);
    let figure = figure.map_or("too few answers for a figure".to_owned(), |it| {
        format!("the answers say {it} of 100")
    });
    lines.extend(goal.map(|it| L::Item(format!("{}: {own}; {figure}", it.title))));
    for (id, value) in &score.parts {
        let text = rubric.parts.iter().find(|it| it.id == *id).map_or("", |it| &it.text);
        lines.push(L::Item(format!("{}: {} of 100 ({text})", part_word(id), value.0)));
    }
    if score.capped {
        lines.push(L::Item(format!(
            "A boundary was crossed, so the run counts {} at most.",
            rubric.cap.1
        )));
    }
    let tally = run.judgement.tally(&it.session);
    lines.push(L::Quiet(format!(
        "PM inputs: {} asked where it applied, {} missed, {} for nothing, {} rightly left",
        tally.hits, tally.misses, tally.false_alarms, tally.rejections
    )));
    let bars: Vec<String> =
        run.bars.all().map(|(bar, value)| format!("{} {value}", bar_word(bar))).collect();
    lines.push(L::Quiet(bars.join(" · ")));
    let wrong = answers
        .iter()
        .filter(|it| it.grade == Grade::Poor && it.confidence.is_some_and(|it| it.0 >= 90))
        .count();
    if wrong > 0 {
        lines.push(L::Item(format!("Sure and wrong: {wrong}. These come back first.")));
    }
    lines.extend(calibration(&answers).map(|it| {
        L::Quiet(format!(
            "How sure you were fits how it was: {} of 100 (high is good)",
            100 - it.min(10_000) / 100
        ))
    }));
    lines.extend([
        L::Blank,
        L::Quiet(rubric.never.to_string()),
        L::Quiet(rubric.grading_note.to_string()),
    ]);
    lines
}

/// What a part of the score is called; one that is not ours keeps its id.
fn part_word(id: &Id) -> &str {
    match id.as_str() {
        "answers" => "Your answers",
        "po_coverage" => "PO activities",
        "pm_judgement" => "When to ask the PM",
        "time" => "Time kept",
        other => other,
    }
}

/// The word of a bar.
pub fn bar_word(bar: Bar) -> &'static str {
    match bar {
        Bar::Trust => "trust",
        Bar::Clarity => "clarity",
        Bar::Scope => "scope",
        Bar::Align => "alignment",
        Bar::TimeLeft => "time",
    }
}

fn retry(it: &Debriefing) -> Vec<L> {
    let Some(situation) = it.moments.costliest.as_ref().and_then(|id| it.run.staged.situation(id))
    else {
        return Vec::new();
    };
    let mut lines = vec![
        heading(part_text(it, "retry")),
        L::Blank,
        L::Item(situation.scene.to_string()),
        L::Blank,
    ];
    for (n, option) in it.retry().iter().enumerate() {
        let mark = if it.retried.unwrap_or(it.cursor) == n { "▶ " } else { "" };
        lines.push(L::Item(format!("{mark}{} {}", n + 1, option.text)));
    }
    if let Some(option) = it.retried.and_then(|nth| it.retry().get(nth).cloned()) {
        let word = match option.grade {
            Grade::Best => "That is it.",
            Grade::Acceptable => "It would do.",
            Grade::Poor => "Not yet.",
        };
        lines.extend([
            L::Blank,
            L::Item(format!("{word} {}", option.why)),
            L::Quiet(source::told(&option.sources).join("; ")),
            L::Quiet("Another number shows what it would have been worth.".to_owned()),
        ]);
    }
    lines
}

fn plan(it: &Debriefing) -> Vec<L> {
    vec![
        heading("One sentence for next time"),
        L::Blank,
        L::Item(part_text(it, "plan")),
        L::Quiet("Edit it until it is yours; an empty line keeps nothing.".to_owned()),
    ]
}
