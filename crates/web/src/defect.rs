//! A defect in the program: where it showed itself is logged, and nothing else (ASVS 16.5.4).

use std::panic::PanicHookInfo;

/// Takes the place of what would print a panic's own words on standard error: they may repeat what somebody typed.
pub fn note(info: &PanicHookInfo<'_>) {
    let (file, line) = info.location().map_or(("", 0), |place| (place.file(), place.line()));
    tracing::error!(file, line, "a defect");
}
