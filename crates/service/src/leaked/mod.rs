//! Passwords that have leaked (ASVS 6.2.4, 6.2.12; ADR 0009): a list that the build makes, and, where the organisation
//! has downloaded it, the whole of the Pwned Passwords list in a file of its own.

mod file;

use std::sync::Arc;

use seal::Digest;

use crate::office::OfficeProblem;
use crate::password::{Password, PasswordProblem};
use crate::{Problem, Service};

pub use file::{LeakedFile, LeakedFileProblem};

/// Eight bytes of the digest of each entry, sorted, as `build/list.rs` writes them.
const LIST: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/leaked.bin"));

/// The digests of the list.
fn entries() -> &'static [[u8; 8]] {
    LIST.as_chunks().0
}

/// Nothing shorter is looked for. As `build/list.rs` has it.
const SHORTEST_ENTRY: usize = 8;

/// Whether the list that is built in has it: in capitals or not, as it was typed, or without the figures and signs that
/// were put before and behind it. Whoever guesses puts some there as the first thing.
pub(crate) fn is_listed(password: &str) -> bool {
    let password = password.to_lowercase();
    let core = password.trim_matches(|c: char| !c.is_alphabetic());
    let forms = [password.as_str(), core].into_iter().filter(|form| form.chars().count() >= SHORTEST_ENTRY);
    forms.map(digest).any(|form| entries().binary_search(&form).is_ok())
}

/// As `build/list.rs` works it out.
fn digest(form: &str) -> [u8; 8] {
    let mut first = [0; 8];
    for (to, from) in first.iter_mut().zip(Digest::of(form.as_bytes()).as_bytes()) {
        *to = *from;
    }
    first
}

impl Service {
    /// The journeys, with the Pwned Passwords list that the organisation has downloaded.
    #[must_use]
    pub fn with_leaked(self, file: LeakedFile) -> Self {
        Self { leaked: Some(Arc::new(file)), ..self }
    }

    /// Refuses a new password that stands in that list, where there is one.
    pub(crate) async fn is_not_leaked(&self, password: Password) -> Result<Password, OfficeProblem> {
        let Some(file) = self.leaked.clone() else { return Ok(password) };
        let looked = tokio::task::spawn_blocking(move || (file.holds(&password), password)).await;
        match looked.map_err(|_| Problem::Fault)? {
            (Ok(false), password) => Ok(password),
            (Ok(true), _) => Err(PasswordProblem::Leaked.into()),
            (Err(problem), _) => {
                tracing::error!(%problem, "the list of leaked passwords cannot be read");
                Err(Problem::Fault.into())
            }
        }
    }
}

#[cfg(test)]
mod tests;
