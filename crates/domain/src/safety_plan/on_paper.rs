//! A safety plan on paper: whoever finds the sheet learns of nobody, of no place and of no service (domain.md 13B).

use std::collections::BTreeSet;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::{DoubtfulLine, Paper, PlanPart, SafetyPlanMade};
use crate::text::Words;

/// What stands in the place of whatever would lead to somebody.
pub const GAP: &str = "…";

/// Words that stand in the names of organisations and in every other sentence too. They lead nowhere by themselves.
const ORDINARY: [&str; 22] = [
    "and",
    "association",
    "borough",
    "city",
    "community",
    "council",
    "district",
    "for",
    "group",
    "home",
    "homes",
    "housing",
    "landlord",
    "limited",
    "ltd",
    "of",
    "services",
    "society",
    "support",
    "the",
    "town",
    "trust",
];

/// A name of many words is cut up in so many ways at most.
const LONGEST_CUT: usize = 16;

/// The names that no sheet of paper carries. Compared without capitals, accents and signs.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Unsaid {
    phrases: BTreeSet<Vec<String>>,
}

impl std::fmt::Debug for Unsaid {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Unsaid")
    }
}

impl Unsaid {
    /// Also this name, and each word of it that is not an ordinary one: the name of somebody in the case, of
    /// whoever works on it, or of the organisation.
    #[must_use]
    pub fn name(mut self, name: &str) -> Self {
        let words: Vec<String> = words(name).map(|word| word.folded).collect();
        self.phrases.extend(words.iter().filter(|word| is_telling(word)).map(|word| vec![word.clone()]));
        self.phrase_of(&words);
        self
    }

    /// Also this, but only as a whole: a reference, or the name of a colleague who has nothing to do with the case.
    #[must_use]
    pub fn phrase(mut self, text: &str) -> Self {
        let words: Vec<String> = words(text).map(|word| word.folded).collect();
        self.phrase_of(&words);
        self
    }

    /// However it is cut up: "HF-7K3M-Q2XT" is also found as "hf7k3m q2xt".
    fn phrase_of(&mut self, words: &[String]) {
        let mut cut: Vec<Vec<String>> = vec![Vec::new()];
        for word in words {
            let joined = cut.iter().filter_map(|cut| {
                let (last, before) = cut.split_last()?;
                Some(before.iter().cloned().chain([format!("{last}{word}")]).collect())
            });
            let joined: Vec<Vec<String>> = joined.take(LONGEST_CUT).collect();
            for cut in &mut cut {
                cut.push(word.clone());
            }
            cut.extend(joined);
        }
        self.phrases.extend(cut.into_iter().filter(|cut| !cut.is_empty()));
    }

    /// How many of these words, from the first on, are one that must not be said; 0 for none.
    fn begins(&self, words: &[Word]) -> usize {
        let is = |phrase: &&Vec<String>| {
            words.len() >= phrase.len() && phrase.iter().zip(words).all(|(told, word)| *told == word.folded)
        };
        self.phrases.iter().filter(is).map(Vec::len).max().unwrap_or(0)
    }

    /// The line with a gap for each name.
    fn kept_out_of(&self, line: &str) -> String {
        let words: Vec<Word> = words(line).collect();
        let (mut kept, mut from, mut at) = (String::new(), 0, 0);
        while let Some(rest) = words.get(at..).filter(|rest| !rest.is_empty()) {
            let length = self.begins(rest);
            if let Some((first, last)) = rest.first().zip(rest.get(length.wrapping_sub(1))) {
                kept.push_str(line.get(from..first.start).unwrap_or_default());
                kept.push_str(GAP);
                from = last.end;
            }
            at += length.max(1);
        }
        kept.push_str(line.get(from..).unwrap_or_default());
        kept
    }
}

/// A word of a name that leads to somebody by itself: no initial, and none that stands in every sentence.
fn is_telling(word: &str) -> bool {
    word.chars().count() > 1 && !ORDINARY.contains(&word)
}

/// A word with its place in the text.
struct Word {
    folded: String,
    start: usize,
    end: usize,
}

