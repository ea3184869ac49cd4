//! The whole program as one value: which screen is open, and what each message makes of it.

mod pointing;
mod turning;

use std::{
    mem::{Discriminant, discriminant},
    time::Duration,
};

use super::{
    Casting, Debriefing, Died, DrillPage, Effect, First, Handout, History, Home, Intent, Key, Live,
    Message, Now, Page, Picked, Picker, Press, ProgressPage, Replay, Reply, Sheet, Start,
    StartPage, Stored, SummaryPage, Survey, Target, Theme, Turn, View, keys, palette, stray::Stray,
};
use crate::{
    ceremony::{Id, Text},
    session::{Actor, Command},
};

/// How long an answer to a key stays in the footer.
const NOTICE_MS: u64 = 8000;

#[derive(Debug)]
pub struct App {
    pub start: Start,
    pub screen: Screen,
    pub notice: Option<Notice>,
    /// The keys of a screen other than a live session, laid over it.
    pub help: Option<Picker>,
    /// Where one goes back to from a session that is looked at.
    back: Vec<Screen>,
    /// The home screen as it was left.
    home: Option<Home>,
    /// A text on its way to a file, laid over any screen.
    pub handout: Option<Box<Handout>>,
    pub(super) stray: Stray,
    /// Effects of the start, told with the first message.
    first: Vec<Effect>,
}

/// Exactly one is open.
#[derive(Debug)]
pub enum Screen {
    Home(Home),
    History(Box<History>),
    /// The shell gathers what the next screen needs.
    Opening,
    Sheet(Box<Sheet>),
    Live(Box<Live>),
    Casting(Box<Casting>),
    Debrief(Box<Debriefing>),
    Summary(Box<SummaryPage>),
    Replay(Box<Replay>),
    Survey(Box<Survey>),
    Drill(Box<DrillPage>),
    Progress(Box<ProgressPage>),
}

/// One line for a while.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    pub text: Text,
    pub until_ms: u64,
}

impl App {
    pub fn new(start: Start) -> App {
        let (screen, effect) = match &start.first {
            First::Home => (Screen::Home(Home::new(start.ceremonies.clone())), Effect::List),
            First::Train(page) => (Screen::Opening, Effect::Train(*page)),
            First::Live { ceremony } => {
                (Screen::Opening, Effect::Prepare { ceremony: ceremony.clone() })
            }
            First::Resume { sid } => (Screen::Opening, Effect::Resume { sid: sid.clone() }),
            First::History => {
                let (history, effect) = History::open();
                (Screen::History(Box::new(history)), effect)
            }
            First::Look { sid } => (Screen::Opening, Effect::Open { sid: sid.clone() }),
            First::Practice(wish) => (Screen::Opening, Effect::Stage(wish.clone())),
        };
        App {
            start,
            screen,
            notice: None,
            help: None,
            back: Vec::new(),
            home: None,
            handout: None,
            stray: Stray::default(),
            first: vec![effect],
        }
    }

    pub fn theme(&self) -> Theme {
        self.start.theme
    }

    /// Takes one message and says what the world should do.
    pub fn update(&mut self, message: Message, now: Now) -> Vec<Effect> {
        let mut effects = std::mem::take(&mut self.first);
        if !effects.is_empty()
            && let Some(notice) = self.start.notices.first()
        {
            self.say(notice.clone(), now);
        }
        if self.notice.as_ref().is_some_and(|it| it.until_ms <= now.boot_ms) {
            self.notice = None;
        }
        if let Screen::Replay(it) = &mut self.screen {
            it.tick(now);
        }
        let before = self.stage();
        let mut reply = self.take(message, now);
        if let Screen::Live(live) = &mut self.screen
            && reply.turn.is_none()
        {
            reply = reply.and(live.tick(now));
        }
        if before.is_some() && self.stage() != before {
            self.notice = None;
        }
        effects.extend(self.follow(reply, now));
        effects
    }

    /// Step and page of a live session; what was said there goes with them.
    fn stage(&self) -> Option<(Option<Id>, Discriminant<Page>)> {
        let Screen::Live(live) = &self.screen else { return None };
        let step = live.session.step().map(|it| it.id.clone());
        Some((step, discriminant(&live.page)))
    }

