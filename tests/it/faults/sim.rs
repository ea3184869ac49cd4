//! A disk in memory that fails on demand and forgets, at a crash, whatever nobody synced.

use std::{
    collections::BTreeMap,
    io::{self, ErrorKind},
    path::{Path, PathBuf},
    sync::{Mutex, MutexGuard},
};

use runsheet::shell::disk::Disk;

/// What goes wrong at a call.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Fault {
    Error(ErrorKind),
    /// A write takes half of the bytes.
    Short,
    /// A sync says it worked and did nothing.
    Lie,
    /// The machine stops: this call and all after it fail.
    Stop,
}

#[derive(Debug, Clone, Default)]
struct Node {
    live: Vec<u8>,
    /// Bytes of `live` that survive a crash.
    durable: usize,
    /// A sync failed: what was dirty then is never written, whatever later syncs say.
    cursed: bool,
}

#[derive(Debug, Clone)]
enum Naming {
    Name(PathBuf, usize),
    Unname(PathBuf),
}

#[derive(Debug, Default)]
struct State {
    nodes: Vec<Node>,
    names: BTreeMap<PathBuf, usize>,
    durable_names: BTreeMap<PathBuf, usize>,
    pending: Vec<Naming>,
    calls: usize,
    plan: Vec<(usize, Fault)>,
    stopped: bool,
}

#[derive(Debug, Default)]
pub(crate) struct Sim(Mutex<State>);

impl Sim {
    /// The n-th call, from 0, meets the fault.
    pub(crate) fn failing(at: usize, fault: Fault) -> Sim {
        Sim(Mutex::new(State { plan: vec![(at, fault)], ..State::default() }))
    }

    pub(crate) fn calls(&self) -> usize {
        self.state().calls
    }

    /// What a new start finds after the power failed. `dice` decides over every name and sector that was not synced.
    pub(crate) fn crashed(&self, dice: &mut impl FnMut(usize) -> usize) -> Sim {
        let state = self.state();
        let mut names = state.durable_names.clone();
        for it in &state.pending {
            match it {
                _ if dice(2) == 0 => {}
                Naming::Name(path, node) => drop(names.insert(path.clone(), *node)),
                Naming::Unname(path) => drop(names.remove(path)),
            }
        }
        let nodes = state.nodes.iter().map(|it| it.after_crash(dice)).collect();
        Sim(Mutex::new(State { nodes, durable_names: names.clone(), names, ..State::default() }))
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().expect("no test panics while it holds the disk")
    }

    /// Counts the call and says what goes wrong with it.
    fn call(&self) -> io::Result<(MutexGuard<'_, State>, Option<Fault>)> {
        let mut state = self.state();
        let now = state.calls;
        state.calls += 1;
        let fault = state.plan.iter().find(|it| it.0 == now).map(|it| it.1);
        state.stopped |= fault == Some(Fault::Stop);
        if state.stopped {
            return Err(io::Error::other("the machine stopped"));
        }
        match fault {
            Some(Fault::Error(kind)) => Err(kind.into()),
            other => Ok((state, other)),
        }
    }
}

impl Node {
    fn after_crash(&self, dice: &mut impl FnMut(usize) -> usize) -> Node {
        let mut live = self.live[..self.durable].to_vec();
        let length = dice(self.live.len() - self.durable + 1);
        for (at, byte) in self.live.iter().enumerate().skip(self.durable).take(length) {
            live.push(*byte);
            if at % 512 == 511 || at + 1 == self.durable + length {
                let sector = (at / 512 * 512).max(self.durable);
                match dice(4) {
                    0 => live[sector..].fill(0),
                    1 => live[sector..].fill(0xa5),
                    _ => {}
                }
            }
        }
        Node { durable: live.len(), live, cursed: false }
    }
}

impl State {
    fn rename(&mut self, from: &Path, to: &Path) -> io::Result<()> {
        let node = self.names.remove(from).ok_or(ErrorKind::NotFound)?;
        self.names.insert(to.to_owned(), node);
        self.pending.push(Naming::Name(to.to_owned(), node));
        self.pending.push(Naming::Unname(from.to_owned()));
        Ok(())
    }
}

impl Disk for Sim {
    type File = usize;

    fn folder(&self, _: &Path) -> io::Result<()> {
        self.call().map(drop)
    }

    fn create(&self, path: &Path) -> io::Result<usize> {
        let (mut state, _) = self.call()?;
        if state.names.contains_key(path) {
            return Err(ErrorKind::AlreadyExists.into());
        }
        let node = state.nodes.len();
        state.nodes.push(Node::default());
        state.names.insert(path.to_owned(), node);
        state.pending.push(Naming::Name(path.to_owned(), node));
        Ok(node)
    }

    fn append(&self, path: &Path) -> io::Result<usize> {
        let (state, _) = self.call()?;
        state.names.get(path).copied().ok_or_else(|| ErrorKind::NotFound.into())
    }

    fn write(&self, file: &mut usize, bytes: &[u8]) -> io::Result<usize> {
        let (mut state, fault) = self.call()?;
        let taken = if fault == Some(Fault::Short) { bytes.len() / 2 } else { bytes.len() };
        state.nodes[*file].live.extend_from_slice(&bytes[..taken]);
        Ok(taken)
    }

    fn sync(&self, file: &mut usize) -> io::Result<()> {
        match self.call() {
            Ok((_, Some(Fault::Lie))) => Ok(()),
            Ok((mut state, _)) => {
                let node = &mut state.nodes[*file];
                if !node.cursed {
                    node.durable = node.live.len();
                }
                Ok(())
            }
            Err(error) => {
                self.state().nodes[*file].cursed = true;
                Err(error)
            }
        }
    }

    fn stand(&self, file: &usize) -> io::Result<(u64, bool)> {
        let (state, _) = self.call()?;
        let named = state.names.values().any(|it| it == file);
        Ok((state.nodes[*file].live.len() as u64, named))
    }

    fn lock(&self, _: &usize) -> io::Result<bool> {
        self.call().map(|_| true)
    }

    fn reserve(&self, _: &usize) {}

    fn release(&self, _: &usize) {}

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        let (mut state, _) = self.call()?;
        if state.names.contains_key(to) {
            return Err(ErrorKind::AlreadyExists.into());
        }
        state.rename(from, to)
    }

    fn replace(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.call()?.0.rename(from, to)
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        let (mut state, _) = self.call()?;
        state.names.remove(path).ok_or(ErrorKind::NotFound)?;
        state.pending.push(Naming::Unname(path.to_owned()));
        Ok(())
    }

    fn sync_folder(&self, _: &Path) -> io::Result<()> {
        let (mut state, _) = self.call()?;
        state.durable_names = state.names.clone();
        state.pending.clear();
        Ok(())
    }

    fn is_there(&self, path: &Path) -> bool {
        self.state().names.contains_key(path)
    }

    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        let state = self.state();
        let node = state.names.get(path).ok_or(ErrorKind::NotFound)?;
        Ok(state.nodes[*node].live.clone())
    }
}
