//! What can be done on a case from its page, each with the page where it is done.

use access::{ActionKind, Field};
use domain::CaseId;
use domain::report::Route;
use policy::words::Evidence;
use service::CasePage;

use crate::pages::notes::NOTES;
use crate::routes::ROUTES;

/// Something that can be done, and where.
pub struct Step {
    /// Under which heading of the menu it stands.
    pub heading: &'static str,
    /// What, in words.
    pub label: &'static str,
    /// The route, as the table of routes names it.
    pub path: &'static str,
    /// Whether the page is begun with a button rather than opened with a link.
    pub begins: bool,
    /// What one must be allowed to do.
    pub needs: ActionKind,
    /// What it shows to have been done, for duties.
    pub shows: &'static [Evidence],
    /// On which roads it has a place; empty for all.
    pub roads: &'static [Route],
}

macro_rules! steps {
    ($($heading:literal {
        $($label:literal $method:ident $path:literal $needs:ident [$($shows:ident),*] [$($road:ident),*];)+
    })+) => {
        &[$($(Step {
            heading: $heading,
            label: $label,
            path: $path,
            begins: matches!(stringify!($method).as_bytes(), b"post"),
            needs: ActionKind::$needs,
            shows: &[$(Evidence::$shows),*],
            roads: &[$(Route::$road),*],
        }),+),+]
    };
}

