//! A saved session shown again at any moment, on the very screen it ran on. Nothing here is asked of the engine or written.

use std::{sync::Arc, time::Duration};

use super::{
    Act, Effect, Entry, Intent, Key, Live, Now, Picked, Picker, Reply, SummaryPage, Target, Turn,
    View, keys, marks, palette,
    retelling::{Retelling, Told},
};
use crate::{
    history::{Mark, Sort, Timeline, What},
    session::{Film, Moment, minutes_and_seconds},
};

/// Session time to screen time.
const SPEEDS: [u64; 7] = [1, 2, 4, 8, 16, 32, 64];
/// Frames while it plays are at least so far apart.
const FRAME_MS: u64 = 100;
/// One press of an arrow moves so far; one of a page key a twentieth of it all.
const ARROW_MS: u64 = 10_000;

#[derive(Debug)]
pub struct Replay {
    film: Arc<Film>,
    pub timeline: Arc<Timeline>,
    pub live: Live,
    pub at: Moment,
    /// Where on the line and when it was set going; `None` while it stands.
    going: Option<(u64, u64)>,
    speed: usize,
    /// Every mark, to choose from.
    pub list: Option<Picker>,
    page: Box<SummaryPage>,
    /// The practice run beside it, and how much of it has been told.
    run: Option<Arc<Retelling>>,
    lines: usize,
}

impl Replay {
    /// Stands at this moment, or at the beginning.
    pub fn new(page: SummaryPage, at: Option<Moment>) -> Replay {
        let (film, timeline) = (page.film.clone(), page.timeline.clone());
        let live = Live::replayed(film.start(), View::Desk);
        let first = film.records().first().map_or(Moment(0), |it| it.at);
        let mut replay = Replay {
            film,
            timeline,
            live,
            at: first,
            going: None,
            speed: 2,
            list: None,
            run: page.run.clone(),
            lines: 0,
            page: Box::new(page),
        };
        replay.go(at.unwrap_or(first));
        replay
    }

    /// The clock of that day, as the screen of the session is drawn by it.
    pub fn then(&self) -> Now {
        let opened = &self.film.setup().opened;
        Now {
            boot_ms: self.at.0,
            wall_ms: opened.wall_ms.saturating_add_unsigned(self.at.0),
            offset_min: opened.offset_min,
        }
    }

    pub fn speed(&self) -> u64 {
        SPEEDS[self.speed]
    }

    pub fn plays(&self) -> bool {
        self.going.is_some()
    }

    /// How many lines of the story have been told, and how many there are: records, and what a practice run says beside them.
    pub fn told(&self) -> (usize, usize) {
        let beside = self.run.as_ref().map_or(0, |it| it.lines());
        let seen = self.live.session.records().len();
        (seen + self.lines, self.film.records().len() + beside)
    }

    /// The last mark that lies behind.
    pub fn behind(&self) -> Option<&Mark> {
        self.timeline.previous(Moment(self.at.0.saturating_add(1)), |_| true)
    }

    fn go(&mut self, at: Moment) {
        self.at = at;
        let seen = self.film.seen_at(at);
        let next = self.film.records().get(seen);
        let lines = self.run.as_ref().map_or(0, |it| it.told_at(at, next));
        self.wind_to(Told { records: seen, lines });
    }

    /// To where so much has been told; a practice run is told anew when that is something else.
    fn wind_to(&mut self, told: Told) {
        let before = Told { records: self.live.session.records().len(), lines: self.lines };
        self.film.wind_to(&mut self.live.session, told.records);
        self.lines = told.lines;
        let Some(run) = self.run.as_ref().filter(|_| before != told) else { return };
        let records = self.live.session.records();
        let (practice, open) = run.run(self.film.setup().clone(), records, told.lines);
        self.live.practice = Some(Box::new(practice));
        self.live.open = open;
    }

    /// Stands still at a moment.
    fn stand(&mut self, at: Moment) {
        self.going = None;
        self.go(at);
    }

    /// Moves on, while it plays, to where it has come by now.
    pub fn tick(&mut self, now: Now) {
        let Some((place, since)) = self.going else { return };
        let passed = now.boot_ms.saturating_sub(since).saturating_mul(self.speed());
        let place = place.saturating_add(passed);
        self.go(self.timeline.moment(place));
        if self.timeline.length() <= place {
            self.going = None;
        }
    }

    /// The next frame: each shown second, or as often as the eye needs.
    pub fn next_change(&self) -> Option<Duration> {
        self.going.map(|_| Duration::from_millis((1000 / self.speed()).max(FRAME_MS)))
    }

    pub fn press(&mut self, key: Key, now: Now) -> Reply {
        self.tick(now);
        if let Some(mut list) = self.list.take() {
            match list.press(key) {
                Picked::Took(Act::Moment(at)) => self.stand(at),
                Picked::Took(Act::Intent(intent)) => return self.act(intent, now),
                Picked::Left | Picked::Took(_) => {}
                Picked::Nothing => self.list = Some(list),
            }
            return Reply::none();
        }
        let intent = keys::intent(keys::REPLAY, key, |it| self.offers(it));
        intent.map_or_else(Reply::none, |it| self.act(it, now))
    }

    pub fn offers(&self, intent: Intent) -> bool {
        match intent {
            Intent::Pause => self.plays(),
            Intent::Resume => !self.plays(),
            Intent::View => self.live.view == View::Desk,
            Intent::Desk => self.live.view == View::Room,
            _ => true,
        }
    }

