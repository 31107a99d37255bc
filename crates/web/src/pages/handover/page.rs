//! The page on which a manager decides on a report in ten seconds: what is known, then who has it.

use std::collections::BTreeMap;

use access::ActionKind;
use askama::Template;
use domain::case::Owner;
use domain::{CaseId, RegionId, Severity, UserId};
use jiff::Timestamp;
use service::{Assignable, CasePage, DutyLine, Found};

use super::read::Choices;
use crate::components::prelude::*;
use crate::contact_first::ContactFirst;
use crate::form::Filled;
use crate::layout::Layout;
use crate::page::Sample;
use crate::pages::enquiry::Alike;
use crate::pages::notes::parts::Parts;
use crate::plain::{happened, moment_from};

/// How many duties the page shows: the first due.
const SHOWN: usize = 5;

/// The page.
#[derive(Clone, Template)]
#[template(path = "handover/page.html")]
pub struct HandoverPage {
    layout: Layout,
    contact: ContactFirst,
    case: CaseId,
    reference: String,
    seen: String,
    severity: Severity,
    may_lower: bool,
    known: Vec<(String, String)>,
    due: Vec<Due>,
    alike: Vec<Alike>,
    /// Those with the same number or e-mail address, whatever the name.
    reached: Vec<Alike>,
    as_of: Timestamp,
    regions: BTreeMap<RegionId, String>,
    colleagues: BTreeMap<UserId, Assignable>,
    form: Filled,
}

/// One thing that is due.
#[derive(Clone)]
struct Due {
    title: String,
    when: String,
    overdue: bool,
}

impl HandoverPage {
    /// The page of a case, with the answers so far.
    pub(super) fn new(layout: Layout, page: &CasePage, choices: &Choices<'_>, form: Filled) -> Self {
        let due = |duty: &DutyLine| Due {
            title: duty.title.clone(),
            when: crate::plain::due(duty.due, page.as_of),
            overdue: duty.due < page.as_of,
        };
        Self {
            layout: layout
                .title("Work")
                .back(format!("/cases/{}", page.case))
                .problems(&form.problems)
                .kept_apart(page, &form.problems),
            contact: ContactFirst::of(page),
            case: page.case,
            reference: page.reference.to_string(),
            seen: page.view.sequence.to_string(),
            severity: page.view.severity.unwrap_or(Severity::Unknown),
            may_lower: page.may.contains(&ActionKind::LowerSeverity),
            known: known(page),
            due: page.duties.iter().filter(|duty| duty.state.is_open()).take(SHOWN).map(due).collect(),
            alike: Vec::new(),
            reached: Vec::new(),
            as_of: page.as_of,
            regions: choices.regions.clone(),
            colleagues: choices.colleagues.clone(),
            form,
        }
    }

    /// Other records in which a whole name of this one stands, or a number or an e-mail address of theirs: whoever is told of one event at a time sees no pattern
    /// (R-05, domain.md 19).
    #[must_use]
    pub(super) fn beside(mut self, found: Option<Vec<Found>>, reached: Vec<Found>) -> Self {
        let now = self.as_of;
        self.alike = found.unwrap_or_default().into_iter().map(|found| Alike::of(found, now)).collect();
        self.reached = reached.into_iter().map(|found| Alike::of(found, now)).collect();
        self
    }

    fn summary(&self) -> SummaryList {
        SummaryList::new(self.known.iter().map(|(key, value)| SummaryRow::new(key.as_str(), value.as_str())))
    }

    fn decisions(&self) -> Vec<Html> {
        let (form, colleagues) = (&self.form, self.names());
        let levels: Vec<Severity> =
            Severity::ALL.iter().copied().filter(|level| self.offers(*level)).collect();
        let why = if self.may_lower {
            "Lowering it needs a reason. Raising it needs none."
        } else {
            "You need not give one."
        };
        let regions = self.regions.iter().map(|(region, name)| (region.to_string(), name.clone()));
        Parts::of(form)
            .and(
                &form
                    .select_from("owner", "Who has it now?", colleagues.clone())
                    .hint("Leave it out if that stays as it is."),
            )
            .and(&form.select_from("cover", "Who covers while they are away?", colleagues))
            .and(
                &form
                    .radios_of("severity", "How severe is it?", &levels)
                    .hint("Choose it again if it is right: then it has been judged."),
            )
            .note("why", "Why?", why)
            .and(&form.select_from("region", "Region", regions).hint("Leave it out if that stays as it is."))
            .done()
    }

