//! Bytes to text with plain line ends, whatever encoding the bytes are in. Never fails on text; says what it is if it is none.

use std::fmt;

use super::problem::{Fault, Problem};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    Utf8,
    Utf16,
    Latin1,
    Cp1252,
    /// UTF-8 but for some lines.
    Mixed,
}

impl fmt::Display for Encoding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Encoding::Utf8 => "UTF-8",
            Encoding::Utf16 => "UTF-16",
            Encoding::Latin1 => "Latin-1",
            Encoding::Cp1252 => "Windows-1252",
            Encoding::Mixed => "UTF-8 with lines in Windows-1252",
        })
    }
}

pub(in crate::exchange) struct Decoded {
    /// Lines end in `\n` alone, so that every count of lines agrees.
    pub(in crate::exchange) text: String,
    pub(super) encoding: Encoding,
    pub(super) problems: Vec<Problem>,
}

/// First bytes of what people export by mistake.
const NO_TEXT: [(&[u8], &str); 7] = [
    (b"PK\x03\x04", "a workbook or archive (xlsx, zip)"),
    (b"\xd0\xcf\x11\xe0", "an old Excel workbook (xls)"),
    (b"%PDF", "a PDF"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"SQLite format 3", "a database"),
];

pub(in crate::exchange) fn decode(bytes: &[u8]) -> Result<Decoded, Fault> {
    if let Some((_, is)) = NO_TEXT.iter().find(|it| bytes.starts_with(it.0)) {
        return Err(Fault::NoText(is));
    }
    let (text, encoding, problems) = match bytes {
        [0xef, 0xbb, 0xbf, rest @ ..] => bytewise(rest),
        [0xff, 0xfe, rest @ ..] => wide(rest, u16::from_le_bytes),
        [0xfe, 0xff, rest @ ..] => wide(rest, u16::from_be_bytes),
        _ => match zeros(bytes) {
            Zeros::High => wide(bytes, u16::from_le_bytes),
            Zeros::Low => wide(bytes, u16::from_be_bytes),
            Zeros::Many => return Err(Fault::NoText("binary data")),
            Zeros::Few => bytewise(bytes),
        },
    };
    Ok(Decoded { text: plain_ends(text), encoding, problems })
}

type Read = (String, Encoding, Vec<Problem>);

/// Where the zero bytes stand: UTF-16 of western text has one beside nearly every character, text in bytes has none.
enum Zeros {
    Few,
    Many,
    High,
    Low,
}

/// So many control characters may stray into any text.
const FEW: usize = 4;

fn zeros(bytes: &[u8]) -> Zeros {
    let sample = &bytes[..bytes.len().min(4096)];
    let at = |odd: usize| sample.iter().skip(odd).step_by(2).filter(|it| **it == 0).count();
    let (even, odd, half) = (at(0), at(1), sample.len() / 2);
    if half > 1 && odd * 3 > half && even * 20 < half {
        Zeros::High
    } else if half > 1 && even * 3 > half && odd * 20 < half {
        Zeros::Low
    } else if FEW < controls(sample) && sample.len() < controls(sample) * 50 {
        Zeros::Many
    } else {
        Zeros::Few
    }
}

/// Bytes no text has but for line ends and tabs.
fn controls(sample: &[u8]) -> usize {
    let odd = |it: &u8| it.is_ascii_control() && !it.is_ascii_whitespace();
    sample.iter().filter(|it| odd(it)).count()
}

fn wide(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Read {
    let (mut text, mut problems, mut line) = (String::with_capacity(bytes.len()), Vec::new(), 1);
    let pairs = bytes.chunks_exact(2).map(|it| unit([it[0], it[1]]));
    for it in char::decode_utf16(pairs) {
        let it = it.unwrap_or_else(|_| {
            problems.push(Problem { line, fault: Fault::Unreadable });
            char::REPLACEMENT_CHARACTER
        });
        line += usize::from(it == '\n');
        text.push(it);
    }
    if bytes.len() % 2 == 1 {
        problems.push(Problem { line, fault: Fault::Unreadable });
        text.push(char::REPLACEMENT_CHARACTER);
    }
    problems.dedup();
    (text, Encoding::Utf16, problems)
}

/// UTF-8, or one byte a character, or UTF-8 with foreign lines in it.
fn bytewise(bytes: &[u8]) -> Read {
    if let Ok(text) = std::str::from_utf8(bytes) {
        return (text.to_owned(), Encoding::Utf8, Vec::new());
    }
    let lines = || bytes.split_inclusive(|it| *it == b'\n');
    let valid = lines().filter(|it| !it.is_ascii() && std::str::from_utf8(it).is_ok()).count();
    if valid == 0 || lines().filter(|it| std::str::from_utf8(it).is_err()).count() > valid {
        let text = bytes.iter().map(|it| western(*it)).collect();
        let windows = bytes.iter().any(|it| (0x80..0xa0).contains(it));
        let encoding = if windows { Encoding::Cp1252 } else { Encoding::Latin1 };
        return (text, encoding, Vec::new());
    }
    let (mut text, mut problems) = (String::with_capacity(bytes.len()), Vec::new());
    for (n, line) in lines().enumerate() {
        if let Ok(line) = std::str::from_utf8(line) {
            text.push_str(line);
        } else {
            text.extend(line.iter().map(|it| western(*it)));
            problems.push(Problem { line: n + 1, fault: Fault::Encoding });
        }
    }
    (text, Encoding::Mixed, problems)
}

/// Windows-1252 from 0x80 on; Latin-1 has control characters there, which no list of work holds (WHATWG Encoding, "windows-1252").
const WINDOWS: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}',
    '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];

fn western(byte: u8) -> char {
    match byte {
        0x80..=0x9f => WINDOWS[usize::from(byte - 0x80)],
        _ => char::from(byte),
    }
}

fn plain_ends(text: String) -> String {
    if text.contains('\r') { text.replace("\r\n", "\n").replace('\r', "\n") } else { text }
}
