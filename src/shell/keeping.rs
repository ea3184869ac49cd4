//! Sessions past what the settings keep: which they are, and their removal when a person has said yes. Nothing goes by itself.

use super::{
    error::Error,
    ledgers::Ledgers,
    prepare::today,
    shelf::Shelved,
    store::{Store, listing, started_ms},
};
use crate::{
    app::{Listing, Now},
    ceremony::Text,
    history::{Keep, Past},
};

/// What lies past `keep`. A session that is open may be gone on with and never counts.
pub fn past(store: &Store, ledgers: &Ledgers, keep: Keep, now: Now) -> Past<Listing> {
    if keep == Keep::Everything {
        return Past { keep, sessions: Vec::new(), open: 0 };
    }
    let all = store.shelf();
    let day = |it: &Shelved| today(Now { wall_ms: started_ms(it), ..now });
    let days: Vec<_> = all.iter().map(day).collect();
    let old = keep.past(&days, today(now)).into_iter().map(|n| listing(&all[n]));
    let sessions: Vec<Listing> = old.filter(|it| it.state.is_over()).collect();
    let sids: Vec<&Text> = sessions.iter().map(|it| &it.sid).collect();
    Past { keep, open: ledgers.left_open(&sids), sessions }
}

/// Removes one session for good, and what it left open from its team's lists.
pub fn remove(store: &Store, ledgers: &Ledgers, sid: &Text, now: Now) -> Result<(), Error> {
    let team = store.team_of(sid);
    store.delete(sid)?;
    team.map_or(Ok(()), |team| ledgers.remove(&team, sid, now))
}
