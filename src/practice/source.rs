//! What the short tags of the sources stand for, from `assets/SOURCES.md`. Words only.

use crate::ceremony::Text;

const SOURCES: &str = include_str!("../../assets/SOURCES.md");

/// The claim behind a tag such as `S2-14`.
pub fn claim(tag: &str) -> Option<&'static str> {
    let rows = SOURCES.lines().filter_map(|it| it.strip_prefix("| ")?.strip_suffix(" |"));
    rows.filter_map(|it| it.split_once(" | ")).find(|(known, _)| *known == tag).map(|(_, it)| it)
}

/// Each tag with what it stands for, where one is known; a line each.
pub fn told(tags: &[Text]) -> Vec<String> {
    let told = tags.iter().map(|it| match (it.split_once(':'), claim(it)) {
        (Some(("SG", section)), _) => format!("Source: Scrum Guide, {section}"),
        (Some(("W", _)), Some(page)) => format!("Source: {}", named(page)),
        (_, Some(claim)) => format!("Source {it}: {claim}"),
        _ if **it == *"J" => "Our own judgement".to_owned(),
        _ => format!("Source: {it}"),
    });
    told.collect()
}

/// A web page by its site and what it is about; the whole address stands in `assets/SOURCES.md`.
fn named(page: &str) -> String {
    let (addresses, about) = page.rsplit_once(" | ").unwrap_or((page, ""));
    let site = addresses.split("://").nth(1).and_then(|it| it.split('/').next());
    let site = site.unwrap_or(addresses).trim_start_matches("www.");
    if about.is_empty() { site.to_owned() } else { format!("{site}: {about}") }
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

    #[test]
    fn a_web_page_is_told_by_its_site_and_what_it_is_about() {
        let lines = told(&["W:daily-anti".into(), "SG:Daily".into(), "J".into()]);
        let site = "Source: age-of-product.com: standup anti-patterns";
        assert_eq!(lines, [site, "Source: Scrum Guide, Daily", "Our own judgement"]);
    }
}
