//! Who may see a record that only named people may see.

use access::{Actor, OfficeKind, allows_office};
use askama::Template;
use askama::filters::HtmlSafe;
use domain::CaseId;
use service::RestrictedTo;

use crate::components::prelude::*;
use crate::form::Filled;

/// The named people, and the way to name one more for those who keep walls.
#[derive(Clone, Template)]
#[template(path = "case/restricted.html")]
pub(super) struct Restricted {
    case: CaseId,
    csrf: String,
    named: Option<Vec<String>>,
    others: Vec<(String, String)>,
    keeps_walls: bool,
}

impl HtmlSafe for Restricted {}

impl Restricted {
    /// Nothing for an ordinary record, but to those who could let only named people see it.
    pub(super) fn new(actor: &Actor, case: CaseId, to: Option<RestrictedTo>, csrf: &str) -> Option<Self> {
        let keeps_walls = allows_office(actor.role, OfficeKind::ManageWalls);
        if to.is_none() && !keeps_walls {
            return None;
        }
        let (named, others) = to.map(|to| (to.named, to.others)).unzip();
        let others = others.unwrap_or_default().into_iter().map(|(user, name)| (user.to_string(), name));
        Some(Self { case, csrf: csrf.to_owned(), named, others: others.collect(), keeps_walls })
    }

    fn who(&self) -> Select {
        let nobody = (String::new(), "Choose somebody".to_owned());
        Filled::default().select_from(
            "who",
            "Somebody else who may see it",
            [nobody].into_iter().chain(self.others.clone()),
        )
    }
}
