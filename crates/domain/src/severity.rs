//! How severe a report is, which decides how promptly somebody must act (ASC-09).

use crate::codes::codes;

codes! {
    /// The severity as a person judged it, the most urgent first. `Unknown` is treated as high until
    /// somebody judges it, never as standard.
    Severity {
        Immediate = "immediate", "Danger now";
        High = "high", "High: serious harm is likely";
        Unknown = "unknown", "Not judged yet";
        Medium = "medium", "Medium: harm is likely";
        Standard = "standard", "Standard: no sign of serious harm so far";
    }
}

impl Severity {
    /// The more urgent of two.
    #[must_use]
    pub fn or_worse(self, other: Self) -> Self {
        self.min(other)
    }

    /// Whether going from `self` to `next` would lower it, which only a named manager does.
    pub fn is_lowered_by(self, next: Self) -> bool {
        next > self && self != Self::Unknown
    }
}
