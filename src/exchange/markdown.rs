//! A session as one page of Markdown: decisions and actions on top, the numbers at the end. Text from people is escaped.

use super::{Audience, audience::is_confidential, details, sections, words};
use crate::{
    ceremony::Id,
    session::{Ending, Moment, Session, Summary},
};

/// The page for this audience, as the session stood at `at`.
pub fn markdown(session: &Session, at: Moment, audience: Audience) -> String {
    let summary = session.summary(at);
    let mut page = Page::default();
    page.line(&format!("# {}", title(session)));
    head(&mut page, session, &summary, audience);
    sections::write(&mut page, session, audience);
    match audience {
        Audience::Team => details::meeting(&mut page, session, &summary),
        Audience::Myself => {
            details::meeting(&mut page, session, &summary);
            details::myself(&mut page, session, &summary, at);
        }
        Audience::Pm | Audience::Stakeholders => {}
    }
    page.text
}

/// `Sprint 24 planning: 2026-11-23`.
fn title(session: &Session) -> String {
    let opened = &session.setup().opened;
    let name = opened.title.strip_prefix("Sprint ").unwrap_or(&opened.title).to_lowercase();
    let name = if opened.sprint.is_empty() {
        escape(&opened.title)
    } else {
        format!("{} {}", escape(&opened.sprint), escape(&name))
    };
    match words::day(session) {
        Some(day) => format!("{name}: {day}"),
        None => name,
    }
}

fn head(page: &mut Page, session: &Session, it: &Summary, audience: Audience) {
    let mut lines = Vec::new();
    if let Some(goal) = &it.goal {
        lines.push(format!("**Goal:** {}{}", escape(goal), confidence(session, audience)));
    }
    let answers = it.choices.iter().filter(|_| !is_confidential(session));
    lines.extend(answers.map(|(ask, answer)| format!("**{}** {}", escape(ask), escape(answer))));
    let present = words::present(session);
    if audience != Audience::Stakeholders {
        lines.push(format!(
            "**Present:** {present} · {} of {}{}",
            words::minutes(it.elapsed_s),
            words::minutes(it.planned_s),
            after(it)
        ));
    }
    lines.extend(state(session));
    page.line(&lines.join("  \n"));
}

/// What steps with a clock of their own took beyond the timebox.
fn after(it: &Summary) -> String {
    match it.length_s - it.elapsed_s {
        0 => String::new(),
        more => format!(" and {} after it", words::minutes(more)),
    }
}

/// The last vote of confidence, beside the goal it is about; a vote stays with the team.
fn confidence(session: &Session, audience: Audience) -> String {
    if !matches!(audience, Audience::Team | Audience::Myself) {
        return String::new();
    }
    let vote = session.reveals().iter().rfind(|it| it.pulse == Id::new("fist"));
    let Some(crate::session::Tally::Counts(counts)) = vote.map(|it| &it.tally) else {
        return String::new();
    };
    match (words::median(counts), counts.first()) {
        (Some(median), Some((lowest, _))) => format!(" *(confidence {median}, lowest {lowest})*"),
        _ => String::new(),
    }
}

fn state(session: &Session) -> Option<String> {
    match session.ending() {
        Some(Ending::Done) => None,
        Some(Ending::Early) => Some("**Ended early.**".to_owned()),
        Some(Ending::Aborted { reason, words }) => {
            let reasons = &session.setup().ceremony.exits.abort;
            let known = reasons.iter().find(|it| it.id == *reason);
            let reason = known.map_or(reason.as_str(), |it| &it.label);
            let words =
                if words.is_empty() { String::new() } else { format!(", {}", escape(words)) };
            Some(format!("**Stopped:** {}{words}", escape(reason)))
        }
        None => Some("**Not finished:** the session is still open.".to_owned()),
    }
}

/// Markdown as it grows: blocks with one empty line between.
#[derive(Default)]
pub(super) struct Page {
    text: String,
}

impl Page {
    /// A block of its own.
    pub(super) fn line(&mut self, block: &str) {
        if block.is_empty() {
            return;
        }
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        self.text.push_str(block);
        self.text.push('\n');
    }

    pub(super) fn heading(&mut self, title: &str) {
        self.line(&format!("## {title}"));
    }

    /// Cells are already escaped.
    pub(super) fn table<const N: usize>(
        &mut self,
        head: [&str; N],
        rows: impl IntoIterator<Item = [String; N]>,
    ) {
        let line = |cells: &[String]| format!("| {} |", cells.join(" | ").trim_end());
        let mut lines = vec![line(&head.map(str::to_owned)), format!("|{}", "---|".repeat(N))];
        lines.extend(rows.into_iter().map(|it| line(&it)));
        self.line(&lines.join("\n"));
    }

    pub(super) fn list(&mut self, items: impl IntoIterator<Item = String>) {
        let lines: Vec<String> = items.into_iter().map(|it| format!("- {it}")).collect();
        self.line(&lines.join("\n"));
    }
}

/// A person's text as it must stand in Markdown to show as it was typed, on one line.
pub(super) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let text = text.trim();
    for (at, it) in text.char_indices() {
        match it {
            '\n' => out.push_str("<br>"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '#' | '~' | '&' | '$' => {
                out.extend(['\\', it]);
            }
            '-' | '+' | '=' if at == 0 => out.extend(['\\', it]),
            '.' | ')' if 0 < at && text[..at].chars().all(|it| it.is_ascii_digit()) => {
                out.extend(['\\', it]);
            }
            _ => out.push(it),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_typed_is_read_as_markdown() {
        let typed = "<b> a|b `c` *d* [e](f) &amp; # 1.\n- x";
        assert_eq!(escape(typed), r"\<b\> a\|b \`c\` \*d\* \[e\](f) \&amp; \# 1.<br>- x");
        assert_eq!(escape("- a"), r"\- a");
        assert_eq!(escape("12. a"), r"12\. a");
    }
}
