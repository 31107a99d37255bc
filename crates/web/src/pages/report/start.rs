//! Where a report begins.

use askama::Template;
use domain::report::Route;
use service::{DraftLine, FormKind};

use crate::components::prelude::Button;
use crate::layout::Layout;
use crate::page::Sample;
use crate::plain::moment;

/// The three ways to begin, and what was begun and not finished.
#[derive(Clone, Template)]
#[template(path = "report/start.html")]
pub struct StartPage {
    layout: Layout,
    unfinished: Vec<Unfinished>,
}

#[derive(Clone)]
struct Unfinished {
    href: String,
    what: &'static str,
    when: String,
}

impl StartPage {
    /// The page, with this person's drafts.
    pub fn new(layout: Layout, drafts: &[DraftLine]) -> Self {
        let unfinished = drafts
            .iter()
            .map(|line| Unfinished {
                href: match line.case {
                    Some(case) if line.kind == FormKind::Assessment => {
                        format!("/cases/{case}/risk/{}", line.draft)
                    }
                    Some(case) => format!("/cases/{case}/conversation/{}", line.draft),
                    None => format!("/reports/{}", line.draft),
                },
                what: line.kind.label(),
                when: moment(line.updated_at),
            })
            .collect();
        Self { layout: layout.title("Work"), unfinished }
    }

    fn ways() -> [(&'static str, &'static str, &'static str); 3] {
        let way = |kind: FormKind, hint| (kind.code(), kind.label(), hint);
        [
            way(
                FormKind::Report(Route::Disclosure),
                "They are telling us about abuse they live with or lived with.",
            ),
            way(
                FormKind::Report(Route::Suspicion),
                "A neighbour, a relative, the police, an agency, a colleague, a contractor, repairs, noise, or no name given.",
            ),
            way(
                FormKind::Report(Route::OwnBehaviour),
                "They are telling us that they hurt or frighten somebody.",
            ),
        ]
    }
}

impl Sample for StartPage {
    fn sample() -> Self {
        let mut page = Self::new(Layout::signed_in("Priya Osei", "Call handler", "token"), &[]);
        page.unfinished.push(Unfinished {
            href: "/reports/0".to_owned(),
            what: FormKind::Report(Route::Disclosure).label(),
            when: "today at 2:05pm".to_owned(),
        });
        page
    }
}
