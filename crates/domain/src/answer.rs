//! Yes, no and not known.

use crate::codes::codes;

codes! {
    /// An answer that may be missing knowledge. `NotKnown` is never read as `No`, and never as safe.
    Answer {
        Yes = "yes", "Yes";
        No = "no", "No";
        NotKnown = "not-known", "Not known";
    }
}

impl Answer {
    /// Whether protection must be arranged as if the answer were yes: everything but a clear no.
    pub const fn may_be(self) -> bool {
        !matches!(self, Self::No)
    }
}
