//! No blaming words: what `words.toml` lists stands nowhere in the code or the policies.

use std::path::Path;

use serde::Deserialize;

use crate::{error::Error, workshop::Workshop};

const RULES: &str = include_str!("../../words.toml");

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Rules {
    roots: Vec<String>,
    spared: Vec<Spared>,
    word: Vec<Rule>,
    told: Vec<Rule>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Spared {
    path: String,
    #[serde(rename = "reason")]
    _reason: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Rule {
    words: Vec<String>,
    #[serde(default)]
    unless_followed_by: Vec<String>,
    #[serde(default)]
    unless_at_line_end: bool,
    #[serde(default)]
    unless_within: Vec<String>,
    #[serde(default)]
    unless_quoted: bool,
    instead: String,
}

/// Reads every text file under the roots; the note says how many.
pub fn check(workshop: &Workshop) -> Result<String, Error> {
    let rules: Rules = toml::from_str(RULES).map_err(Error::shape("xtask/words.toml"))?;
    let (mut found, mut read) = (Vec::new(), 0_usize);
    for name in workshop.files()?.iter().filter(|name| rules.look_at(name)) {
        let Some(text) = workshop.text(name)? else { continue };
        read += 1;
        for (number, line) in text.lines().enumerate() {
            let offences = rules.word.iter().filter_map(|rule| Some((rule.offence(line)?, &rule.instead)));
            found
                .extend(offences.map(|(word, instead)| {
                    format!("{}:{}: “{word}”: {instead}", name.display(), number + 1)
                }));
        }
    }
    if found.is_empty() {
        Ok(format!("{read} files without a blaming word"))
    } else {
        Err(Error::Found(found.join("\n")))
    }
}

/// Each line of a text that people read and that blames somebody, with the word and what to write
/// instead; empty where it blames nobody. For the tests of other crates.
#[must_use]
pub fn blaming(text: &str) -> Vec<String> {
    let rules: Rules = match toml::from_str(RULES) {
        Ok(rules) => rules,
        Err(error) => return vec![format!("xtask/words.toml: {error}")],
    };
    let rules: Vec<&Rule> = rules.word.iter().chain(&rules.told).collect();
    let offences = |line: &str| -> Vec<String> {
        let found = rules.iter().filter_map(|rule| Some((rule.offence(line)?, &rule.instead)));
        found.map(|(word, instead)| format!("“{word}” in “{line}”: {instead}")).collect()
    };
    text.lines().flat_map(offences).collect()
}

impl Rules {
    fn look_at(&self, name: &Path) -> bool {
        let spared = self.spared.iter().any(|spared| name.starts_with(&spared.path));
        !spared && self.roots.iter().any(|root| name.starts_with(root))
    }
}

impl Rule {
    /// The first of the words that the line uses where it may not.
    fn offence(&self, line: &str) -> Option<&str> {
        let mut rest = line.to_owned();
        for phrase in &self.unless_within {
            rest = rest.replace(phrase.as_str(), "");
        }
        let uses = |word: &&String| places(&rest, word).any(|(before, after)| !self.stands(before, after));
        self.words.iter().find(uses).map(String::as_str)
    }

    fn stands(&self, before: &str, after: &str) -> bool {
        let next = after
            .trim_start_matches(|c: char| c.is_whitespace() || c == '_' || c == '-')
            .to_ascii_lowercase();
        let wrapped = self.unless_at_line_end && next.is_empty();
        let followed =
            self.unless_followed_by.iter().any(|word| next.starts_with(word.trim_start_matches('-')));
        wrapped || followed || (self.unless_quoted && in_quotation(before))
    }
}

/// What stands before and after each whole use of the word.
fn places<'a>(line: &'a str, word: &'a str) -> impl Iterator<Item = (&'a str, &'a str)> {
    let lower = line.to_ascii_lowercase();
    let starts: Vec<usize> = lower.match_indices(word).map(|(start, _)| start).collect();
    let split = move |start: usize| {
        Some((line.get(..start)?, line.get(start..start + word.len())?, line.get(start + word.len()..)?))
    };
    starts
        .into_iter()
        .filter_map(split)
        .filter(|(before, this, after)| is_whole(before, this, after))
        .map(|(before, _, after)| (before, after))
}

/// Whether the word ends where a word, or a part of a name in any of Rust's cases, ends.
fn is_whole(before: &str, this: &str, after: &str) -> bool {
    let capital = this.starts_with(char::is_uppercase);
    let all_capitals = this.chars().all(|c| !c.is_lowercase());
    let starts =
        before.chars().next_back().is_none_or(|c| !c.is_alphabetic() || (capital && c.is_lowercase()));
    let ends = after.chars().next().is_none_or(|c| !c.is_alphabetic() || (c.is_uppercase() && !all_capitals));
    starts && ends
}

fn in_quotation(before: &str) -> bool {
    let opened = before.rfind(['“', '‘']);
    let closed = before.rfind(['”', '’']);
    opened.is_some() && opened > closed
}

#[cfg(test)]
mod tests {
    use super::{RULES, Rules};

    fn offence(line: &str) -> Option<String> {
        let rules: Rules = toml::from_str(RULES).unwrap();
        rules.word.iter().find_map(|rule| rule.offence(line).map(str::to_owned))
    }

    #[test]
    fn given_blaming_words_when_read_then_each_is_found_in_text_and_in_names() {
        for line in [
            "She Failed to Engage with us",
            "a volatile household",
            "attended a domestic at the flat",
            "third of the domestics",
            "struct VictimId;",
            "let victim_name = 1;",
            "VICTIM",
            "the victim’s home",
            "she was the victim",
        ] {
            assert!(offence(line).is_some(), "{line} should have been found");
        }
    }

    #[test]
    fn given_right_words_when_read_then_none_is_found() {
        for line in [
            "domestic abuse",
            "DomesticAbuse",
            "domestic_abuse",
            "domestic-abuse lead",
            "DOMESTIC_ABUSE",
            "a line that ends in domestic",
            "domestic homicide review",
            "the Victims and Prisoners Act 2024",
            "the Act says “a victim of abuse”",
            "VictimSupport = \"victim-support\", \"Victim Support\"",
            "victimless is another word",
            "the gate refused the letter",
        ] {
            assert_eq!(offence(line), None, "{line}");
        }
    }

    #[test]
    fn given_what_people_read_when_it_blames_then_the_line_is_told() {
        assert_eq!(super::blaming("Did not want help now.\nThe alleged perpetrator has keys."), [""; 0]);
        for line in ["They refused.", "He claims that", "the alleged abuse", "a volatile household"] {
            assert_eq!(super::blaming(&format!("Report taken\n{line}")).len(), 1, "{line}");
        }
    }

    #[test]
    fn given_a_path_when_chosen_then_only_the_roots_are_read() {
        let rules: Rules = toml::from_str(RULES).unwrap();
        assert!(rules.look_at("crates/web/src/lib.rs".as_ref()));
        assert!(rules.look_at("policies/nhg.toml".as_ref()));
        assert!(!rules.look_at("xtask/words.toml".as_ref()));
    }
}
