//! What is wrong with a pack, in one line that names the place.

/// Why a file is not a policy pack. Prints as `nhg.toml:34: what is wrong and what to do`.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{file}:{line}: {what}")]
pub struct PackProblem {
    /// The file, as it was named.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// What is wrong and what to do.
    pub what: String,
}

/// `; did you mean 'x'?`, or only the semicolon where no word is near.
pub(crate) fn did_you_mean<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> String {
    let near = known
        .into_iter()
        .map(|candidate| (strsim::damerau_levenshtein(word, candidate), candidate))
        .filter(|(distance, candidate)| *distance <= (candidate.len() / 3).max(2))
        .min();
    near.map_or_else(|| ";".to_owned(), |(_, candidate)| format!("; did you mean '{candidate}'?"))
}
