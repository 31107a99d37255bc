//! From the text of a pack to its types.

use std::collections::BTreeMap;

use domain::Severity;
use domain::incident::{PatternRule, PatternSources};
use domain::report::ReportSource;

use super::source::{Fields, Source, Text};
use super::{
    Commitment, CommitmentId, Due, DutyRule, Escalation, PackProblem, PolicyPack, RepeatRule, Triggers, When,
    checks, field_rules,
};
use crate::calendar::Term;
use crate::words::{Anchor, From, Kind};

/// The longest pack, in bytes.
const LONGEST: usize = 256 * 1024;

/// What a duty may say.
const DUTY_KEYS: [&str; 18] = [
    "id",
    "title",
    "keeps",
    "cites",
    "starts",
    "when",
    "due",
    "from",
    "met_by",
    "falls_to",
    "escalates",
    "restarts",
    "joins",
    "joined_by",
    "closing_ends",
    "manager_sets_aside",
    "once",
    "one_with",
];

/// The commitments so far: the kind of each and where it stands in the file.
pub(super) type Classified = BTreeMap<CommitmentId, (Kind, usize)>;

/// Reads and checks a pack. `file_name` is only repeated in the complaint.
///
/// The first thing wrong comes back, with its line: an unknown key or word and the nearest one, a
/// commitment that is missing, twice there or kept by nothing, a duty that nothing can meet, a clock
/// that is missing or gives an unknown severity longer than a high one.
pub fn check(file_name: &str, text: &str) -> Result<PolicyPack, PackProblem> {
    let source = Source { file: file_name, text };
    if text.len() > LONGEST {
        return Err(
            source.problem(0, format!("the file is longer than {LONGEST} bytes: a pack is one policy"))
        );
    }
    let root = source.parse()?;
    let known = ["policy", "pattern", "marac", "commitment", "duty", "field_rule"];
    let root = Fields::open(source, "", root.get_ref(), root.span(), &known)?;
    let policy = section(
        &root,
        "policy",
        &["id", "title", "organisation", "in_force", "nation", "definition", "version", "field_rules"],
    )?;
    let (commitments, classified) = commitments(&root)?;
    let mut duties = own_duties(&root, &classified)?;
    field_rules::take_on(&root, &policy, &classified, &mut duties)?;
    checks::all_kept(&root, &classified, &duties)?;
    checks::ones(&root, &duties)?;
    Ok(PolicyPack {
        id: own_word(&policy, policy.text("id")?)?,
        title: policy.text("title")?.0.to_owned(),
        organisation: policy.text("organisation")?.0.to_owned(),
        in_force: policy.date("in_force")?,
        nation: policy.word("nation")?,
        definition: policy.word("definition")?,
        version: policy.number("version", 1, 9999)?,
        pattern: pattern(&root)?,
        marac: marac(&root)?,
        triggers: Triggers::of(&duties),
        commitments,
        duties,
    })
}

fn section<'a, 't>(
    root: &Fields<'a, 't>,
    key: &'static str,
    known: &[&str],
) -> Result<Fields<'a, 't>, PackProblem> {
    root.table(key, "", known)?.ok_or_else(|| root.problem(format!("the table [{key}] is missing: add it")))
}

fn pattern(root: &Fields<'_, '_>) -> Result<PatternRule, PackProblem> {
    let pattern = section(root, "pattern", &["incidents", "within_months", "sources"])?;
    Ok(PatternRule {
        incidents: pattern.number("incidents", 2, 99)?,
        months: pattern.number("within_months", 1, 120)?,
        sources: sources(&pattern)?,
    })
}

/// Whose word counts; everybody's, where the pack names nobody. An empty list would count nothing, ever.
fn sources(pattern: &Fields<'_, '_>) -> Result<PatternSources, PackProblem> {
    if !pattern.has("sources") {
        return Ok(PatternSources::ALL);
    }
    let named: Vec<ReportSource> = pattern.words("sources")?;
    if named.is_empty() {
        return Err(pattern.problem("'sources' names nobody, so that no incident would count: name at least one, or leave it out and everybody's word counts"));
    }
    Ok(named.into_iter().collect())
}

