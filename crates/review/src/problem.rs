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

/// `; did you mean 'x'?`, or all words that are known where none is near.
pub(crate) fn did_you_mean(word: &str, known: &[&str]) -> String {
    let word = word.to_lowercase().replace([' ', '_'], "-");
    let near = known
        .iter()
        .map(|candidate| (strsim::damerau_levenshtein(&word, candidate), candidate))
        .filter(|(distance, candidate)| *distance <= (candidate.len() / 3).max(2))
        .min();
    near.map_or_else(
        || format!("; known: {}", known.join(", ")),
        |(_, near)| format!("; did you mean '{near}'?"),
    )
}
