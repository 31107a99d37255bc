//! What stands on a page where honour-based abuse, forced marriage or FGM is recorded: the family never learns of any
//! contact, and there may be one chance (domain.md 1.3).

use access::CaseView;
use askama::Template;
use askama::filters::HtmlSafe;

use crate::pages::risk::words::is_harmful_practice;

/// How to keep somebody safe from their own family.
#[derive(Clone, Template)]
#[template(path = "parts/family-never.html")]
pub struct FamilyNever {
    /// Whether it is recorded here, or stands beside a form in which it may be.
    recorded: bool,
}

impl HtmlSafe for FamilyNever {}

impl FamilyNever {
    /// Where such an incident is recorded.
    pub fn of(view: &CaseView) -> Option<Self> {
        is_harmful_practice(view).then_some(Self { recorded: true })
    }

    /// For whoever is about to record one.
    pub const fn beforehand() -> Self {
        Self { recorded: false }
    }
}
