//! The questions of a risk assessment as data: whose wording, over the 24 factors (domain.md 2.1, 2.5).
//!
//! A file says how each factor is asked and grouped, and from how many a "yes" is high by the count alone. It adds
//! no factor and leaves none out, so that answers given under one wording stay comparable under the next.

use domain::codes::CodeList as _;
use domain::risk::RiskFactor;
use domain::text::ShortText;

use crate::pack::{Fields, PackProblem, Source, did_you_mean};

/// The instrument that the product brings with it: its file and its text.
pub const SHIPPED: (&str, &str) =
    ("factors-24.toml", include_str!("../../../policies/instruments/factors-24.toml"));

/// The longest file, in bytes.
const LONGEST: usize = 128 * 1024;
/// How many factors there are, and so how many questions.
const FACTORS: u16 = 24;

/// A wording in force. Only [`check`] makes one, so it asks every factor once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Instrument {
    /// Its word, kept with each assessment.
    pub id: ShortText,
    /// What it is called on a page.
    pub title: String,
    /// Its edition, from 1.
    pub version: u16,
    /// In which language it asks.
    pub language: ShortText,
    /// From how many a "yes" is high by the count alone.
    pub high_at: u8,
    /// Whose words these are, and what they are not.
    pub licence: String,
    /// The questions, in the order of the page.
    pub groups: Vec<Group>,
}

/// Questions that stand together on the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// The heading.
    pub title: String,
    /// The questions, in the order of the file.
    pub questions: Vec<Question>,
}

/// How one factor is asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// Which factor.
    pub factor: RiskFactor,
    /// The question, to be said aloud.
    pub ask: String,
    /// What helps whoever asks.
    pub help: Option<String>,
}

impl Instrument {
    /// Every question, in the order of the page.
    pub fn questions(&self) -> impl Iterator<Item = &Question> {
        self.groups.iter().flat_map(|group| &group.questions)
    }
}

/// The instrument that the product brings with it. The error can only be a damaged build.
pub fn shipped() -> Result<Instrument, PackProblem> {
    let (file, text) = SHIPPED;
    check(file, text)
}

/// Reads and checks an instrument. `file_name` is only repeated in the complaint.
///
/// The first thing wrong comes back, with its line: an unknown key, a factor that is none of the 24, that
/// stands there twice or is missing, a group that does not exist or asks nothing.
pub fn check(file_name: &str, text: &str) -> Result<Instrument, PackProblem> {
    let source = Source { file: file_name, text };
    if text.len() > LONGEST {
        return Err(
            source.problem(0, format!("the file is longer than {LONGEST} bytes: it is one instrument"))
        );
    }
    let root = source.parse()?;
    let root = Fields::open(source, "", root.get_ref(), root.span(), &["instrument", "group", "factor"])?;
    let known = ["id", "title", "version", "language", "high_at", "licence"];
    let head = root.table("instrument", "", &known)?;
    let head = head.ok_or_else(|| root.problem("the table [instrument] is missing: add it"))?;
    Ok(Instrument {
        id: line(&head, "id")?,
        title: head.text("title")?.0.to_owned(),
        version: head.number("version", 1, 9999)?,
        language: line(&head, "language")?,
        high_at: u8::try_from(head.number("high_at", 1, FACTORS)?).unwrap_or(u8::MAX),
        licence: head.text("licence")?.0.to_owned(),
        groups: groups(&root)?,
    })
}

fn line(fields: &Fields<'_, '_>, key: &str) -> Result<ShortText, PackProblem> {
    let (text, at) = fields.text(key)?;
    ShortText::parse(text).map_err(|_| fields.problem_at(at, format!("'{key}' must be one short line")))
}

/// The groups with their questions; every factor once.
fn groups(root: &Fields<'_, '_>) -> Result<Vec<Group>, PackProblem> {
    let mut named: Vec<(String, usize, Group)> = Vec::new();
    for fields in root.tables("group", "", &["id", "title"])? {
        let (id, at) = fields.text("id")?;
        if named.iter().any(|(earlier, ..)| earlier == id) {
            return Err(fields.problem_at(at, format!("group '{id}' stands here twice: keep one of them")));
        }
        let group = Group { title: fields.text("title")?.0.to_owned(), questions: Vec::new() };
        named.push((id.to_owned(), at, group));
    }
    for fields in root.tables("factor", "", &["number", "group", "ask", "help"])? {
        let question = question(&fields)?;
        let asked = named.iter().flat_map(|(.., group)| &group.questions);
        if asked.into_iter().any(|earlier| earlier.factor == question.factor) {
            let number = question.factor.code();
            let at = fields.required("number")?.span().start;
            return Err(
                fields.problem_at(at, format!("factor {number} stands here twice: each is asked once"))
            );
        }
        place(&fields, &named)
            .and_then(|at| named.get_mut(at).ok_or_else(|| fields.problem("this group is gone")))?
            .2
            .questions
            .push(question);
    }
    let asks = |factor: &RiskFactor| {
        named.iter().any(|(.., group)| group.questions.iter().any(|question| question.factor == *factor))
    };
    if let Some(missing) = RiskFactor::all().iter().find(|factor| !asks(factor)) {
        let what = format!("factor {} is missing: say how it is asked ({})", missing.code(), missing.label());
        return Err(root.problem(what));
    }
    if let Some((id, at, _)) = named.iter().find(|(.., group)| group.questions.is_empty()) {
        return Err(root.problem_at(*at, format!("group '{id}' asks nothing: leave it out")));
    }
    Ok(named.into_iter().map(|(.., group)| group).collect())
}

fn question(fields: &Fields<'_, '_>) -> Result<Question, PackProblem> {
    let number = fields.number("number", 1, FACTORS)?;
    let factor = RiskFactor::from_code(&number.to_string());
    let help = if fields.has("help") { Some(fields.text("help")?.0.to_owned()) } else { None };
    Ok(Question {
        factor: factor
            .ok_or_else(|| fields.problem(format!("there is no factor {number}: they are 1 to 24")))?,
        ask: fields.text("ask")?.0.to_owned(),
        help,
    })
}

/// The place of the group in which a question stands.
fn place(fields: &Fields<'_, '_>, named: &[(String, usize, Group)]) -> Result<usize, PackProblem> {
    let (text, at) = fields.text("group")?;
    named.iter().position(|(id, ..)| id == text).ok_or_else(|| {
        let hint = did_you_mean(text, named.iter().map(|(id, ..)| id.as_str()));
        fields.problem_at(
            at,
            format!("there is no group '{text}'{hint} add a [[group]] for it, or choose another"),
        )
    })
}

#[cfg(test)]
mod tests;
