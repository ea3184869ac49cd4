//! What the short tags of the sources stand for, from `assets/SOURCES.md`. Words only.

const SOURCES: &str = include_str!("../../assets/SOURCES.md");

/// The claim behind a tag such as `S2-14`.
pub fn claim(tag: &str) -> Option<&'static str> {
    let rows = SOURCES.lines().filter_map(|it| it.strip_prefix("| ")?.strip_suffix(" |"));
    rows.filter_map(|it| it.split_once(" | ")).find(|(known, _)| *known == tag).map(|(_, it)| it)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::practice::Content;

    #[test]
    fn every_claim_a_statement_rests_on_is_known() {
        let content = Content::shipped();
        let tags = content.statements().flat_map(|it| it.sources.clone());
        let claims: Vec<_> =
            tags.filter(|it| it.starts_with('S') && !it.starts_with("SG")).collect();
        assert!(claims.len() > 40);
        for it in claims {
            assert!(claim(&it).is_some_and(|it| it.len() > 8), "{it}");
        }
        assert_eq!(claim("S9-99"), None);
    }
}
