//! Words that somebody else may read or hear: on voicemail, in a text, in a letter. None may tell what
//! this is about (security.md 8).

use crate::form::Reader;

/// Beginnings of words that would give it away.
const BEGINNINGS: [&str; 22] = [
    "abus",
    "assault",
    "bruis",
    "coerc",
    "disclos",
    "domestic",
    "harass",
    "holdfast",
    "hurt",
    "injunct",
    "injur",
    "perpetrat",
    "police",
    "prosecut",
    "rape",
    "refuge",
    "safeguard",
    "stalk",
    "survivor",
    "threat",
    "victim",
    "violen",
];
/// Whole words, where a beginning would stop ordinary ones.
const WORDS: [&str; 8] = ["marac", "idva", "isva", "dash", "dvpo", "dvpn", "dapo", "harm"];
/// Short forms that are words or names in small letters.
const SHORT_FORMS: [&str; 2] = ["DA", "DV"];

/// The first word that would give it away, as it was typed.
pub fn telltale(text: &str) -> Option<&str> {
    let words = text.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
    let gives_it_away = |word: &&str| SHORT_FORMS.contains(word) || tells(&word.to_lowercase());
    words.into_iter().find(gives_it_away).or_else(|| spelt_out(text))
}

fn tells(word: &str) -> bool {
    WORDS.contains(&word) || BEGINNINGS.iter().any(|beginning| word.starts_with(beginning))
}

/// A word broken by signs, such as "ab-use" or "M.A.R.A.C.": what stands between two spaces is read as one.
fn spelt_out(text: &str) -> Option<&str> {
    let whole = |typed: &str| -> String {
        typed.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).collect()
    };
    text.split_whitespace().find(|typed| tells(&whole(typed)))
}

/// Says beside the field which word gives it away.
pub fn check(reader: &mut Reader<'_>, field: &str) {
    if let Some(word) = telltale(reader.sent().one(field)) {
        reader.wrong(field, format!("Somebody else may read or hear this. Leave out the word “{word}”"));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_word_that_would_give_it_away_is_named_as_it_was_typed() {
        for (text, word) in [
            ("About the Abuse you told us of", "Abuse"),
            ("Your MARAC is on Monday", "MARAC"),
            ("from the domestic team", "domestic"),
            ("our survivors' group", "survivors"),
            ("he is a perpetrator", "perpetrator"),
            ("violence", "violence"),
            ("about the ab-use", "ab-use"),
            ("the M.A.R.A.C. met", "M.A.R.A.C."),
            ("DA team", "DA"),
        ] {
            assert_eq!(telltale(text), Some(word), "{text}");
        }
    }

    /// The control: a linter that stopped everything would be switched off.
    #[test]
    fn what_any_landlord_writes_is_taken() {
        for text in [
            "Please ring me about your home. Any weekday before noon suits me.",
            "It is Sam about the kitchen tap. I will try again tomorrow.",
            "We are checking the boilers in your block on 3 March.",
            "The yearly gas safety check at Elm Court. Kind regards, Ana da Costa",
            "",
        ] {
            assert_eq!(telltale(text), None, "{text}");
        }
    }
}