    fn names(&self) -> Vec<(String, String)> {
        let one = |(id, colleague): (&UserId, &Assignable)| {
            (id.to_string(), format!("{}, {}", colleague.name, colleague.role.label().to_lowercase()))
        };
        let mut names: Vec<(String, String)> = self.colleagues.iter().map(one).collect();
        names.sort_by(|(_, one), (_, other)| one.cmp(other));
        names
    }

    fn offers(&self, level: Severity) -> bool {
        level != Severity::Unknown && (self.may_lower || !self.severity.is_lowered_by(level))
    }
}

/// What is known so far, in the order in which a manager asks.
fn known(page: &CasePage) -> Vec<(String, String)> {
    let row = |key: &str, value: String| (key.to_owned(), value);
    let mut known = vec![row("Severity", page.view.severity.unwrap_or(Severity::Unknown).label().to_owned())];
    let last = page.view.chronology.iter().rev().find(|line| line.telling.headline == "Report taken");
    if let Some(last) = last {
        known.push(row("Reported", moment_from(last.recorded_at, page.as_of)));
        // The severity in force stands first already; the one that came with the report may be another.
        let said = last.now(&page.view.chronology);
        let details = said.details.iter().filter(|detail| detail.label != "Severity");
        known.extend(details.map(|detail| row(detail.label, detail.text.clone())));
        known.extend(said.happened.as_ref().map(|when| row("It happened", happened(when))));
    }
    known.extend(
        page.view
            .people
            .values()
            .filter(|person| person.name.is_some())
            .map(|person| row("Person", crate::pages::notes::parts::described(&page.view, person))),
    );
    let region = page.view.region.and_then(|region| page.regions.get(&region).cloned());
    known.push(row("Region", region.unwrap_or_else(|| "None yet".to_owned())));
    known.push(row("Who has it", owner(page)));
    known
}

fn owner(page: &CasePage) -> String {
    match page.view.owner {
        Some(Owner::Person { owner, cover: Some(cover) }) => {
            format!("{}. {} covers", page.colleague(owner), page.colleague(cover))
        }
        Some(Owner::Person { owner, cover: None }) => page.colleague(owner).to_owned(),
        Some(Owner::Region(_)) => "The regional housing manager, until somebody is named".to_owned(),
        Some(Owner::Nobody) | None => "Nobody yet".to_owned(),
    }
}

impl Sample for HandoverPage {
    fn sample() -> Self {
        let row = |key: &str, value: &str| (key.to_owned(), value.to_owned());
        let colleague = Assignable { name: "Sam Okafor".to_owned(), role: access::Role::HousingOfficer };
        Self {
            layout: Layout::signed_in("Marion Bell", "Regional housing manager", "token")
                .title("Work")
                .back("/work"),
            contact: ContactFirst::sample(),
            case: CaseId::from_uuid(uuid::Uuid::nil()),
            reference: "HF-7K3M-Q2XT".to_owned(),
            seen: "4".to_owned(),
            severity: Severity::High,
            may_lower: true,
            known: vec![
                row("Severity", Severity::High.label()),
                row("Reported", "today at 2:05pm"),
                row("From", "The survivor"),
                row("Region", "North"),
                row("Who has it", "The regional housing manager, until somebody is named"),
            ],
            due: vec![Due {
                title: "Contact the survivor by the safe way".to_owned(),
                when: "due today at 11:59pm".to_owned(),
                overdue: false,
            }],
            alike: vec![Alike {
                case: CaseId::from_uuid(uuid::Uuid::nil()),
                reference: "HF-9D4W-K6PA".to_owned(),
                called: "Ana Pereira".to_owned(),
                opened: "on 3 February 2026".to_owned(),
            }],
            reached: vec![Alike {
                case: CaseId::from_uuid(uuid::Uuid::nil()),
                reference: "HF-2B4D-6F8H".to_owned(),
                called: "A. Pereira".to_owned(),
                opened: "on 9 March 2025".to_owned(),
            }],
            as_of: Timestamp::UNIX_EPOCH,
            regions: BTreeMap::from([(RegionId::from_uuid(uuid::Uuid::nil()), "North".to_owned())]),
            colleagues: BTreeMap::from([(UserId::from_uuid(uuid::Uuid::nil()), colleague)]),
            form: Filled::default(),
        }
    }
}