    /// When the screen will look different without any message; never while nothing moves.
    pub fn next_change(&self, now: Now) -> Option<Duration> {
        if !self.first.is_empty() {
            return Some(Duration::ZERO);
        }
        let notice = self.notice.as_ref();
        let gone = notice.map(|it| Duration::from_millis(it.until_ms.saturating_sub(now.boot_ms)));
        let beat = match &self.screen {
            Screen::Live(it) => it.next_change(now),
            Screen::Replay(it) => it.next_change(),
            Screen::Drill(it) => it.next_change(now),
            _ => None,
        };
        gone.into_iter().chain(beat).min()
    }

    fn take(&mut self, message: Message, now: Now) -> Reply {
        match message {
            Message::Key(key) => self.press_or_pass(key, now),
            Message::Hit(Target::Key(key)) => self.press(key, now),
            Message::Press(Press::WheelUp) => self.press(Key::Up, now),
            Message::Press(Press::WheelDown) => self.press(Key::Down, now),
            Message::Hit(target) => self.hit(target, now),
            Message::Paste(text) => self.paste_or_pass(&text, now),
            Message::Listed(sessions) => {
                if let Screen::Home(home) = &mut self.screen {
                    home.list(sessions);
                    return Effect::Waiting.into();
                }
                Reply::none()
            }
            Message::Browsed(told) => match (&mut self.screen, self.back.last_mut()) {
                (Screen::History(it), _) | (_, Some(Screen::History(it))) => it.take(told),
                _ => Reply::none(),
            },
            Message::Standing(lines) => {
                if let Screen::Home(home) = &mut self.screen {
                    home.standing = lines;
                }
                Reply::none()
            }
            Message::Prepared(plan) => {
                self.notice = None;
                self.screen =
                    Screen::Sheet(Box::new(Sheet::new(*plan, self.view(), self.start.bell)));
                Reply::none()
            }
            Message::Looked(page) => self.look(*page),
            Message::Waiting(waiting) => {
                if let Screen::Home(home) = &mut self.screen {
                    home.waiting = Some(waiting);
                }
                Reply::none()
            }
            Message::Recalled(meant) => {
                if let Screen::Summary(page) = &mut self.screen {
                    page.meant = Some(meant);
                }
                Reply::none()
            }
            Message::Trained(training) => self.train(*training, now),
            Message::Staged(stage) => {
                self.notice = None;
                let notice = stage.notices.first().cloned();
                let casting = Casting::new(*stage, self.view(), self.start.bell);
                self.screen = Screen::Casting(Box::new(casting));
                Reply { say: notice, ..Reply::none() }
            }
            Message::Opened(stored) => self.open(*stored, now),
            Message::Surveyed(answer) => match &mut self.screen {
                Screen::Survey(survey) => survey.learn(*answer),
                _ => Reply::none(),
            },
            Message::Save(save) => match &mut self.screen {
                Screen::Live(live) => live.save(save),
                _ => Reply::none(),
            },
            Message::Slept { ms } => {
                if let Screen::Live(live) = &mut self.screen {
                    live.gap(ms, Died::No);
                }
                Reply::none()
            }
            Message::Wrote(path) => {
                self.handout = None;
                Reply::say(format!("Written to {path}"))
            }
            Message::InTheWay(path) => {
                if let Some(handout) = &mut self.handout {
                    handout.there = Some(path);
                }
                Reply::none()
            }
            Message::Failed(text) => {
                let home = self.is_waiting().then_some(Turn::Back);
                Reply { say: Some(text), turn: home, ..Reply::none() }
            }
            Message::Signal(signal) => self.signal(signal, now),
            Message::Press(Press::Left { .. }) | Message::Resized | Message::Tick => Reply::none(),
        }
    }

    /// Whether there is nothing to see until the shell answers.
    fn is_waiting(&self) -> bool {
        match &self.screen {
            Screen::Survey(it) => matches!(**it, Survey::Waiting(_)),
            other => matches!(other, Screen::Opening),
        }
    }