/// Every step, in the order of the menu. On a suspicion a conversation is never offered as the way to do
/// what is due: it would be the contact that alerts somebody.
pub const ACTIONS: &[Step] = steps! {
    "What was said and what happened" {
        "Go on with the conversation" post "/cases/{case}/conversation" RecordOnCase [DisclosureTaken, DangerKnown] [Disclosure];
        "They have told us themselves" post "/cases/{case}/conversation" RecordOnCase [] [Suspicion];
        "What they want" get "/cases/{case}/notes/wishes" RecordOnCase [WishesRecorded] [Disclosure];
        "Record an incident" get "/cases/{case}/notes/incident" RecordOnCase [IncidentRecorded, IncidentOfReport] [Disclosure, Suspicion];
        "A change in their life" get "/cases/{case}/notes/change" RecordOnCase [HomeDecided, MoveMade] [Disclosure, Suspicion];
        "Whether they know of a day ahead" get "/cases/{case}/notes/told" RecordOnCase [DayTold] [Disclosure, Suspicion];
        "Another report" get "/cases/{case}/notes/report" RecordOnCase [RespectLineOffered] [];
        "Abuse of long ago, or in childhood" get "/cases/{case}/notes/past" RecordOnCase [] [Disclosure, Suspicion];
        "An allegation made in return" get "/cases/{case}/notes/return" RecordOnCase [CounterConsidered] [Disclosure, Suspicion];
        "They were asked for proof" get "/cases/{case}/notes/proof" RecordOnCase [ProofTakenBack] [Disclosure];
        "The police were told" get "/cases/{case}/notes/police" RecordOnCase [PoliceTold] [];
    }
    "Getting in touch" {
        "Ways to get in touch" get "/cases/{case}#contact" MakeContact [ContactAttempted, ContactMade] [Disclosure, OwnBehaviour];
        "Contact plan" get "/cases/{case}/contact" RecordOnCase [ContactPlanMade] [Disclosure, OwnBehaviour];
        "Next agreed contact" get "/cases/{case}/contact/next" RecordOnCase [ContactAgreed] [Disclosure, OwnBehaviour];
        "They got in touch with us" get "/cases/{case}/contact/incoming" RecordOnCase [] [Disclosure, OwnBehaviour];
        "Contact must wait" get "/cases/{case}/contact/pause" RecordOnCase [] [Disclosure, OwnBehaviour];
        "Enquiry" get "/cases/{case}/enquiry" RecordOnCase [HistoryLookedUp, SafeEnquiryPlanned, SafeEnquiryMade] [Suspicion];
        "Ways to be confirmed again" get "/cases/{case}/notes/again" RecordOnCase [] [];
        "A number or address is no longer safe" get "/cases/{case}/notes/details" RecordOnCase [] [Disclosure, Suspicion];
        "What was decided about a breach" get "/cases/{case}/notes/decision" RecordOnCase [BreachDecided] [Disclosure, Suspicion];
    }
    "Risk and safety" {
        "Risk" get "/cases/{case}/risk" AssessRisk [RiskAssessed, RiskJudged, CoSignAnswered] [Disclosure, Suspicion];
        "How severe it is" get "/cases/{case}/notes/severity" RecordOnCase [SeverityAssessed] [];
        "Precautions" get "/cases/{case}/notes/precautions" RecordOnCase [HomeSeenTo, HomeSecured, SanctuarySeenTo, OrdersChecked, ReleaseChecked, RepairsFirst] [Disclosure, Suspicion];
        "Safety plan" get "/cases/{case}/plan" RecordOnCase [SafetyPlanMade] [Disclosure, Suspicion];
        "Safety gone through again" get "/cases/{case}/notes/safety" RecordOnCase [SafetyReviewed] [Disclosure, Suspicion];
        "Refer to the MARAC" get "/cases/{case}/notes/conference" RecordOnCase [MaracDecided, MaracReferred] [Disclosure, Suspicion];
        "Not referred to the MARAC" get "/cases/{case}/notes/no-conference" EndCase [] [Disclosure, Suspicion];
        "Heard by the MARAC" get "/cases/{case}/notes/conference-heard" RecordOnCase [] [Disclosure, Suspicion];
    }
    "Choices and promises" {
        "Choices, with what each may lead to" get "/cases/{case}/choices" RecordOnCase [ChoiceTalkedOver] [Disclosure];
        "They said not now" get "/cases/{case}/notes/later" RecordOnCase [WatchAgreed] [Disclosure];
        "A promise to them" get "/cases/{case}/notes/promise" RecordOnCase [] [Disclosure, Suspicion];
        "What came of a promise" get "/cases/{case}/notes/promise-settled" RecordOnCase [PromiseSettled] [Disclosure, Suspicion];
        "Whether we may ask how it went" get "/cases/{case}/notes/asking" RecordOnCase [FeedbackAgreed] [Disclosure];
        "How it went, in their view" get "/cases/{case}/notes/feedback" RecordOnCase [FeedbackGiven] [Disclosure];
    }
    "People and what they need" {
        "A person" get "/cases/{case}/notes/person" RecordOnCase [PersonRecorded] [];
        "A relationship" get "/cases/{case}/notes/relationship" RecordOnCase [ConnectionRecorded] [Disclosure, Suspicion];
        "Children and adults at risk" get "/cases/{case}/notes/household" RecordOnCase [HouseholdAnswered] [Disclosure, Suspicion];
        "How a child is affected" get "/cases/{case}/notes/child" RecordOnCase [ChildSituation] [Disclosure, Suspicion];
        "What they need" get "/cases/{case}/notes/needs" RecordOnCase [NeedsRecorded] [Disclosure, Suspicion];
        "Agencies they were told of" get "/cases/{case}/notes/agencies" RecordOnCase [AgenciesOffered] [Disclosure];
        "Questions that we count" get "/cases/{case}/notes/about-you" RecordOnCase [] [Disclosure];
    }
    "Safeguarding" {
        "A safeguarding concern" get "/cases/{case}/notes/safeguarding" RecordOnCase [SafeguardingConcernRaised] [];
        "No safeguarding concern is needed" get "/cases/{case}/notes/safeguarding-not-needed" EndCase [SafeguardingNotNeeded] [];
        "What was raised with the local authority" get "/cases/{case}/safeguarding" SeeCase [] [];
        "What came of a safeguarding concern" get "/cases/{case}/notes/answer" RecordOnCase [ConcernAnswered, ConcernChased] [];
        "What the form of the local authority asks of a child" get "/cases/{case}/notes/child-form" RecordOnCase [] [Disclosure, Suspicion];
        "An adult who may need care and support" get "/cases/{case}/notes/care" RecordOnCase [CareActTest] [Disclosure, Suspicion];
    }
    "The record" {
        "Place and hand over" get "/cases/{case}/handover" Triage [OwnerNamed, RegionPlaced] [];
        "Other records of this person" get "/cases/{case}/records" JoinRecords [] [];
        "Let somebody in" get "/cases/{case}/sharing" GrantAccess [] [];
        "Who has looked" get "/cases/{case}/looks" SeeLooks [] [];
        "The record was gone through" get "/cases/{case}/notes/reviewed" RecordOnCase [CaseReviewed] [];
        "Take a copy for a review" get "/cases/{case}/chronology" TakeCopy [] [];
        "Close this record" get "/cases/{case}/close" EndCase [] [];
        "Open this record again" get "/cases/{case}/notes/reopen" EndCase [] [];
        "Somebody has died" get "/cases/{case}/notes/loss" RecordOnCase [] [];
        "No longer kept for a review" get "/cases/{case}/notes/kept" EndCase [] [];
    }
};

