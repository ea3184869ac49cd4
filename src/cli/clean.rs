//! The way out: nothing a file is called or a person wrote can command the terminal that shows it.

use std::io::{self, Write};

use crate::ceremony::Text;

/// Cleans what is written; each write is whole characters.
pub(super) struct Clean<W: Write>(pub(super) W);

impl<W: Write> Write for Clean<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let text = String::from_utf8_lossy(bytes);
        for piece in text.split_inclusive('\t') {
            let (body, tab) = piece.strip_suffix('\t').map_or((piece, ""), |it| (it, "\t"));
            self.0.write_all(Text::new(body).as_bytes())?;
            self.0.write_all(tab.as_bytes())?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_cannot_command_a_terminal() {
        let mut out = Clean(Vec::new());
        out.write_all("a\tb\n\u{1b}[2Jgone\u{202e}\u{9b}1m é".as_bytes()).unwrap();
        assert_eq!(String::from_utf8(out.0).unwrap(), "a\tb\n [2Jgone 1m é");
    }
}
