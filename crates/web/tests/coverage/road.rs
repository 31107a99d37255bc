//! The canaries of the survivor's road: what is typed about needs, risk, plans, choices, promises and reviews.

use access::Field::{Choices, Chronology, Needs, Reviews, Risk, Safeguarding, Safety, Wishes};

use super::canaries::{Canary, of};
use super::planted::PlantedCase;
use super::planted::Shown::{self, Any, Nowhere, With};
use crate::support::{TestApp, Who};

const OF_NEEDS: Shown = Any(&[Needs, Chronology]);
const OF_RISK: Shown = Any(&[Risk, Chronology]);
const OF_PLAN: Shown = Any(&[Safety, Chronology]);
const OF_CHOICES: Shown = Any(&[Choices, Chronology]);
const OF_CONCERNS: Shown = Any(&[Safeguarding, Chronology]);
const OF_REVIEWS: Shown = Any(&[Reviews, Chronology]);

/// In the order in which they are typed.
pub const ROAD: &[Canary] = &[
    of("notes/needs", "language", "Manx of the southern ports", OF_NEEDS),
    of("notes/needs", "interpreter", "Somebody from the signal station", OF_NEEDS),
    of("notes/needs", "words", "We meet between two tides", OF_NEEDS),
    of("notes/child", "words", "Hides in the pantry with a colander", OF_NEEDS),
    of("notes/child-form", "responsibility-else", "A guardian who mends violins", With(Safeguarding)),
    of("notes/child-form", "needs", "That the drums go quiet at night", OF_CONCERNS),
    of("notes/past", "words", "To speak with somebody who knew the orphanage", OF_NEEDS),
    of("notes/proof", "words", "A stamped form of the harbour police", Any(&[Chronology])),
    of("notes/return", "words", "He says that she tore the accordion", OF_RISK),
    of("notes/return", "view", "She was reaching for the lantern", OF_RISK),
    of("notes/change", "order", "Harbour court, no contact", OF_RISK),
    of("notes/change", "words", "The bailiff rowed over to say so", OF_RISK),
    of("notes/told", "words", "She wants the gate oiled before then", OF_RISK),
    of("notes/told", "told-why", "He reads the post until the pilgrimage", OF_RISK),
    of("risk", "how-long", "Until the ferry horn", OF_RISK),
    of("risk", "f15-words", "With the curtain cord, in the pavilion", OF_RISK),
    of("risk", "frightened-of", "His uncle Barnaby as well", OF_RISK),
    of("risk", "priority", "That the hens are fed", OF_RISK),
    of("risk", "own-view", "She thinks the frost will bring it back", OF_RISK),
    of("risk", "why", "Nobody else was in the pavilion", OF_RISK),
    of("notes/conference", "words", "She asked who sits around the table", OF_RISK),
    of("notes/no-conference", "why", "It was heard beside the reservoir case", OF_RISK),
    of("notes/no-conference", "words", "She would rather wait for the almanac", OF_RISK),
    of("notes/conference-heard", "area", "Gannet Bay", OF_RISK),
    of("notes/precautions", "words", "The smith sings while he rivets", OF_PLAN),
    of("plan", "agreed-1-who", "The advocate with the saffron scarf", OF_PLAN),
    of("plan", "part-warning", "First the whistling stops", OF_PLAN),
    of("plan", "part-at-home", "Behind the loom there is a hatch", OF_PLAN),
    of("plan", "part-signal", "A blue teapot on the sill", OF_PLAN),
    of("plan", "part-children", "They walk to the beekeeper", OF_PLAN),
    of("plan", "part-animals", "The parrot goes to the organist", OF_PLAN),
    of("plan", "part-leaving", "On the day of the flower show", OF_PLAN),
    of("plan", "part-bag", "Papers are inside the metronome", OF_PLAN),
    of("plan", "part-phone", "A second handset in the flour bin", OF_PLAN),
    of("plan", "part-work", "The foreman walks her to the tram", OF_PLAN),
    of("plan", "part-contact", "Handover at the bandstand, never alone", OF_PLAN),
    of("plan", "part-after", "Letters go to the cheesemonger", OF_PLAN),
    of("plan", "part-help", "The night porter knows a word", OF_PLAN),
    of("plan", "part-staff", "Two of us, and the van faces the gate", OF_PLAN),
    of("choices/move", "words", "Not while the orchard is in bloom", OF_CHOICES),
    of("notes/later", "sign", "A question about the barley", OF_CHOICES),
    of("notes/later", "words", "When the harvest is in, she says", OF_CHOICES),
    of("notes/promise", "what", "To mend the weathercock", OF_CHOICES),
    of("notes/promise-settled", "words", "The tinsmith came on Tuesday", OF_CHOICES),
    of("notes/promise-settled", "told-why", "She is at the lambing", OF_CHOICES),
    of("notes/care", "wishes", "To keep the spinning wheel", OF_CONCERNS),
    of("notes/care", "words", "She cannot turn the big key", OF_CONCERNS),
    of("notes/answer", "words", "The duty worker rang from the aquarium", OF_CONCERNS),
    of("notes/reviewed", "view", "I hear the bells again", OF_REVIEWS),
    // Only one of the two is asked for.
    of("notes/reviewed", "why-not", "The foghorn drowned the call", Nowhere),
    of("notes/reviewed", "wishes", "To plant a quince", Any(&[Wishes, Reviews, Chronology])),
    of("notes/reviewed", "words", "The hatch was tried and it opens", OF_REVIEWS),
    of("notes/asking", "how", "While we sort the buttons", OF_REVIEWS),
    of("notes/feedback", "change", "Fewer forms with a harp on them", OF_REVIEWS),
    of("notes/loss", "words", "The lighthouse keeper sent word", OF_REVIEWS),
    of("notes/loss", "kin-named", "His godmother in the lighthouse", OF_REVIEWS),
    // Somebody is to be told, and we keep the belongings: the other two are not asked for.
    of("notes/loss", "kin-why", "The magistrate asked us to wait for the tide", Nowhere),
    of("notes/loss", "things-named", "The cousin with the rowing boat", Nowhere),
    of("notes/kept", "words", "It was the other keeper of that name", Nowhere),
    // Nothing of what is not let in is kept: something is open, and nothing is closed.
    of("close", "view", "I would rather you stayed in sight", Nowhere),
    of("close", "why-not", "There was no wind for the signal", Nowhere),
    of("close", "words", "All is quiet on the promenade", Nowhere),
    of("notes/reopen", "words", "The gulls came back", Nowhere),
];

