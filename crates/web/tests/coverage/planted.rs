//! Values that nobody would write by chance, planted in cases, and who may see each.

use access::{ActionKind, Field, Relation, Role, allows, sees};
use domain::case::CaseCommand;
use web::routes::About;

use super::world::{Ids, Road, State, ids_of, nothing_but, relation};
use crate::support::{Telling, TestApp, Who};

/// To whom a value may be shown.
#[derive(Debug, Clone, Copy)]
pub enum Shown {
    /// To whom may see the case.
    WithTheCase,
    /// To whom this part of it is shown.
    With(Field),
    /// To whom asked for exactly this and was cleared.
    Revealed,
}

use Shown::{Revealed, With, WithTheCase};

/// A value that was planted.
pub struct Planted {
    pub value: &'static str,
    pub shown: Shown,
}

/// A case with what was planted in it.
pub struct PlantedCase {
    pub ids: Ids,
    pub state: State,
    pub foreign: bool,
    pub planted: Vec<Planted>,
}

impl PlantedCase {
    /// How somebody is related to this case.
    fn relation(&self, who: Who) -> Relation {
        if !self.foreign {
            return relation(who, self.state);
        }
        match who {
            Who::OtherLead => Relation::Organisation,
            Who::OtherManager => Relation::Region,
            Who::OtherOfficer => Relation::Assigned,
            _ => Relation::None,
        }
    }

    /// Whether a value may stand in what this person is answered.
    pub fn grants(&self, planted: &Planted, who: Who, about: About) -> bool {
        let (role, relation): (Role, Relation) = (who.role(), self.relation(who));
        match planted.shown {
            WithTheCase => allows(role, relation, ActionKind::SeeCase),
            With(field) => sees(role, relation, field),
            Revealed => match about {
                About::Case(kind @ (ActionKind::RevealSecret | ActionKind::MakeContact)) => {
                    allows(role, relation, kind)
                }
                _ => false,
            },
        }
    }
}

fn planted(of: &[(&'static str, Shown)]) -> Vec<Planted> {
    of.iter().map(|&(value, shown)| Planted { value, shown }).collect()
}

/// A disclosure that the officer has.
async fn disclosure(app: &TestApp) -> PlantedCase {
    let telling = Telling::disclosure()
        .living_in(app.region("North"))
        .answer("name", "Perdita Quillfeather")
        .answer("known-as", "Rosie Brambleworth")
        .answer("phone", "07700 900461")
        .answer("address", "9 Cinnabar Wharf, Elsewhere ZZ99 3QX")
        .answer("police-reference", "PLANT-KESTREL-77")
        .answer("perpetrator", "Garrick Thornapple")
        .answer("words", "He counts the marmalade jars to see who came");
    let case = app.call_handler().takes_report(&telling).await;
    let ids = ids_of(app, case, Road::Disclosure).await;
    app.hand_over(case, Who::Officer).await;
    let planted = planted(&[
        ("Perdita Quillfeather", WithTheCase),
        ("Rosie Brambleworth", With(Field::People)),
        ("07700 900461", Revealed),
        ("+447700900461", Revealed),
        ("9 Cinnabar Wharf", Revealed),
        ("ZZ99 3QX", Revealed),
        ("PLANT-KESTREL-77", With(Field::Chronology)),
        ("Garrick Thornapple", With(Field::People)),
        ("marmalade jars", With(Field::Chronology)),
    ]);
    PlantedCase { ids, state: State::Handed, foreign: false, planted }
}

/// A neighbour's report that nobody has yet.
async fn suspicion(app: &TestApp) -> PlantedCase {
    let telling = Telling::suspicion()
        .living_in(app.region("North"))
        .answer("name", "Ottoline Farthingale")
        .answer("phone", "07700 900462")
        .answer("address", "4 Vermilion Steps, Elsewhere ZZ99 3QY")
        .answer("perpetrator", "Ludo Winterbourne")
        .answer("reporter", "Dilwyn Marchetti")
        .answer("reporter-phone", "07700 900463")
        .answer("words", "A saucepan went through the skylight");
    let case = app.call_handler().takes_report(&telling).await;
    let planted = planted(&[
        ("Ottoline Farthingale", WithTheCase),
        ("07700 900462", Revealed),
        ("4 Vermilion Steps", Revealed),
        ("ZZ99 3QY", Revealed),
        ("Ludo Winterbourne", With(Field::People)),
        ("Dilwyn Marchetti", With(Field::Reporter)),
        ("07700 900463", Revealed),
        ("saucepan went through the skylight", With(Field::Chronology)),
    ]);
    PlantedCase {
        ids: ids_of(app, case, Road::Suspicion).await,
        state: State::Fresh,
        foreign: false,
        planted,
    }
}

/// Somebody's disclosure of what they did; the officer has it.
async fn own_behaviour(app: &TestApp) -> PlantedCase {
    let telling = Telling::own_behaviour()
        .living_in(app.region("North"))
        .answer("name", "Corin Hollowbrook")
        .answer("phone", "07700 900464")
        .answer("words", "I threw the barometer at the door");
    let case = app.call_handler().takes_report(&telling).await;
    app.hand_over(case, Who::Officer).await;
    let planted = planted(&[
        ("Corin Hollowbrook", WithTheCase),
        ("07700 900464", Revealed),
        ("threw the barometer", With(Field::Chronology)),
    ]);
    PlantedCase { ids: nothing_but(case), state: State::Handed, foreign: false, planted }
}

/// A disclosure to the other organisation.
async fn foreign(app: &TestApp) -> PlantedCase {
    let telling = Telling::disclosure()
        .living_in(app.region("East"))
        .answer("name", "Isolde Merryweather")
        .answer("phone", "07700 900465")
        .answer("address", "2 Saffron Mews, Elsewhere ZZ99 3QZ")
        .answer("words", "She burnt my cello");
    let case = app.client(Who::OtherCallHandler).takes_report(&telling).await;
    app.hand_over(case, Who::OtherOfficer).await;
    let planted = planted(&[
        ("Isolde Merryweather", WithTheCase),
        ("07700 900465", Revealed),
        ("2 Saffron Mews", Revealed),
        ("ZZ99 3QZ", Revealed),
        ("burnt my cello", With(Field::Chronology)),
    ]);
    PlantedCase { ids: nothing_but(case), state: State::Handed, foreign: true, planted }
}

/// All of them. Each was also judged, so that more than one entry stands in each.
pub async fn everything(app: &TestApp) -> Vec<PlantedCase> {
    let cases =
        vec![disclosure(app).await, suspicion(app).await, own_behaviour(app).await, foreign(app).await];
    for case in cases.iter().filter(|case| !case.foreign) {
        let judged = CaseCommand::AssessSeverity { severity: domain::Severity::High, why: None };
        app.records(Who::DaLead, case.ids.case, judged).await;
    }
    cases
}
