//! What must hold of a pack as a whole.

use domain::Severity;

use super::parse::Classified;
use super::source::Fields;
use super::{CommitmentId, DutyRule, PackProblem};
use crate::commitments;
use crate::words::{From, Kind, Start, Word};

/// More duties than this do not fit the sets of the engine, and no officer could keep them apart.
const MOST: usize = 128;

type Checked = Result<(), PackProblem>;

/// A pack classifies the commitments of one policy.
pub(super) fn one_policy(fields: &Fields<'_, '_>, seen: &Classified, at: usize) -> Checked {
    let mut prefixes = seen.keys().map(CommitmentId::prefix);
    let first = prefixes.next();
    if prefixes.any(|prefix| Some(prefix) != first) {
        return Err(
            fields.problem_at(at, "a pack is one policy: its commitments all begin with the same letters")
        );
    }
    Ok(())
}

/// Every commitment of the policy is there: those on record for it, or else a row from 01 without gaps.
pub(super) fn complete(root: &Fields<'_, '_>, seen: &Classified) -> Checked {
    let Some(first) = seen.keys().next() else {
        return Err(root.problem("no [[commitment]] is classified: add each commitment of the policy"));
    };
    let on_record: Vec<&CommitmentId> =
        commitments::registry()?.iter().map(|c| &c.id).filter(|id| id.prefix() == first.prefix()).collect();
    if on_record.is_empty() {
        let expected =
            (1_usize..).zip(seen.keys()).find(|(n, id)| !id.as_str().ends_with(&format!("-{n:02}")));
        return expected.map_or(Ok(()), |(n, id)| {
            Err(root.problem(format!(
                "commitment {}-{n:02} is missing before {id}: number them without gaps",
                id.prefix()
            )))
        });
    }
    if let Some(missing) = on_record.iter().find(|id| !seen.contains_key(**id)) {
        return Err(
            root.problem(format!("commitment {missing} is not classified: add a [[commitment]] for it"))
        );
    }
    match seen.keys().find(|id| !on_record.contains(id)) {
        Some(unknown) => Err(root.problem_at(
            place(seen, unknown),
            format!("{unknown} is not a commitment of this policy: leave it out"),
        )),
        None => Ok(()),
    }
}

fn place(seen: &Classified, id: &CommitmentId) -> usize {
    seen.get(id).map_or(0, |(_, at)| *at)
}

/// Every commitment classified as a duty is kept by one.
pub(super) fn all_kept(root: &Fields<'_, '_>, classified: &Classified, duties: &[DutyRule]) -> Checked {
    if duties.len() > MOST {
        return Err(root.problem(format!("a pack has at most {MOST} duties: this one has {}", duties.len())));
    }
    let kept = |id: &CommitmentId| duties.iter().any(|duty| duty.keeps.contains(id));
    match classified.iter().find(|(id, (kind, _))| *kind == Kind::Duty && !kept(id)) {
        Some((id, (_, at))) => Err(root.problem_at(
            *at,
            format!("{id} is classified as a duty but no [[duty]] keeps it: add one, or another kind"),
        )),
        None => Ok(()),
    }
}

/// What stands in one line is met by one act.
pub(super) fn ones(root: &Fields<'_, '_>, duties: &[DutyRule]) -> Checked {
    let shares = |rule: &DutyRule, other: &DutyRule| {
        let both = rule.met_by.iter().any(|evidence| other.met_by.contains(evidence));
        both && other.id != rule.id && other.one_with.is_none()
    };
    for rule in duties {
        let Some(named) = &rule.one_with else { continue };
        if !duties.iter().any(|other| other.id == *named && shares(rule, other)) {
            return Err(root.problem(format!(
                "duty '{}' is one with '{named}', and no other duty of that id is met by the same act: leave out 'one_with'",
                rule.id
            )));
        }
    }
    Ok(())
}

/// One duty makes sense in itself.
pub(super) fn duty(fields: &Fields<'_, '_>, rule: &DutyRule) -> Checked {
    let no = |what: String| Err(fields.problem_at(fields.at(), format!("duty '{}' {what}", rule.id)));
    if rule.starts.is_empty() {
        return no("has no 'starts': say what starts it".to_owned());
    }
    if rule.met_by.is_empty() {
        return no("has no 'met_by': say what meets it".to_owned());
    }
    if rule.keeps.is_empty() && rule.cites.is_empty() {
        return no("neither keeps a commitment nor cites a rule: say why it is demanded".to_owned());
    }
    if rule.restarts && rule.joins {
        return no("both restarts and joins: choose one".to_owned());
    }
    if let Some(start) = rule.joined_by.iter().find(|start| !rule.starts.contains(start)) {
        return no(format!(
            "is joined by '{}', which does not start it: name it in 'starts' too",
            start.word()
        ));
    }
    if let Some(start) = rule.starts.iter().find(|start| !fits(rule.from, **start)) {
        return no(format!("counts from '{}', which '{}' does not have", rule.from.word(), start.word()));
    }
    let [all, any, none] = rule.when.bits();
    if none.has_any(all) || (!any.is_empty() && none.has_all(any)) {
        return no("can never arise: its 'when' asks for what 'none' forbids".to_owned());
    }
    slower_when_unknown(rule).map_or(Ok(()), no).and_then(|()| ascending(rule).map_or(Ok(()), no))
}

const fn fits(from: From, start: Start) -> bool {
    match from {
        From::Recorded => true,
        From::AgreedTime => matches!(start, Start::ContactAgreed),
        From::PlannedDate => matches!(
            start,
            Start::SafeEnquiryPlanned
                | Start::DateAhead
                | Start::SafetyPlanMade
                | Start::WatchAgreed
                | Start::AskAgain
                | Start::CaseReviewed
                | Start::PromiseMade
        ),
        From::BeforeTheDay => matches!(start, Start::DayToTell),
        From::ThirtyDaysBefore | From::SevenDaysBefore | From::OneDayBefore => {
            matches!(start, Start::DateAhead)
        }
    }
}

fn slower_when_unknown(rule: &DutyRule) -> Option<String> {
    let (unknown, high) = (rule.due.term(Severity::Unknown), rule.due.term(Severity::High));
    let slower = !unknown.never_later_than(high);
    slower.then(|| format!("gives an unknown severity longer ({unknown}) than a high one ({high}): unknown is treated as high"))
}

fn ascending(rule: &DutyRule) -> Option<String> {
    let later = rule.escalates.iter().skip(1);
    let mut pairs = rule.escalates.iter().zip(later);
    let wrong = pairs.find(|(a, b)| a.after == b.after || !a.after.never_later_than(b.after))?;
    Some(format!(
        "escalates after {} and then after {}: put the steps in order of time",
        wrong.0.after, wrong.1.after
    ))
}