/// The runs of letters and digits. A mark above or below a letter is part of it, whichever way it is written.
fn words(text: &str) -> impl Iterator<Item = Word> {
    let is_part = |c: char| c.is_alphanumeric() || is_combining_mark(c);
    let mut rest = 0;
    std::iter::from_fn(move || {
        let start = rest + text.get(rest..)?.find(is_part)?;
        let after = text.get(start..)?;
        let end = start + after.find(|c| !is_part(c)).unwrap_or(after.len());
        rest = end;
        let plain = text.get(start..end)?.nfkd().filter(|c| !is_combining_mark(*c));
        Some(Word { folded: plain.flat_map(char::to_lowercase).collect(), start, end })
    })
}

/// A plan without anything that the record knows. Only [`SafetyPlanMade::on_paper`] makes one. It is printed once nothing
/// in it is in doubt: see [`OnPaper::cleared`].
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OnPaper {
    parts: Vec<(PlanPart, String)>,
    with_gaps: BTreeSet<PlanPart>,
}

impl OnPaper {
    /// What stands on the sheet, part by part.
    pub fn parts(&self) -> &[(PlanPart, String)] {
        &self.parts
    }

    /// The parts of which something was left out.
    pub const fn with_gaps(&self) -> &BTreeSet<PlanPart> {
        &self.with_gaps
    }

    /// Every line in which something could lead to somebody although the record does not know it.
    pub fn doubtful(&self) -> Vec<DoubtfulLine> {
        let of_part = |(part, text): &(PlanPart, String)| {
            let lines = text.split('\n').enumerate();
            lines.filter_map(|(at, line)| DoubtfulLine::of(*part, at, line)).collect::<Vec<_>>()
        };
        self.parts.iter().flat_map(of_part).collect()
    }

    /// The plan as it may be printed, once somebody has said of each line in doubt that it leads to nobody.
    ///
    /// # Errors
    /// Itself, while a line is in doubt.
    pub fn cleared(self, fine: &BTreeSet<String>) -> Result<Printable, Self> {
        let is_fine = |line: &DoubtfulLine| fine.contains(&line.key());
        if self.doubtful().iter().all(is_fine) { Ok(Printable(self)) } else { Err(self) }
    }
}

/// A plan that may be printed. Only [`OnPaper::cleared`] makes one: whoever prints another has nothing to show.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Printable(OnPaper);

impl Printable {
    /// What stands on the sheet.
    pub const fn sheet(&self) -> &OnPaper {
        &self.0
    }
}

impl SafetyPlanMade {
    /// The plan for the survivor to keep. What is for our own staff stays with us; a line that may hold an address or
    /// a phone number is left out, and so is every one of these names.
    ///
    /// # Errors
    /// Paper is not safe, or nobody has asked.
    pub fn on_paper(&self, unsaid: &Unsaid) -> Result<OnPaper, Paper> {
        if !self.paper.may_be_printed() {
            return Err(self.paper);
        }
        let theirs = self.parts.iter().filter(|(part, _)| **part != PlanPart::Staff);
        let parts: Vec<(PlanPart, String)> =
            theirs.map(|(part, agreed)| (*part, kept(agreed.as_str(), unsaid))).collect();
        let differs = |(part, text): &&(PlanPart, String)| {
            self.parts.get(part).is_some_and(|agreed| agreed.as_str() != text)
        };
        Ok(OnPaper { with_gaps: parts.iter().filter(differs).map(|(part, _)| *part).collect(), parts })
    }
}

/// Line by line; and whole, where something that looks like an address goes from one line to the next.
fn kept(text: &str, unsaid: &Unsaid) -> String {
    let line = |line: &str| if leads_somewhere(line) { GAP.to_owned() } else { unsaid.kept_out_of(line) };
    let lines: Vec<String> = text.split('\n').map(line).collect();
    let text = lines.join("\n");
    if leads_somewhere(&text) { GAP.to_owned() } else { text }
}