    pub(super) fn press(&mut self, key: Key, now: Now) -> Reply {
        if let Some(handout) = &mut self.handout {
            if key == Key::Esc {
                self.handout = None;
                return Reply::none();
            }
            return handout.press(key);
        }
        if let Some(picker) = self.help.take() {
            return self.press_help(picker, key, now);
        }
        let (own, table) = match &mut self.screen {
            Screen::Live(live) => return live.press(key, now),
            Screen::Replay(it) => return it.press(key, now),
            Screen::Home(_) => (None, keys::HOME),
            Screen::History(it) => (it.press(key), keys::HISTORY),
            Screen::Sheet(_) => (None, keys::SHEET),
            Screen::Summary(it) => (it.press(key), keys::SUMMARY),
            Screen::Drill(_) => (None, keys::DRILL),
            Screen::Progress(_) => (None, keys::PROGRESS),
            Screen::Casting(_) => (None, keys::CASTING),
            Screen::Debrief(it) => (it.press(key), keys::DEBRIEF),
            Screen::Survey(it) => (it.press(key), it.table()),
            Screen::Opening => {
                let quits = matches!(key, Key::Ctrl('c') | Key::Esc | Key::Char('q'));
                return if quits { Effect::Quit.into() } else { Reply::none() };
            }
        };
        if let Some(reply) = own {
            return reply;
        }
        match keys::intent(table, key, |_| true) {
            Some(Intent::Choose) => self.choose(key, now),
            Some(intent) => self.act(intent, table, now),
            None => Reply::none(),
        }
    }

    fn act(&mut self, intent: Intent, table: &'static [keys::Binding], now: Now) -> Reply {
        if intent == Intent::Help {
            self.help = Some(palette::help(table));
            return Reply::none();
        }
        match &mut self.screen {
            Screen::Home(it) => {
                let reply = it.update(intent);
                self.home = Some(it.clone()).filter(|_| reply.leads_on()).or(self.home.take());
                reply
            }
            Screen::History(it) => it.update(intent),
            Screen::Sheet(it) => it.update(intent, now),
            Screen::Summary(it) => it.update(intent),
            Screen::Casting(it) => it.update(intent, now),
            Screen::Debrief(it) => it.update(intent),
            Screen::Survey(it) => it.update(intent),
            Screen::Drill(it) => it.update(intent, now),
            Screen::Progress(it) => it.update(intent),
            Screen::Live(_) | Screen::Replay(_) | Screen::Opening => Reply::none(),
        }
    }

    fn press_help(&mut self, mut picker: Picker, key: Key, now: Now) -> Reply {
        match picker.press(key) {
            Picked::Nothing => {
                self.help = Some(picker);
                Reply::none()
            }
            Picked::Took(super::Act::Intent(intent)) => self.act(intent, keys::HOME, now),
            Picked::Left | Picked::Took(_) => Reply::none(),
        }
    }

    /// A session that was read goes on where it may, and is shown where it may not.
    fn open(&mut self, stored: Stored, now: Now) -> Reply {
        match stored.resumed {
            Some(away_ms) => {
                let notice = stored.notices.first().cloned();
                let (live, reply) =
                    Live::resume(&stored, away_ms, self.view(), self.start.bell, now);
                let reply = Reply { say: notice, ..reply };
                if live.session.ending().is_some() {
                    let page = SummaryPage::of(&live.session, live.moment(now));
                    return reply
                        .and(Effect::Close.into())
                        .and(Reply::turn(Turn::Summary(Box::new(page))));
                }
                reply.and(Reply::turn(Turn::Live(Box::new(live))))
            }
            None => self.look(SummaryPage::stored(stored)),
        }
    }

    /// The journal says how the process came to its end; the session stays resumable.
    fn signal(&mut self, signal: i32, now: Now) -> Reply {
        let Screen::Live(live) = &mut self.screen else { return Effect::Quit.into() };
        let reply = live.ask_as(Command::Interrupt { signal }, Actor::Shell, now);
        reply.and(Effect::Close.into()).and(Effect::Quit.into())
    }

    fn say(&mut self, text: Text, now: Now) {
        self.notice = Some(Notice { text, until_ms: now.boot_ms + NOTICE_MS });
    }

    fn view(&self) -> View {
        if self.start.room { View::Room } else { View::Desk }
    }
}
