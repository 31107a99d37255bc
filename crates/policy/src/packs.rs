//! The packs that the product brings with it.

use crate::pack::{PackProblem, PolicyPack, check};

/// Each shipped pack: its file and its text, for an organisation that wants a copy to edit.
pub const FILES: [(&str, &str); 5] = [
    ("nacro.toml", include_str!("../../../policies/nacro.toml")),
    ("council.toml", include_str!("../../../policies/council.toml")),
    ("one-system.toml", include_str!("../../../policies/one-system.toml")),
    ("association.toml", include_str!("../../../policies/association.toml")),
    ("nhg.toml", include_str!("../../../policies/nhg.toml")),
];

/// All shipped packs, read. The error can only be a damaged build.
pub fn shipped() -> Result<Vec<PolicyPack>, PackProblem> {
    FILES.iter().map(|(file, text)| check(file, text)).collect()
}

/// One shipped pack by its id, if there is one of that name.
pub fn find(id: &str) -> Option<Result<PolicyPack, PackProblem>> {
    let (file, text) = FILES.iter().find(|(file, _)| file.strip_suffix(".toml") == Some(id))?;
    Some(check(file, text))
}
