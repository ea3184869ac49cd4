//! From bytes to lines, going forward only, so that a whole file is counted once.

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Place {
    counted: usize,
    line: usize,
}

impl Place {
    pub(super) fn starting_on(line: usize) -> Place {
        Place { counted: 0, line }
    }

    /// The line this byte of the text is in; an earlier byte than the last one asked for is in the same line.
    pub(super) fn line_at(&mut self, text: &str, at: usize) -> usize {
        let at = at.clamp(self.counted, text.len());
        self.line += text[self.counted..at].matches('\n').count();
        self.counted = at;
        self.line
    }
}