/// Types all of them.
pub async fn travelled(app: &TestApp, planted: &mut PlantedCase) {
    needs(app, planted).await;
    drafts(app, planted).await;
    decided(app, planted).await;
    reviewed(app, planted).await;
}

async fn needs(app: &TestApp, planted: &mut PlantedCase) {
    let (survivor, perpetrator) = (planted.ids.survivor.to_string(), planted.ids.perpetrator.to_string());
    let people = app.case_page(planted.ids.case).await.view.people;
    let child = people.values().find(|one| one.is(domain::people::PersonRole::Child)).unwrap();
    let child = child.person.to_string();
    let affected =
        [("child", &*child), ("affected", "yes"), ("related", "yes"), ("hurt", "no"), ("spoken", "no")];
    for (form, base) in [
        ("notes/needs", &[("person", &*survivor)][..]),
        ("notes/child", &affected),
        ("notes/child-form", &[("child", &*child), ("ethnicity", "rather-not")]),
        ("notes/past", &[("life-time", "childhood"), ("reaches", "no"), ("others", "no")]),
        ("notes/return", &[("by", &*perpetrator), ("of", &*survivor)]),
        ("notes/proof", &[("taken-back", "no")]),
        (
            "notes/change",
            &[("change", "release"), ("when-day", "20"), ("when-month", "4"), ("when-year", "2026")],
        ),
    ] {
        planted.fill_own(app, Who::Officer, form, base).await;
    }
}

/// The two long forms, each begun with a button.
async fn drafts(app: &TestApp, planted: &mut PlantedCase) {
    let again = [("again-day", "27"), ("again-month", "3"), ("again-year", "2026")];
    let day = ["day", "month", "year"].map(|part| format!("agreed-1-on-{part}"));
    let agreed: Vec<(&str, &str)> = day.iter().map(String::as_str).zip(["2", "3", "2026"]).collect();
    let plan = [("go", "finish"), ("with", "yes"), ("paper", "safe"), ("agreed-1-agency", "idva")];
    let made = [&plan[..], &again, &agreed].concat();
    for (form, base) in
        [("risk", &[("go", "finish"), ("f15", "yes"), ("level", "immediate")][..]), ("plan", &made)]
    {
        let begin = format!("/cases/{}/{form}", planted.ids.case);
        let place = app.client(Who::DaLead).post(&begin, &[("", ""); 0]).await.see_other();
        let fields = app.client(Who::DaLead).get(&place).await.form(&place);
        planted.send(app, Who::DaLead, form, (&place, fields), base).await;
    }
}

async fn decided(app: &TestApp, planted: &mut PlantedCase) {
    for (form, base) in [
        ("notes/conference", &[("criteria", "judgement"), ("told", "yes")][..]),
        ("notes/no-conference", &[("told", "not-known")]),
        ("notes/conference-heard", &[]),
        ("notes/precautions", &[("secure-home", "asked")]),
        ("choices/move", &[("state", "wanted")]),
        ("notes/later", &[("until-day", "9"), ("until-month", "3"), ("until-year", "2026")]),
        ("notes/promise", &[("by-day", "4"), ("by-month", "3"), ("by-year", "2026")]),
    ] {
        planted.fill_own(app, Who::DaLead, form, base).await;
    }
    let support = app.case_page(planted.ids.case).await.view.support;
    let promise = support.promises().last().unwrap().made.sequence.to_string();
    let concern = support.concerns().last().unwrap().sequence.to_string();
    let ahead = support.changes().last().unwrap().sequence.to_string();
    let survivor = planted.ids.survivor.to_string();
    for (form, base) in [
        ("notes/promise-settled", &[("of", &*promise), ("kept", "kept"), ("told", "no")][..]),
        (
            "notes/care",
            &[
                ("person", &*survivor),
                ("needs-care", "yes"),
                ("at-risk", "yes"),
                ("cannot-protect", "not-known"),
                ("capacity", "coerced"),
            ],
        ),
        ("notes/answer", &[("of", &*concern), ("stage", "received"), ("at-time", "09:30")]),
        ("notes/told", &[("of", &*ahead), ("told", "no")]),
    ] {
        planted.fill_own(app, Who::Officer, form, base).await;
    }
}

async fn reviewed(app: &TestApp, planted: &mut PlantedCase) {
    let perpetrator = planted.ids.perpetrator.to_string();
    for (form, base) in [
        ("notes/reviewed", &[("asked", "said")][..]),
        ("notes/asking", &[("wish", "yes")]),
        ("notes/feedback", &[("time", "any-time"), ("believed", "yes")]),
        ("notes/loss", &[("person", &*perpetrator), ("kin-doubt", "no"), ("kin", "to-be-told")]),
        ("notes/kept", &[]),
        ("close", &[("asked", "said"), ("ending", "safe-at-home")]),
        ("notes/reopen", &[]),
    ] {
        planted.fill_own(app, Who::DaLead, form, base).await;
    }
}
