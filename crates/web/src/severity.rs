//! How severe something is, as a mark that fits on a line and the words that say what it means.

use domain::Severity;

use crate::components::prelude::{Styled as _, Tag};

/// The mark: a word or two. Colour never says it alone.
pub fn tag(severity: Severity) -> Tag {
    let colour = match severity {
        Severity::Immediate | Severity::High => "red",
        Severity::Unknown => "orange",
        Severity::Medium => "yellow",
        Severity::Standard => "grey",
    };
    Tag::coloured(short(severity), colour).class("app-tag")
}

/// What the mark means; nothing where it says all.
pub fn meaning(severity: Severity) -> Option<&'static str> {
    match severity {
        Severity::Unknown => Some("treat it as high until somebody has judged it"),
        known => parts(known).1,
    }
}

/// A word or two.
pub fn short(severity: Severity) -> &'static str {
    parts(severity).0
}

fn parts(severity: Severity) -> (&'static str, Option<&'static str>) {
    let label = severity.label();
    label.split_once(": ").map_or((label, None), |(short, meaning)| (short, Some(meaning)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_mark_is_short_and_what_it_means_stands_beside_it() {
        assert_eq!(tag(Severity::High).to_string().matches("High").count(), 1);
        assert_eq!(meaning(Severity::High), Some("serious harm is likely"));
        assert_eq!(meaning(Severity::Immediate), None);
        assert!(meaning(Severity::Unknown).unwrap().contains("as high"));
        for severity in Severity::ALL {
            assert!(short(*severity).chars().count() <= 14, "{severity:?}");
        }
    }
}
