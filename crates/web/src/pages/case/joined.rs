//! The other records that are said to be about the same person: to whoever may see them, and to nobody else.

use access::ActionKind;
use askama::Template;
use askama::filters::HtmlSafe;
use service::CasePage;

/// Links to them.
#[derive(Clone, Template)]
#[template(path = "case/joined.html")]
pub(super) struct Joined {
    records: Vec<Record>,
}

/// One of them: its reference, its address, and where that is taken back.
#[derive(Clone)]
struct Record {
    reference: String,
    href: String,
    part: Option<String>,
}

impl HtmlSafe for Joined {}

impl Joined {
    /// Nothing where there is none.
    pub(super) fn new(page: &CasePage) -> Option<Self> {
        let may = page.may.contains(&ActionKind::JoinRecords) && !page.is_past;
        let records = page.view.joined.iter().map(|joined| Record {
            reference: joined.is.reference.to_string(),
            href: format!("/cases/{}", joined.is.other),
            part: may.then(|| format!("/cases/{}/records?other={}", page.case, joined.is.reference)),
        });
        let records: Vec<Record> = records.collect();
        (!records.is_empty()).then_some(Self { records })
    }
}