/// From when on an event is a repeat for the MARAC; twelve months from the meeting, where the pack says nothing.
fn marac(root: &Fields<'_, '_>) -> Result<RepeatRule, PackProblem> {
    let Some(marac) = root.table("marac", "", &["repeat_from", "within_months"])? else {
        return Ok(RepeatRule { from: Anchor::Meeting, months: 12 });
    };
    Ok(RepeatRule { from: marac.word("repeat_from")?, months: marac.number("within_months", 1, 120)? })
}

/// A word that the pack makes itself: small letters, digits and dashes.
fn own_word(fields: &Fields<'_, '_>, (text, at): Text<'_>) -> Result<String, PackProblem> {
    let fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    if text.len() <= 64 && text.starts_with(|c: char| c.is_ascii_lowercase()) && text.chars().all(fits) {
        return Ok(text.to_owned());
    }
    Err(fields.problem_at(at, format!("'{text}' is not an id: use small letters, digits and dashes")))
}

fn commitments(root: &Fields<'_, '_>) -> Result<(Vec<Commitment>, Classified), PackProblem> {
    let mut seen = Classified::new();
    let mut all = Vec::new();
    for fields in root.tables("commitment", "", &["id", "kind", "how"])? {
        let (text, at) = fields.text("id")?;
        let id = commitment_id(&fields, (text, at))?;
        let commitment =
            Commitment { id: id.clone(), kind: fields.word("kind")?, how: fields.text("how")?.0.to_owned() };
        if seen.insert(id, (commitment.kind, at)).is_some() {
            return Err(
                fields.problem_at(at, format!("commitment {text} stands here twice: keep one of them"))
            );
        }
        checks::one_policy(&fields, &seen, at)?;
        all.push(commitment);
    }
    checks::complete(root, &seen)?;
    all.sort_by(|a, b| a.id.cmp(&b.id));
    Ok((all, seen))
}

fn commitment_id(fields: &Fields<'_, '_>, (text, at): Text<'_>) -> Result<CommitmentId, PackProblem> {
    text.parse().map_err(|wrong| fields.problem_at(at, format!("'{text}' is not a commitment: {wrong}")))
}

/// The duties that stand in this file.
pub(super) fn own_duties(
    root: &Fields<'_, '_>,
    classified: &Classified,
) -> Result<Vec<DutyRule>, PackProblem> {
    let mut all: Vec<DutyRule> = Vec::new();
    for fields in root.tables("duty", "", &DUTY_KEYS)? {
        let rule = duty(&fields, classified)?;
        if all.iter().any(|earlier| earlier.id == rule.id) {
            return Err(fields.problem(format!("two duties are called '{}': rename one of them", rule.id)));
        }
        checks::duty(&fields, &rule)?;
        all.push(rule);
    }
    Ok(all)
}

fn duty(fields: &Fields<'_, '_>, classified: &Classified) -> Result<DutyRule, PackProblem> {
    Ok(DutyRule {
        id: own_word(fields, fields.text("id")?)?,
        title: fields.text("title")?.0.to_owned(),
        keeps: keeps(fields, classified)?,
        cites: fields
            .texts("cites")?
            .into_iter()
            .map(|text| cited(fields, text))
            .collect::<Result<_, _>>()?,
        starts: fields.words("starts")?,
        when: when(fields)?,
        due: due(fields)?,
        from: fields.word_or("from", From::Recorded)?,
        met_by: fields.words("met_by")?,
        falls_to: fields.word("falls_to")?,
        escalates: escalates(fields)?,
        restarts: fields.flag("restarts")?,
        joins: fields.flag("joins")?,
        joined_by: fields.words("joined_by")?,
        closing_ends: fields.flag("closing_ends")?,
        manager_sets_aside: fields.flag("manager_sets_aside")?,
        once: fields.flag("once")?,
        one_with: if fields.has("one_with") {
            Some(own_word(fields, fields.text("one_with")?)?)
        } else {
            None
        },
    })
}

