//! The page on which a report is taken.

use std::collections::BTreeMap;

use askama::Template;
use domain::report::{CameBy, PoliceCall, ReportSource, Route};
use domain::suspicion::Offered;
use domain::{Answer, DraftId, RegionId, Severity};

use crate::components::prelude::*;
use crate::form::{Filled, KEEP_AS_IT_IS};
use crate::layout::Layout;
use crate::page::Sample;
use crate::pages::notes::report::HOW_IT_CAME;

/// A report while it is taken. Every control shows its answer so far.
#[derive(Clone, Template)]
#[template(path = "report/page.html")]
pub struct ReportPage {
    layout: Layout,
    draft: DraftId,
    route: Route,
    form: Filled,
    regions: BTreeMap<RegionId, String>,
}

impl ReportPage {
    /// The page of a draft.
    pub fn new(
        layout: Layout,
        draft: DraftId,
        route: Route,
        form: Filled,
        regions: &BTreeMap<RegionId, String>,
    ) -> Self {
        let layout = layout.title("Work").back("/reports").problems(&form.problems);
        Self { layout, draft, route, form, regions: regions.clone() }
    }

    fn heading(&self) -> &'static str {
        match self.route {
            Route::Disclosure => "Report from the survivor",
            Route::Suspicion => "Report from somebody else, or a pattern",
            Route::OwnBehaviour => "Somebody tells us of their own behaviour",
        }
    }

    fn is_suspicion(&self) -> bool {
        self.route == Route::Suspicion
    }

    fn is_own(&self) -> bool {
        self.route == Route::OwnBehaviour
    }

    fn danger(&self) -> Radios {
        self.form.radios::<Answer>("danger", "Is anybody in danger now?")
    }

    fn police(&self) -> Radios {
        self.form.radios::<PoliceCall>("police", "Have the police been called?")
    }

    fn police_reference(&self) -> Input {
        self.form.input("police-reference", "Police reference, if there is one")
    }

    fn source(&self) -> Radios {
        let others: Vec<ReportSource> =
            ReportSource::ALL.iter().copied().filter(|source| source.route() == Route::Suspicion).collect();
        self.form.radios_of("source", "Who or what brought it to us?", &others)
    }

    fn came_by(&self) -> Select {
        self.form.select::<CameBy>("came-by", "How did it come?").hint(HOW_IT_CAME)
    }

    fn name(&self) -> Input {
        let label = match self.route {
            Route::Disclosure => "What would they like to be called?",
            Route::Suspicion => "Who may be experiencing abuse? Leave it out if it is not known",
            Route::OwnBehaviour => "Their name, if they give it",
        };
        self.form.input("name", label)
    }

    fn known_as(&self) -> Input {
        self.form.input("known-as", "Another name they are known by")
    }

    fn phone(&self) -> Input {
        self.form
            .phone("phone", "Phone number")
            .hint("Kept apart and not used. No way of getting in touch is safe until they have said so.")
    }

    fn address(&self) -> Textarea {
        self.form
            .words("address", "Home address")
            .hint("Kept apart. It is shown only when somebody asks for it, and each look is recorded.")
    }

    fn region(&self) -> Select {
        let regions = self.regions.iter().map(|(region, name)| (region.to_string(), name.clone()));
        self.form
            .select_from("region", "Region", regions)
            .hint("The regional housing manager gets this report. Leave it out if you do not know.")
    }

    fn words(&self) -> Textarea {
        let hint = match self.route {
            Route::Suspicion => "What they saw or heard, in their words. Not what you conclude from it.",
            _ => "In their words. Only what is needed today.",
        };
        self.form.words("words", "What was said?").hint(hint)
    }

    fn not_an_address(&self) -> Option<Checkboxes> {
        self.form.problems.on("words")?;
        Some(self.form.tick("words-no-address", KEEP_AS_IT_IS))
    }

    fn happened(&self) -> (DateInput, Select, Input) {
        self.form.happened("happened", "When did it happen?")
    }

    fn perpetrator(&self) -> Input {
        self.form.input("perpetrator", "Who is said to cause the harm? Leave it out if it is not known")
    }

    fn reporter(&self) -> Input {
        self.form
            .input("reporter", "Name of the person who tells us, if they give it")
            .hint("Protected. The person said to cause harm never learns who told us.")
    }

    fn reporter_phone(&self) -> Input {
        self.form.phone("reporter-phone", "Their phone number")
    }

    fn severity(&self) -> Radios {
        const ORDER: [Severity; 5] =
            [Severity::Immediate, Severity::High, Severity::Medium, Severity::Standard, Severity::Unknown];
        self.form.radios_of("severity", "How severe is it, as far as you can tell?", &ORDER)
    }

    fn children(&self) -> Radios {
        self.form.radios::<Answer>("children", "Do children live with them?")
    }

    fn respect_line(&self) -> Radios {
        self.form.radios::<Offered>("respect-line", "What came of offering the Respect phoneline?")
    }
}

impl Sample for ReportPage {
    fn sample() -> Self {
        let layout = Layout::signed_in("Priya Osei", "Call handler", "token");
        let draft = DraftId::from_uuid(uuid::Uuid::nil());
        let form = Filled { seen: Some(BTreeMap::new()), ..Filled::default() };
        Self::new(layout, draft, Route::Suspicion, form, &BTreeMap::new())
    }
}
