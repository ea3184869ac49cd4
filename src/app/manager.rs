//! The pop-up of product manager inputs: every open one, and the few things to do about it.

use super::{Field, Key, Live, Now, Popup, Reply};
use crate::{
    ceremony::{Id, PmMode},
    practice::Hints,
    session::{Command, PmLine, PmMove, PmState},
};

#[derive(Debug, Default)]
pub struct Manager {
    pub cursor: usize,
    /// An answer being typed.
    pub answer: Option<Field>,
}

/// The letter of each move, and what it is called.
const MOVES: [(char, &str); 7] = [
    ('g', "given"),
    ('c', "PO carries"),
    ('a', "PO assumes"),
    ('b', "brief"),
    ('r', "ask"),
    ('d', "later"),
    ('x', "not needed"),
];

/// Ways to ask somebody who was not called for.
const PULLS: [char; 2] = ['b', 'r'];

impl Live {
    /// The inputs of this step, then what still waits from the steps before.
    pub fn manager_lines(&self, now: Now) -> Vec<PmLine<'_>> {
        let at = self.moment(now);
        let here = self.session.pm_inputs(at);
        let waits = |it: &PmLine| {
            it.state.is_open() || matches!(it.state, PmState::Deferred | PmState::BriefSent)
        };
        let earlier = self.session.all_inputs(at).filter(waits);
        let earlier = earlier.filter(|it| !here.iter().any(|other| other.input.id == it.input.id));
        let mut lines: Vec<PmLine> = here.iter().cloned().chain(earlier).collect();
        // Where the conditions are hidden, the order must not tell them.
        if self.shown() == Hints::ActivitiesAndConditions {
            lines.sort_by_key(|it| !it.state.is_open());
        }
        lines
    }

    /// Whether somebody who practises may ask for an input that nothing calls for.
    fn may_pull(&self, state: &PmState) -> bool {
        self.practice.is_some() && matches!(state, PmState::Dormant | PmState::SpokenFor(_))
    }

    /// Moves that would be granted for an input; in practice also those that nothing calls for.
    pub fn moves(&self, input: &Id, now: Now) -> Vec<(char, &'static str)> {
        let lines = self.manager_lines(now);
        let line = lines.iter().find(|it| it.input.id == *input);
        if line.is_some_and(|it| self.may_pull(&it.state)) {
            return MOVES.into_iter().filter(|it| PULLS.contains(&it.0)).collect();
        }
        let granted = |letter: char| {
            movement(letter).is_some_and(|it| self.grants(Command::Pm(input.clone(), it), now))
        };
        MOVES.into_iter().filter(|(letter, _)| granted(*letter)).collect()
    }

    pub(super) fn press_manager(&mut self, mut it: Manager, key: Key, now: Now) -> Reply {
        let lines = self.manager_lines(now);
        let last = lines.len().saturating_sub(1);
        it.cursor = it.cursor.min(last);
        let Some((input, state, proposal)) =
            lines.get(it.cursor).map(|it| (it.input.id.clone(), it.state.clone(), it.proposal))
        else {
            return Reply::none();
        };
        if it.answer.is_some() {
            return self.press_answer(it, input, key, now);
        }
        if self.may_pull(&state) && matches!(key, Key::Enter | Key::Char('r' | 'b')) {
            return self.pull(input, now);
        }
        match key {
            Key::Esc => Reply::none(),
            Key::Up | Key::Char('k') => {
                self.keep(Popup::Manager(Manager { cursor: it.cursor.saturating_sub(1), ..it }))
            }
            Key::Down | Key::Char('j') => {
                self.keep(Popup::Manager(Manager { cursor: (it.cursor + 1).min(last), ..it }))
            }
            Key::Enter if state == PmState::BriefSent => {
                self.keep(Popup::Manager(Manager { answer: Some(Field::default()), ..it }))
            }
            Key::Enter if state.is_open() => self.ask(Command::Pm(input, proposed(proposal)), now),
            Key::Char('b') if self.grants(Command::Pm(input.clone(), brief()), now) => {
                self.write_brief(input, now)
            }
            Key::Char(letter) => match movement(letter) {
                Some(wish) => self.ask(Command::Pm(input, wish), now),
                None => self.keep(Popup::Manager(it)),
            },
            _ => self.keep(Popup::Manager(it)),
        }
    }

    fn press_answer(&mut self, mut it: Manager, input: Id, key: Key, now: Now) -> Reply {
        let Some(field) = &mut it.answer else { return Reply::none() };
        match key {
            Key::Esc => Reply::none(),
            Key::Enter => {
                let text = field.text();
                self.ask(Command::Pm(input, PmMove::Answer(text)), now)
            }
            key => {
                field.press(key);
                self.keep(Popup::Manager(it))
            }
        }
    }
}

fn movement(letter: char) -> Option<PmMove> {
    Some(match letter {
        'g' => PmMove::Give,
        'c' => PmMove::Carry { assumption: false },
        'a' => PmMove::Carry { assumption: true },
        'b' => brief(),
        'r' => PmMove::Request,
        'd' => PmMove::Defer { until: None },
        'x' => PmMove::Waive,
        _ => return None,
    })
}

/// A draft filled in from the step.
pub(super) fn brief() -> PmMove {
    use crate::ceremony::Text;
    PmMove::Brief {
        question: Text::default(),
        options: Vec::new(),
        default: Text::default(),
        needed_by: None,
        silence: Text::default(),
    }
}

/// What Enter does: the way the profile proposes.
fn proposed(mode: PmMode) -> PmMove {
    match mode {
        PmMode::Live | PmMode::OnCall | PmMode::Inform => PmMove::Give,
        PmMode::Async => brief(),
        PmMode::Carry => PmMove::Carry { assumption: false },
        PmMode::Defer => PmMove::Defer { until: None },
        PmMode::Waive => PmMove::Waive,
    }
}
