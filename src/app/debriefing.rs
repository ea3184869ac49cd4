//! The talk after a run, part by part: how it was, one's own mark, what happened, the moments, one sentence for next time.
//!
//! What it says is computed from the run; what the learner says goes to the practice log.

use super::{
    Effect, Field, Intent, Key, Now, Reply, SummaryLine, Turn, casting::day, debrief_lines,
};
use crate::{
    ceremony::Text,
    practice::{
        Played, Run, Score, SituationOption,
        debrief::Moments,
        log::{Line, RunEnded},
    },
    session::{Moment, Session},
};

#[derive(Debug)]
pub struct Debriefing {
    pub run: Run,
    pub session: Session,
    pub at: Moment,
    day: chrono::NaiveDate,
    pub part: Stretch,
    /// How it was, by place in `FEELINGS`.
    pub felt: Option<usize>,
    /// The learner's own mark on the run's axis, 1 to 5.
    pub rated: Option<u32>,
    pub score: Option<Score>,
    pub moments: Moments,
    /// The moment of the list that is looked at.
    pub moment: usize,
    /// A note of disagreement being typed.
    pub note: Option<Field>,
    /// Disagreed with, by moment.
    pub disagreed: Vec<usize>,
    /// The answer tried at the costliest moment, once more.
    pub retried: Option<usize>,
    pub cursor: usize,
    pub plan: Field,
    pub top: usize,
    logged: bool,
}

/// The parts in order; `Enter` goes from each to the next.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stretch {
    Feel,
    Own,
    Facts,
    Moments,
    Gap,
    Retry,
    Plan,
}

pub(super) const FEELINGS: [(char, &str); 3] = [('g', "good"), ('m', "mixed"), ('h', "hard")];

impl Debriefing {
    pub fn new(run: Run, session: Session, at: Moment, now: Now) -> Debriefing {
        let answers = run.log_answers();
        let played = Played {
            answers: &answers,
            judgement: run.judgement.tally(&session),
            late_ms: run.late_ms(),
        };
        let score = (!answers.is_empty()).then(|| Score::of(&run.content.rubric, played));
        let moments = Moments::of(&run);
        let plan = Field::new(&moments.plan(&run));
        Debriefing {
            run,
            session,
            at,
            day: day(now),
            part: Stretch::Feel,
            felt: None,
            rated: None,
            score,
            moments,
            moment: 0,
            note: None,
            disagreed: Vec::new(),
            retried: None,
            cursor: 0,
            plan,
            top: 0,
            logged: false,
        }
    }

    pub fn press(&mut self, key: Key) -> Option<Reply> {
        if let Some(field) = &mut self.note {
            return match key {
                Key::Enter => Some(self.disagree()),
                Key::Esc => {
                    self.note = None;
                    Some(Reply::none())
                }
                Key::Ctrl('c' | 'z') => None,
                key => {
                    field.press(key);
                    Some(Reply::none())
                }
            };
        }
        match (self.part, key) {
            (Stretch::Feel, Key::Char(letter)) => {
                self.felt = FEELINGS.iter().position(|it| it.0 == letter);
                self.felt.map(|_| self.next())
            }
            (Stretch::Own, Key::Char(digit @ '1'..='5')) => {
                self.rated = digit.to_digit(10);
                Some(self.next())
            }
            (Stretch::Retry, Key::Char(digit @ '1'..='9')) => {
                let nth =
                    digit.to_digit(10).and_then(|it| usize::try_from(it).ok()?.checked_sub(1));
                self.retried = nth.filter(|it| *it < self.retry().len()).or(self.retried);
                Some(Reply::none())
            }
            (Stretch::Moments, Key::Char('d')) if !self.moments.picked.is_empty() => {
                self.note = Some(Field::default());
                Some(Reply::none())
            }
            (Stretch::Plan, Key::Enter) => Some(self.resolve()),
            (Stretch::Plan, Key::Esc | Key::Ctrl('c' | 'z') | Key::F(_)) => None,
            (Stretch::Plan, key) => {
                self.plan.press(key);
                Some(Reply::none())
            }
            _ => None,
        }
    }

    pub fn paste(&mut self, text: &str) {
        match (&mut self.note, self.part) {
            (Some(field), _) => field.paste(text),
            (None, Stretch::Plan) => self.plan.paste(text),
            (None, _) => {}
        }
    }

    pub fn update(&mut self, intent: Intent) -> Reply {
        match intent {
            Intent::Accept => return self.next(),
            Intent::Back => return self.back(),
            Intent::Leave => return self.log().and(Reply::turn(Turn::Home)),
            Intent::Quit => return self.log().and(Effect::Quit.into()),
            Intent::Suspend => return Effect::Suspend.into(),
            Intent::Up if self.chooses() => {
                self.cursor = self.cursor.saturating_sub(1);
                self.top = self.cursor;
            }
            Intent::Down if self.chooses() => {
                self.cursor = (self.cursor + 1).min(self.retry().len().saturating_sub(1));
                self.top = self.cursor;
            }
            Intent::Up => self.top = self.top.saturating_sub(1),
            Intent::Down => self.top += 1,
            Intent::PageUp => self.top = self.top.saturating_sub(10),
            Intent::PageDown => self.top += 10,
            Intent::First => self.top = 0,
            _ => {}
        }
        self.top = self.top.min(self.lines().len().saturating_sub(1));
        Reply::none()
    }

