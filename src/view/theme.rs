//! Roles and their styles: the terminal's own colours, so that light and dark both read. Colour repeats a word, never replaces it.

use ratatui::style::{Color, Modifier, Style};

use crate::app::Theme;

/// What a stretch of text is, not how it looks.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Tone {
    #[default]
    Plain,
    Dim,
    Strong,
    /// The name of a panel or screen.
    Title,
    Accent,
    Good,
    Soon,
    Last,
    Over,
    /// The line the cursor rests on.
    Marked,
    Border,
}

pub(super) fn style(theme: Theme, tone: Tone) -> Style {
    let colour = |it: Color| if theme == Theme::None { Color::Reset } else { it };
    let amber = if theme == Theme::Light { Color::Magenta } else { Color::Yellow };
    let base = Style::reset();
    match tone {
        Tone::Plain => base,
        Tone::Dim => base.add_modifier(Modifier::DIM),
        Tone::Border => base.fg(colour(Color::DarkGray)),
        Tone::Strong => base.add_modifier(Modifier::BOLD),
        Tone::Title | Tone::Accent => base.fg(colour(Color::Cyan)).add_modifier(Modifier::BOLD),
        Tone::Good => base.fg(colour(Color::Green)),
        Tone::Soon => base.fg(colour(amber)),
        Tone::Last => base.fg(colour(amber)).add_modifier(Modifier::BOLD),
        Tone::Over => base.fg(colour(Color::Red)).add_modifier(Modifier::BOLD),
        Tone::Marked => base.add_modifier(Modifier::REVERSED),
    }
}
