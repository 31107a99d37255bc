//! What was shared with somebody: the first page of a partner's worker, a MARAC representative and a planner.

use askama::Template;
use service::SharedLine;

use crate::layout::Layout;
use crate::page::Sample;
use crate::plain::moment;

/// The page.
#[derive(Clone, Template)]
#[template(path = "sharing/list.html")]
pub struct SharedPage {
    layout: Layout,
    lines: Vec<Line>,
}

#[derive(Clone)]
struct Line {
    address: String,
    reference: String,
    called: String,
    until: String,
}

impl SharedPage {
    /// The page.
    pub(super) fn new(layout: Layout, lines: Vec<SharedLine>) -> Self {
        let line = |line: SharedLine| Line {
            address: if line.is_instruction {
                format!("/cases/{}/instruction", line.case)
            } else {
                format!("/cases/{}", line.case)
            },
            reference: line.reference.to_string(),
            called: line.called.unwrap_or_default(),
            until: moment(line.until),
        };
        Self { layout: layout.title("Work"), lines: lines.into_iter().map(line).collect() }
    }
}

impl Sample for SharedPage {
    fn sample() -> Self {
        let line = |is_instruction: bool| SharedLine {
            case: domain::CaseId::from_uuid(uuid::Uuid::nil()),
            reference: domain::text::CaseReference::from_random([7; 5]),
            called: (!is_instruction).then(|| "Rowan Ashdown".to_owned()),
            until: "2026-11-26T17:00:00Z".parse().unwrap_or_default(),
            is_instruction,
        };
        let layout = Layout::signed_in("Imani Castellane", "Partner agency’s worker", "token");
        Self::new(layout, vec![line(false), line(true)])
    }
}
