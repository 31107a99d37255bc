//! The duties that a policy takes on from the field's rules, so that each stands in one place (ADR 0027).

use super::parse::{Classified, keeps, own_duties};
use super::source::{Fields, Source};
use super::{DutyRule, PackProblem};

/// The rules of the field, as the product brings them.
const TEXT: &str = include_str!("../../../../policies/field-rules.toml");
/// What they are called in a complaint.
const FILE: &str = "field-rules.toml";
/// The newest edition.
const EDITION: u16 = 1;

/// Adds the field's duties where the policy takes them on, but those that it defines itself, and what of
/// its commitments they keep.
pub(super) fn take_on(
    root: &Fields<'_, '_>,
    policy: &Fields<'_, '_>,
    classified: &Classified,
    duties: &mut Vec<DutyRule>,
) -> Result<(), PackProblem> {
    let takes_on = policy.has("field_rules");
    if takes_on {
        policy.number("field_rules", 1, EDITION)?;
        let own = |rule: &DutyRule| duties.iter().any(|duty| duty.id == rule.id);
        let added: Vec<DutyRule> = of_the_field()?.into_iter().filter(|rule| !own(rule)).collect();
        duties.extend(added);
    }
    for fields in root.tables("field_rule", "", &["id", "keeps"])? {
        let (id, at) = fields.text("id")?;
        let rule = duties.iter_mut().find(|duty| takes_on && duty.id == id);
        let rule = rule.ok_or_else(|| {
            fields.problem_at(at, format!("'{id}' is no duty of the field's rules: see field-rules.toml"))
        })?;
        rule.keeps.extend(keeps(&fields, classified)?);
    }
    Ok(())
}

/// The duties of the field's rules. The error can only be a damaged build.
fn of_the_field() -> Result<Vec<DutyRule>, PackProblem> {
    let source = Source { file: FILE, text: TEXT };
    let root = source.parse()?;
    let root = Fields::open(source, "", root.get_ref(), root.span(), &["duty"])?;
    own_duties(&root, &Classified::new())
}
