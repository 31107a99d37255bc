//! What can stop a developers' command.

use std::{io, path::PathBuf, process::ExitStatus};

/// A check that did not pass, or a command that could not run.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A check looked, and found something.
    #[error("{0}")]
    Found(String),
    /// A program ended with another status than success.
    #[error("`{program}` ended with {status}: read its output above")]
    Program { program: String, status: ExitStatus },
    /// A program could not be started at all.
    #[error("`{program}` cannot be started ({source}): is it installed?")]
    Start { program: String, source: io::Error },
    /// Something that the check needs is not on this machine.
    #[error("{what} is missing: {remedy}")]
    Missing { what: &'static str, remedy: String },
    /// A file could not be read or written.
    #[error("{} cannot be used ({source}): check that it exists and is yours", path.display())]
    File { path: PathBuf, source: io::Error },
    /// Two programs could not talk to each other.
    #[error("a connection on this machine broke ({0}): run it again on a quieter machine")]
    Socket(io::Error),
    /// Something printed by a program or written in a file is not in the agreed shape.
    #[error("{what} is not in the agreed shape ({why}): see the module that reads it")]
    Shape { what: &'static str, why: String },
}

impl Error {
    /// For `map_err` after touching `path`.
    pub fn file(path: impl Into<PathBuf>) -> impl FnOnce(io::Error) -> Self {
        let path = path.into();
        move |source| Self::File { path, source }
    }

    /// For `map_err` after talking to a program on this machine.
    pub fn socket(source: io::Error) -> Self {
        Self::Socket(source)
    }

    /// For `map_err` after reading something that another program or person wrote.
    pub fn shape<E: ToString>(what: &'static str) -> impl FnOnce(E) -> Self {
        move |why| Self::Shape { what, why: why.to_string() }
    }
}

/// How a check ended, when it did not stop with an [`Error`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It looked and found nothing wrong; the note says what it looked at.
    Passed(String),
    /// It could not look, and says why. Never used where looking is possible.
    Skipped(String),
}

impl Outcome {
    /// Prints the outcome of a command that was run by itself; true, because nothing was found.
    pub fn announce(&self) -> bool {
        crate::report::line(&match self {
            Self::Passed(note) => format!("passed: {note}"),
            Self::Skipped(reason) => format!("skipped: {reason}"),
        });
        true
    }
}