fn leads_somewhere(text: &str) -> bool {
    Words::parse(text)
        .is_ok_and(|words| words.looks_like_address().is_some() || words.looks_like_phone().is_some())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use jiff::civil::date;

    use super::*;
    use crate::Answer;

    fn plan(paper: Paper, parts: &[(PlanPart, &str)]) -> SafetyPlanMade {
        let parts = parts.iter().map(|(part, text)| (*part, Words::parse(text).unwrap()));
        SafetyPlanMade {
            with_survivor: Answer::Yes,
            parts: parts.collect(),
            again_on: date(2026, 4, 1),
            paper,
            agreed_with: BTreeMap::new(),
        }
    }

    fn unsaid() -> Unsaid {
        Unsaid::default()
            .name("Asha Zoë Example")
            .name("Brookvale Homes")
            .phrase("Sam Okafor")
            .phrase("HF-7K3M-Q2XT")
    }

    fn printed(text: &str) -> String {
        let plan = plan(Paper::Safe, &[(PlanPart::AtHome, text)]);
        plan.on_paper(&unsaid()).unwrap().parts()[0].1.clone()
    }

    #[test]
    fn given_paper_that_is_not_safe_or_nobody_asked_then_there_is_nothing_to_print() {
        for paper in [Paper::NotSafe, Paper::NotKnown] {
            assert_eq!(plan(paper, &[(PlanPart::Bag, "Keys")]).on_paper(&Unsaid::default()), Err(paper));
        }
    }

    #[test]
    fn given_names_in_a_plan_then_none_of_them_stands_on_paper_however_they_are_written() {
        for (text, on_paper) in [
            ("Asha takes the back door", "… takes the back door"),
            ("ring ASHA’s aunt", "ring …’s aunt"),
            ("Zoe, then Zoe\u{308}", "…, then …"),
            ("Ask Brookvale Homes, or brookvale", "Ask …, or …"),
            ("two homes on", "two homes on"),
            ("sam okafor knows, samOkafor too, Sam knows", "… knows, … too, Sam knows"),
            ("say HF-7K3M-Q2XT or hf7k3m q2xt or HF7K3MQ2XT", "say … or … or …"),
            ("Exampleton", "Exampleton"),
        ] {
            assert_eq!(printed(text), on_paper, "{text}");
        }
    }

    #[test]
    fn given_an_address_or_a_number_then_its_line_is_left_out_even_where_somebody_said_it_was_none() {
        assert_eq!(
            printed("Out by the back.\nTo 12 Acacia Avenue\nThen the bus."),
            "Out by the back.\n…\nThen the bus."
        );
        assert_eq!(printed("Ring 07700 900123"), GAP);
        assert_eq!(printed("She is at ZZ99\n3VZ now"), GAP);
    }

    #[test]
    fn given_a_name_that_the_record_does_not_know_then_the_sheet_is_printed_only_once_somebody_says_it_is_none()
     {
        let made =
            plan(Paper::Safe, &[(PlanPart::Signal, "A blue cloth.\nDilys knows."), (PlanPart::Bag, "Keys")]);
        let sheet = made.on_paper(&unsaid()).unwrap();
        let doubtful = sheet.doubtful();
        assert_eq!(doubtful.iter().map(DoubtfulLine::key).collect::<Vec<_>>(), ["signal-1"]);
        let fine = |keys: &[&str]| keys.iter().map(|key| (*key).to_owned()).collect();
        for keys in [&[][..], &["signal-0"], &["bag-1", "signal"]] {
            assert!(sheet.clone().cleared(&fine(keys)).is_err(), "{keys:?}");
        }
        assert_eq!(sheet.clone().cleared(&fine(&["signal-1"])).unwrap().sheet(), &sheet);
    }

    #[test]
    fn given_ordinary_words_and_names_that_were_left_out_then_it_is_printed_at_once() {
        let made =
            plan(Paper::Safe, &[(PlanPart::Help, "Asha rings twice."), (PlanPart::Bag, "Keys, papers.")]);
        assert!(made.on_paper(&unsaid()).unwrap().cleared(&BTreeSet::new()).is_ok());
    }

    #[test]
    fn given_a_plan_then_what_is_for_our_staff_stays_with_us_and_gaps_are_told() {
        let parts = [
            (PlanPart::Bag, "Keys, papers"),
            (PlanPart::Signal, "Asha rings twice"),
            (PlanPart::Staff, "Go in twos"),
        ];
        let sheet = plan(Paper::Safe, &parts).on_paper(&unsaid()).unwrap();
        let shown: Vec<PlanPart> = sheet.parts().iter().map(|(part, _)| *part).collect();
        assert_eq!(shown, [PlanPart::Signal, PlanPart::Bag]);
        assert_eq!(sheet.with_gaps(), &BTreeSet::from([PlanPart::Signal]));
    }
}