    fn act(&mut self, intent: Intent, now: Now) -> Reply {
        let page = (self.timeline.length() / 20).max(ARROW_MS);
        match intent {
            Intent::Pause => self.going = None,
            Intent::Resume => self.play(now),
            Intent::Faster => self.change_speed(now, (self.speed + 1).min(SPEEDS.len() - 1)),
            Intent::Slower => self.change_speed(now, self.speed.saturating_sub(1)),
            Intent::Right | Intent::Down => self.shift(ARROW_MS, true, now),
            Intent::Left | Intent::Up => self.shift(ARROW_MS, false, now),
            Intent::PageDown => self.shift(page, true, now),
            Intent::PageUp => self.shift(page, false, now),
            Intent::First => self.stand(self.timeline.moment(0)),
            Intent::Last => self.stand(self.film.last()),
            Intent::NextEvent => self.step(true),
            Intent::PreviousEvent => self.step(false),
            Intent::NextStep => return self.jump(true, |it| it == Sort::Step),
            Intent::PreviousStep => return self.jump(false, |it| it == Sort::Step),
            Intent::NextCapture => return self.jump(true, |it| it == Sort::Capture),
            Intent::PreviousCapture => return self.jump(false, |it| it == Sort::Capture),
            Intent::NextMark => return self.jump(true, |it| it == Sort::Other),
            Intent::PreviousMark => return self.jump(false, |it| it == Sort::Other),
            Intent::NextOverrun => return self.jump(true, |it| it == Sort::Over),
            Intent::PreviousOverrun => return self.jump(false, |it| it == Sort::Over),
            Intent::Find => self.list = Some(self.marks()),
            Intent::View | Intent::Desk => {
                let other = if self.live.view == View::Desk { View::Room } else { View::Desk };
                self.live.view = other;
            }
            Intent::Help => self.list = Some(palette::help(keys::REPLAY)),
            Intent::Leave => return Reply::turn(Turn::Summary(self.page.clone())),
            Intent::Suspend => return Effect::Suspend.into(),
            Intent::Quit => return Effect::Quit.into(),
            _ => {}
        }
        Reply::none()
    }

    /// From where it stands; from the beginning when it stands at the end.
    fn play(&mut self, now: Now) {
        if self.film.last() <= self.at {
            self.go(self.timeline.moment(0));
        }
        self.going = Some((self.timeline.place(self.at), now.boot_ms));
    }

    fn change_speed(&mut self, now: Now, speed: usize) {
        self.speed = speed;
        if self.plays() {
            self.play(now);
        }
    }

    /// So far along the line; a film that plays goes on from there.
    fn shift(&mut self, ms: u64, on: bool, now: Now) {
        let here = self.timeline.place(self.at);
        let there = if on { here.saturating_add(ms) } else { here.saturating_sub(ms) };
        self.go(self.timeline.moment(there));
        if self.plays() {
            self.going = Some((self.timeline.place(self.at), now.boot_ms));
        }
    }

    /// One record on or back; the session stands as it did right after it.
    fn step(&mut self, on: bool) {
        self.going = None;
        let told = Told { records: self.live.session.records().len(), lines: self.lines };
        let records = self.film.records();
        let next = match &self.run {
            Some(it) => it.step(records, told, on),
            None if on => Told { records: (told.records + 1).min(records.len()), ..told },
            None => Told { records: told.records.saturating_sub(1).max(1), ..told },
        };
        self.wind_to(next);
        let last = self.live.session.records().last().map(|it| it.at);
        let beside = self.run.as_ref().and_then(|it| it.moment(next.lines));
        self.at = last.max(beside).unwrap_or(self.at);
    }

    fn jump(&mut self, on: bool, fits: impl Fn(Sort) -> bool) -> Reply {
        let line = &self.timeline;
        let found = if on { line.next(self.at, fits) } else { line.previous(self.at, fits) };
        match found.map(|it| it.at) {
            Some(at) => {
                self.stand(at);
                Reply::none()
            }
            None => Reply::say("No other one that way."),
        }
    }

    /// Pasted text is something to find in the list.
    pub fn paste(&mut self, raw: &str) -> Reply {
        if let Some(list) = &mut self.list {
            list.field.paste(raw);
        }
        Reply::none()
    }

    /// A press on the rail, on the line, or in the list.
    pub fn hit(&mut self, target: Target, now: Now) -> Reply {
        match target {
            Target::Row(row) => {
                if let Some(list) = &mut self.list {
                    list.mark(row);
                    return self.press(Key::Enter, now);
                }
            }
            Target::Step(nth) => {
                let step = self.film.setup().ceremony.steps.get(nth).map(|it| it.id.clone());
                let entered =
                    |it: &&Mark| matches!((&it.what, &step), (What::Step(a), Some(b)) if a == b);
                if let Some(at) = self.timeline.marks.iter().find(entered).map(|it| it.at) {
                    self.stand(at);
                }
            }
            Target::Time(place) => self.stand(self.timeline.moment(place)),
            Target::Key(key) => return self.press(key, now),
            Target::Owner(_) => {}
        }
        Reply::none()
    }

    /// The marks as a list to find one in; the session's own words say what they are.
    fn marks(&self) -> Picker {
        let entry = |it: &Mark| Entry {
            label: marks::said(&self.page.end, &it.what),
            note: minutes_and_seconds(self.timeline.place(it.at)),
            act: Act::Moment(it.at),
            off: false,
        };
        Picker::new("Go to", self.timeline.marks.iter().map(entry).collect())
    }

    /// What the last mark behind was.
    pub fn said(&self) -> String {
        self.behind().map_or(String::new(), |it| marks::said(&self.page.end, &it.what))
    }
}
