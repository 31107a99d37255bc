//! What is wrong with a scenario, in one line that names the place.

/// Why a file is not a scenario. Prints as `case.toml:12: what is wrong and what to do`.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{file}:{line}: {what}")]
pub struct Problem {
    /// The file, as it was named.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// What is wrong and what to do.
    pub what: String,
}

/// Everything that is wrong with a scenario, by its place in the file: never nothing. Prints one line for each.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}", .0.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))]
pub struct Problems(Vec<Problem>);

impl Problems {
    /// These, in the order of the file, each once; `None` where there are none.
    pub(crate) fn of(mut slips: Vec<Problem>) -> Option<Self> {
        slips.sort_by(|a, b| (a.line, &a.what).cmp(&(b.line, &b.what)));
        slips.dedup();
        (!slips.is_empty()).then_some(Self(slips))
    }

    /// Each of them, the first first.
    pub fn iter(&self) -> impl Iterator<Item = &Problem> {
        self.0.iter()
    }
}

impl From<Problem> for Problems {
    fn from(problem: Problem) -> Self {
        Self(vec![problem])
    }
}

/// A word as a code is written: small letters, and hyphens between its parts.
pub(crate) fn as_a_code(word: &str) -> String {
    word.trim().to_lowercase().replace([' ', '_'], "-").replace(['’', '\''], "")
}

/// `; did you mean 'x'?`; where none is near, all that are known if they are few, or else the nearest of them.
pub(crate) fn did_you_mean(word: &str, known: &[&str]) -> String {
    let word = as_a_code(word);
    let distance = |candidate: &str| strsim::damerau_levenshtein(&word, &as_a_code(candidate));
    let near = known
        .iter()
        .map(|candidate| (distance(candidate), candidate))
        .filter(|(distance, candidate)| *distance <= (candidate.len() / 3).max(2))
        .min();
    if let Some((_, near)) = near {
        return format!("; did you mean '{near}'?");
    }
    if known.len() <= FEW {
        return format!("; known: {}", known.join(", "));
    }
    let mut others: Vec<&str> = known.to_vec();
    others.sort_by_key(|candidate| (std::cmp::Reverse(in_common(&word, candidate)), distance(candidate)));
    let others: Vec<String> = others.iter().take(3).map(|other| format!("'{other}'")).collect();
    format!("; the nearest are {}", others.join(", "))
}

/// So many words can be read in one line.
const FEW: usize = 14;

/// How many parts of a word begin like a part of the other.
fn in_common(word: &str, candidate: &str) -> usize {
    let stem = |part: &str| part.chars().take(5).collect::<String>();
    let stems: Vec<String> = candidate.split('-').filter(|part| part.len() > 3).map(stem).collect();
    word.split('-').filter(|part| part.len() > 3 && stems.contains(&stem(part))).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_that_is_not_known_is_answered_with_the_nearest_and_never_with_a_page_of_words() {
        let many: Vec<&str> = crate::fact_words().iter().map(|word| word.word).collect();
        assert_eq!(did_you_mean("incidnet", &many), "; did you mean 'incident'?");
        assert_eq!(did_you_mean("Noise Reported", &many), "; did you mean 'noise-reported'?");
        let told = did_you_mean("perpetrator-suicide-threat", &many);
        assert!(told.starts_with("; the nearest are '") && told.len() < 120, "{told}");
        assert!(did_you_mean("marac-turned-down", &many).contains("'marac-"), "by a part of it");
        assert_eq!(did_you_mean("perhaps", &["yes", "no"]), "; known: yes, no");
    }
}
