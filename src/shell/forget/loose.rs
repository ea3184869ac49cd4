//! Files that are RON as people write it: the words in strings and remarks, never the fields. It does not judge the rest.

/// The text with its strings and remarks passed through the function; `None` when a string in it has no end.
pub(super) fn rename(text: &str, to: &mut dyn FnMut(&str) -> String) -> Option<String> {
    let (mut out, mut rest) = (String::with_capacity(text.len()), text);
    while let Some(first) = rest.chars().next() {
        let words = match first {
            '"' => Some(1 + string_end(&rest[1..])?),
            '/' if rest.starts_with("//") => Some(rest.find('\n').unwrap_or(rest.len())),
            '/' if rest.starts_with("/*") => Some(rest.find("*/").map_or(rest.len(), |it| it + 2)),
            _ => None,
        };
        let (part, behind) = rest.split_at(words.unwrap_or(first.len_utf8()));
        match words {
            Some(_) => out.push_str(&to(part)),
            None => out.push_str(part),
        }
        rest = behind;
    }
    Some(out)
}

/// Bytes up to and with the quote that ends a string.
fn string_end(text: &str) -> Option<usize> {
    let mut escaped = false;
    let end = text.bytes().position(|it| {
        let ends = it == b'"' && !escaped;
        escaped = it == b'\\' && !escaped;
        ends
    });
    end.map(|it| it + 1)
}

#[cfg(test)]
mod tests {
    use super::rename;

    #[test]
    fn fields_stay_and_strings_and_remarks_do_not() {
        let text = "Backlog(title: \"the title\", /* title */ n: 1) // title\ntitle";
        let told = rename(text, &mut |it| it.replace("title", "X"));
        let wanted = "Backlog(title: \"the X\", /* X */ n: 1) // X\ntitle";
        assert_eq!(told.as_deref(), Some(wanted));
        assert_eq!(rename("(a: \"b", &mut str::to_owned), None);
    }
}