    /// Whether the arrows move among the answers; afterwards they scroll again. The marked answer stays in view.
    fn chooses(&self) -> bool {
        self.part == Stretch::Retry && self.retried.is_none()
    }

    fn next(&mut self) -> Reply {
        self.top = 0;
        match self.part {
            Stretch::Feel => self.part = Stretch::Own,
            Stretch::Own => {
                self.part = Stretch::Facts;
                return self.log();
            }
            Stretch::Facts if self.moments.picked.is_empty() => self.part = Stretch::Gap,
            Stretch::Facts => self.part = Stretch::Moments,
            Stretch::Moments if self.moment + 1 < self.moments.picked.len() => self.moment += 1,
            Stretch::Moments => self.part = Stretch::Gap,
            Stretch::Gap if self.retry().is_empty() => self.part = Stretch::Plan,
            Stretch::Gap => self.part = Stretch::Retry,
            Stretch::Retry if self.retried.is_none() => self.retried = Some(self.cursor),
            Stretch::Retry => self.part = Stretch::Plan,
            Stretch::Plan => return self.resolve(),
        }
        Reply::none()
    }

    fn back(&mut self) -> Reply {
        self.top = 0;
        self.part = match self.part {
            Stretch::Feel | Stretch::Own => Stretch::Feel,
            Stretch::Facts => Stretch::Own,
            Stretch::Moments if self.moment > 0 => {
                self.moment -= 1;
                Stretch::Moments
            }
            Stretch::Moments => Stretch::Facts,
            Stretch::Gap if self.moments.picked.is_empty() => Stretch::Facts,
            Stretch::Gap => Stretch::Moments,
            Stretch::Retry => Stretch::Gap,
            Stretch::Plan if self.retry().is_empty() => Stretch::Gap,
            Stretch::Plan => Stretch::Retry,
        };
        Reply::none()
    }

    /// The run's line for the log, once; a run in which nothing was answered leaves none.
    fn log(&mut self) -> Reply {
        let Some(score) = self.score.as_ref().filter(|_| !self.logged) else {
            return Reply::none();
        };
        self.logged = true;
        let staged = &self.run.staged;
        let ended = RunEnded {
            sid: self.session.setup().opened.sid.clone(),
            day: self.day,
            ceremony: staged.scenario.ceremony.clone(),
            profile: staged.scenario.profile.clone(),
            level: staged.scenario.level.clone(),
            seed: staged.seed,
            score: score.score,
            parts: score.parts.clone(),
            answers: self.run.log_answers(),
            self_rated: self.rated.map(|it| (staged.goal.clone(), it)),
        };
        Effect::Practised(vec![Line::RunEnded(Box::new(ended))]).into()
    }

    fn disagree(&mut self) -> Reply {
        let note = self.note.take().map(|it| it.text()).unwrap_or_default();
        let Some(moment) = self.moments.picked.get(self.moment) else { return Reply::none() };
        let line = Line::Disagreed {
            sid: self.session.setup().opened.sid.clone(),
            situation: moment.answer.situation.clone(),
            option: moment.answer.option.clone(),
            note,
        };
        self.disagreed.push(self.moment);
        Reply::from(Effect::Practised(vec![line]))
            .and(Reply::say("Your note is kept for whoever edits the content."))
    }

    /// The sentence is kept for the next live session of this ceremony; an emptied one is not.
    fn resolve(&mut self) -> Reply {
        let reply = self.log();
        let text = self.plan.text();
        if text.is_empty() {
            return reply.and(Reply::turn(Turn::Home));
        }
        let line = Line::Resolved {
            sid: self.session.setup().opened.sid.clone(),
            ceremony: self.run.staged.scenario.ceremony.clone(),
            text,
        };
        let say = Text::new(format!(
            "Kept for your next {}.",
            self.session.setup().ceremony.title.to_lowercase()
        ));
        reply
            .and(Effect::Practised(vec![line]).into())
            .and(Reply::turn(Turn::Home))
            .and(Reply::say(say))
    }

    /// The answers of the costliest moment, to be tried once more.
    pub fn retry(&self) -> Vec<SituationOption> {
        let worst = self.moments.costliest.as_ref();
        let situation = worst.and_then(|it| self.run.staged.situation(it));
        situation.map(|it| self.run.options(it)).unwrap_or_default()
    }

    pub fn lines(&self) -> Vec<SummaryLine> {
        debrief_lines::of(self)
    }
}