impl Step {
    /// Whether there is such a page, and this person may go there from this one.
    fn is_open(&self, page: &CasePage) -> bool {
        let fits = self.roads.is_empty() || page.view.route.is_some_and(|road| self.roads.contains(&road));
        let opened = page.glass.is_some();
        fits && !page.is_past
            && self.fits_state(page)
            && self.is_seen(page)
            && page.may.contains(&self.needs)
            && (!opened || self.only_adds())
            && self.exists()
    }

    /// Whether its page shows this person anything.
    fn is_seen(&self, page: &CasePage) -> bool {
        match self.path {
            "/cases/{case}/plan" => page.view.shows(Field::Safety),
            "/cases/{case}/choices" => page.view.shows(Field::Choices),
            "/cases/{case}/risk" => page.view.shows(Field::Risk),
            "/cases/{case}/safeguarding" => page.view.shows(Field::Safeguarding),
            _ => true,
        }
    }

    /// What is closed is opened again, and what is open is closed.
    fn fits_state(&self, page: &CasePage) -> bool {
        let closed = page.view.support.closed().is_some();
        match self.path {
            "/cases/{case}/notes/reopen" => closed,
            "/cases/{case}/close" => !closed,
            "/cases/{case}/notes/kept" => {
                page.view.support.is_held() && page.view.support.deaths().is_empty()
            }
            _ => true,
        }
    }

    /// Whether it is one of the notes that may be added to a record which was opened in an emergency (see
    /// `access::only_adds`).
    fn only_adds(&self) -> bool {
        let what = self.path.strip_prefix("/cases/{case}/notes/");
        self.path == "/cases/{case}/contact/incoming"
            || what.is_some_and(|what| {
                ["incident", "wishes", "police", "safeguarding", "details"].contains(&what)
            })
    }

    /// Notes share one route, and have a table of their own.
    fn exists(&self) -> bool {
        if let Some(what) = self.path.strip_prefix("/cases/{case}/notes/") {
            return NOTES.iter().any(|note| note.what == what);
        }
        let method = if self.begins { "post" } else { "get" };
        let path = self.path.split('#').next();
        ROUTES.iter().any(|route| route.method == method && Some(route.path) == path)
    }

    /// Its address on a case.
    pub fn href(&self, case: CaseId) -> String {
        self.path.replace("{case}", &case.to_string())
    }
}

/// What this person can do from this page.
pub(super) fn open(page: &CasePage) -> impl Iterator<Item = &'static Step> {
    ACTIONS.iter().filter(|step| step.is_open(page))
}

/// A heading of the menu with what is open under it: the address, the words, and whether it is a button.
pub(super) type Group = (&'static str, Vec<(String, &'static str, bool)>);

/// The menu of this page, in groups. A heading under which nothing is open is left out.
pub(super) fn menu(page: &CasePage) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for step in open(page) {
        let line = (step.href(page.case), step.label, step.begins);
        match groups.last_mut() {
            Some((heading, lines)) if *heading == step.heading => lines.push(line),
            _ => groups.push((step.heading, vec![line])),
        }
    }
    groups
}

/// The address of a step on this page, if it is open.
pub(in crate::pages) fn address(page: &CasePage, shows: Evidence) -> Option<String> {
    open(page).find(|step| step.shows.contains(&shows)).map(|step| step.href(page.case))
}

/// The address of a note on this page, if it is open.
pub(in crate::pages) fn note(page: &CasePage, what: &str) -> Option<String> {
    let path = format!("/cases/{{case}}/notes/{what}");
    open(page).find(|step| step.path == path).map(|step| step.href(page.case))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_step_leads_to_a_page() {
        let lost: Vec<&str> = ACTIONS.iter().filter(|step| !step.exists()).map(|step| step.path).collect();
        assert!(lost.is_empty(), "{lost:?}");
    }

    #[test]
    fn every_note_is_a_step() {
        let steps = |what: &str| ACTIONS.iter().any(|step| step.path.ends_with(&format!("/notes/{what}")));
        let left: Vec<&str> = NOTES.iter().map(|note| note.what).filter(|what| !steps(what)).collect();
        assert!(left.is_empty(), "{left:?}");
    }
}
