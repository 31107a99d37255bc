//! How to go about a visit, for somebody who plans it: never why.

use access::VisitInstruction;
use askama::Template;
use service::HomeVisit;

use crate::contact_first::hours;
use crate::layout::Layout;
use crate::page::Sample;

/// The page. Every line of it could stand on the sheet of any home.
#[derive(Clone, Template)]
#[template(path = "sharing/instruction.html")]
pub struct InstructionPage {
    layout: Layout,
    reference: String,
    arranged_by: Option<String>,
    hours: Option<String>,
    words: Option<String>,
    two_together: bool,
}

impl InstructionPage {
    /// The page.
    pub(super) fn new(layout: Layout, visit: HomeVisit) -> Self {
        let VisitInstruction { hours: agreed, words, two_together, .. } = visit.instruction;
        Self {
            layout: layout.title("Work").back("/shared"),
            reference: visit.reference.to_string(),
            arranged_by: visit.arranged_by,
            hours: agreed.map(|times| hours(&times)),
            words: words.map(|words| words.as_str().to_owned()),
            two_together,
        }
    }
}

impl Sample for InstructionPage {
    fn sample() -> Self {
        let instruction = VisitInstruction {
            arranged_by: None,
            hours: Some(domain::contact::SafeTimes::Any),
            words: domain::text::ShortText::parse("We are here about the boiler").ok(),
            two_together: true,
        };
        let reference = domain::text::CaseReference::from_random([7; 5]);
        let visit = HomeVisit { reference, instruction, arranged_by: Some("Sam Okafor".to_owned()) };
        Self::new(Layout::signed_in("Jo Fenwick", "Repairs planner", "token"), visit)
    }
}
