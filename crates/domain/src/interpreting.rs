//! Who interprets: somebody who was booked, never the family, a friend or a neighbour (ONE-22, domain.md 6). One rule for
//! every place in which somebody writes down what is asked of an interpreter.

/// Words by which somebody says that a relative, a partner or a friend is to interpret.
const RELATIONS: &[&str] = &[
    "aunt",
    "auntie",
    "boyfriend",
    "boy",
    "brother",
    "child",
    "children",
    "cousin",
    "dad",
    "daughter",
    "ex",
    "family",
    "father",
    "fiance",
    "fiancé",
    "fiancée",
    "friend",
    "girl",
    "girlfriend",
    "grandad",
    "granddaughter",
    "grandfather",
    "grandma",
    "grandmother",
    "grandson",
    "husband",
    "kid",
    "kids",
    "mam",
    "mother",
    "mum",
    "nan",
    "neighbour",
    "nephew",
    "niece",
    "parent",
    "partner",
    "relative",
    "sibling",
    "sister",
    "son",
    "spouse",
    "stepdaughter",
    "stepfather",
    "stepmother",
    "stepson",
    "uncle",
    "wife",
];

/// Words after which a relation is named only to be ruled out: "not her brother", "nobody who knows the family".
const RULED_OUT: &[&str] = &[
    "cannot",
    "different",
    "never",
    "no",
    "nobody",
    "none",
    "nor",
    "not",
    "or",
    "outside",
    "unknown",
    "without",
];

/// Words and signs at which what was ruled out before them ends: "not a stranger, her sister".
const ENDS: &[&str] = &["but", "except", "only", "unless"];

/// How many words before a relation may rule it out.
const REACH: usize = 4;

/// Whether what is said of an interpreter names somebody who must never interpret. What is only ruled out is no such
/// name.
pub(crate) fn names_a_relation(text: &str) -> bool {
    text.split([',', '.', ';', ':', '!', '?', '(', ')', '\n']).any(named_in)
}

fn named_in(clause: &str) -> bool {
    let words: Vec<String> = clause
        .split(|letter: char| !letter.is_alphabetic())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect();
    let is_one_of = |list: &[&str], word: &String| list.contains(&word.as_str());
    let ruled_out = |at: usize| {
        let before = words.iter().take(at).rev().take(REACH);
        before.take_while(|word| !is_one_of(ENDS, word)).any(|word| is_one_of(RULED_OUT, word))
    };
    let is_relation = |word: &str| {
        RELATIONS.contains(&word) || word.strip_suffix('s').is_some_and(|one| RELATIONS.contains(&one))
    };
    words.iter().enumerate().any(|(at, word)| is_relation(word) && !ruled_out(at))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn given_a_relation_then_it_is_found_however_it_is_said() {
        for text in [
            "Her sister",
            "her SON",
            "the children",
            "Husband, by phone",
            "a friend",
            "mother-in-law",
            "Sister's help",
            "Not a stranger, her sister",
            "Nobody but her daughter",
        ] {
            assert!(names_a_relation(text), "{text}");
        }
    }

    #[test]
    fn given_a_relation_that_is_only_ruled_out_or_none_at_all_then_there_is_nothing_to_find() {
        for text in [
            "A woman, by phone",
            "Not her brother",
            "Booked, never family or friends",
            "From another region",
            "Not from her family",
            "A woman, nobody who knows the family",
            "Somebody not known to his brother",
            "Polish",
        ] {
            assert!(!names_a_relation(text), "{text}");
        }
    }
}
