//! What is said of sessions that lie past what the settings keep.

use crate::history::Keep;

/// The rule by which sessions lie past keeping.
pub fn past(keep: Keep) -> String {
    match keep {
        Keep::Everything => "Past keeping".to_owned(),
        Keep::Months(months) => format!("Past keeping ({})", lasting(months)),
        Keep::Sessions(most) => format!("Past keeping (the newest {most} stay)"),
    }
}

/// What is kept.
pub fn kept(keep: Keep) -> String {
    match keep {
        Keep::Everything => "everything is kept; `keep` in the settings changes that".to_owned(),
        Keep::Months(months) => format!("sessions are kept for {}", lasting(months)),
        Keep::Sessions(1) => "the newest session is kept".to_owned(),
        Keep::Sessions(most) => format!("the newest {most} sessions are kept"),
    }
}

fn lasting(months: u32) -> String {
    if months == 1 { "1 month".to_owned() } else { format!("{months} months") }
}

/// What goes from the team's lists with them.
pub fn left_open(open: usize) -> String {
    match open {
        0 => "Nothing they left open is open still.".to_owned(),
        1 => "One entry they left open goes from the team's lists.".to_owned(),
        some => format!("{some} entries they left open go from the team's lists."),
    }
}