pub(super) fn keeps(
    fields: &Fields<'_, '_>,
    classified: &Classified,
) -> Result<Vec<CommitmentId>, PackProblem> {
    let keep = |(text, at): Text<'_>| {
        let id = commitment_id(fields, (text, at))?;
        match classified.get(&id) {
            Some((Kind::Duty, _)) => Ok(id),
            Some(_) => Err(fields.problem_at(
                at,
                format!("{id} is kept by a duty but is not classified as one: set kind = \"duty\""),
            )),
            None => Err(fields.problem_at(
                at,
                format!("{id} is not a commitment of this pack: classify it, or leave it out"),
            )),
        }
    };
    fields.texts("keeps")?.into_iter().map(keep).collect()
}

/// What a cited id may begin with: a rule, a signal or a published case of the field, something that really
/// happened to another organisation, an article of the law.
const LEADS: [&str; 5] = ["R-", "SIG-", "case-", "incident-", "GDPR-"];

/// `R-07`, `SIG-02`, `case-04`, `incident-19`, `GDPR-33`, or a paragraph that begins with its number.
fn cited(fields: &Fields<'_, '_>, (text, at): Text<'_>) -> Result<String, PackProblem> {
    let number = LEADS.iter().find_map(|lead| text.strip_prefix(lead)).unwrap_or(text);
    let fits = |c: char| c.is_ascii_alphanumeric() || c == '.';
    if number.starts_with(|c: char| c.is_ascii_digit()) && number.chars().all(fits) {
        return Ok(text.to_owned());
    }
    Err(fields.problem_at(at, format!("'{text}' is not a paragraph: write 'R-07', '13A.5' or 'case-04'")))
}

fn when(fields: &Fields<'_, '_>) -> Result<When, PackProblem> {
    let Some(when) = fields.table("when", "when", &["all", "any", "none"])? else {
        return Ok(When::default());
    };
    Ok(When { all: when.words("all")?, any: when.words("any")?, none: when.words("none")? })
}

fn term(fields: &Fields<'_, '_>, (text, at): Text<'_>) -> Result<Term, PackProblem> {
    text.parse().map_err(|wrong| fields.problem_at(at, format!("'{text}' is not a length of time: {wrong}")))
}

/// One clock for all, or a table by severity. What is said of high holds for immediate and unknown
/// where they are not named, so that not knowing never means having longer.
fn due(fields: &Fields<'_, '_>) -> Result<Due, PackProblem> {
    let given = fields.required("due")?;
    if !given.get_ref().is_str() && !given.get_ref().is_table() {
        return Err(
            fields.problem_at(given.span().start, "'due' does not fit: write \"4h\", or a table by severity")
        );
    }
    if given.get_ref().is_str() {
        return Ok(Due::always(term(fields, fields.text("due")?)?));
    }
    let known = ["immediate", "high", "unknown", "medium", "standard", "otherwise"];
    let Some(table) = fields.table("due", "due", &known)? else {
        return Err(fields.problem("'due' is missing"));
    };
    let mut named: BTreeMap<&str, Term> = BTreeMap::new();
    for entry in table.entries() {
        let (key, text) = entry?;
        named.insert(key, term(fields, text)?);
    }
    let find = |severity: Severity| {
        let strict = matches!(severity, Severity::Immediate | Severity::Unknown);
        let own = named.get(severity.code()).or_else(|| named.get("high").filter(|_| strict));
        own.or_else(|| named.get("otherwise")).copied().ok_or_else(|| {
            table.problem(format!("'due' says nothing for {}: add it, or 'otherwise'", severity.code()))
        })
    };
    Ok(Due::new([
        find(Severity::Immediate)?,
        find(Severity::High)?,
        find(Severity::Unknown)?,
        find(Severity::Medium)?,
        find(Severity::Standard)?,
    ]))
}

fn escalates(fields: &Fields<'_, '_>) -> Result<Vec<Escalation>, PackProblem> {
    let steps = fields.tables("escalates", "escalates", &["after", "to"])?;
    let read = |step: Fields<'_, '_>| {
        Ok(Escalation { after: term(&step, step.text("after")?)?, to: step.word("to")? })
    };
    steps.into_iter().map(read).collect()
}
