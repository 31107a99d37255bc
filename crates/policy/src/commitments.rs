//! The commitments of the five policies that the product was built from, on record.

use std::sync::LazyLock;

use crate::pack::{CommitmentId, Fields, PackProblem, Source};

const FILE: &str = "commitments.toml";
const TEXT: &str = include_str!("../../../policies/commitments.toml");

/// One commitment as it is on record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OnRecord {
    /// Which.
    pub id: CommitmentId,
    /// The id of the pack of its policy.
    pub policy: String,
    /// What it asks, in our words.
    pub asks: String,
    /// The capability of the product on which it rests.
    pub capability: String,
}

static REGISTRY: LazyLock<Result<Vec<OnRecord>, PackProblem>> = LazyLock::new(read);

/// All of them, in the order of the file. The error can only be a damaged build.
pub fn registry() -> Result<&'static [OnRecord], PackProblem> {
    REGISTRY.as_deref().map_err(Clone::clone)
}

fn read() -> Result<Vec<OnRecord>, PackProblem> {
    let source = Source { file: FILE, text: TEXT };
    let root = source.parse()?;
    let root = Fields::open(source, "", root.get_ref(), root.span(), &["commitment"])?;
    let known = ["id", "policy", "asks", "capability"];
    root.tables("commitment", "", &known)?.iter().map(on_record).collect()
}

fn on_record(fields: &Fields<'_, '_>) -> Result<OnRecord, PackProblem> {
    let (id, at) = fields.text("id")?;
    Ok(OnRecord {
        id: id.parse().map_err(|_| fields.problem_at(at, "this is not a commitment"))?,
        policy: fields.text("policy")?.0.to_owned(),
        asks: fields.text("asks")?.0.to_owned(),
        capability: fields.text("capability")?.0.to_owned(),
    })
}
