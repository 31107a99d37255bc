//! Forms of those who keep walls and rotas and go through looks: something has to be there before they are sent.

use service::AboutMe;

use super::forms::{Form, owned, words};
use crate::coverage::world::{Road, handed};
use crate::support::{Telling, TestApp, Who};

impl Form {
    /// The form of this name, where it is one of these.
    pub async fn of_keeping(app: &TestApp, name: &str) -> Option<Self> {
        match name {
            "walls/{case}/{user}/{because}/propose" => Some(Self::of_wall(app).await),
            "review/looks/{person}/{day}" => Some(Self::of_unusual_day(app).await),
            "on-call/rota" => Some(Self::of_rota(app).await),
            "away" => Some(Self::of_away(app).await),
            "on-call/rota/instead" => Some(Self {
                who: Some(Who::DaLead),
                place: "/on-call/rota/instead".to_owned(),
                fields: owned(&[("instead", "The switchboard: 01632 960000")]),
                case: None,
            }),
            _ => None,
        }
    }

    /// A lead proposes to lift the wall between the manager and a record of their neighbour.
    async fn of_wall(app: &TestApp) -> Self {
        let telling = Telling::disclosure().answer("address", "12 Larch Road, ZZ99 3VZ");
        let case = app.call_handler().takes_report(&telling.living_in(app.region("North"))).await;
        let manager = app.actor(Who::Manager).await;
        let about = AboutMe { addresses: vec![words("12 Larch Road, ZZ99 3VZ")], ..AboutMe::default() };
        app.service.put_about_me(&manager, about, &app.service.moment(&manager)).await.unwrap();
        let place = format!("/walls/{case}/{}/match/propose", manager.user);
        let fields = owned(&[("why", "It is somebody else")]);
        Self { who: Some(Who::DaLead), place, fields, case: None }
    }

    /// What a privacy officer found of the officer, who looked at a record of a namesake.
    async fn of_unusual_day(app: &TestApp) -> Self {
        let telling = Telling::disclosure().answer("name", "Rowan Person").living_in(app.region("North"));
        let case = app.call_handler().takes_report(&telling).await;
        app.hand_over(case, Who::Officer).await;
        app.officer().opens(case).await.is(200);
        let place = format!("/review/looks/{}/2026-03-02", app.actor(Who::Officer).await.user);
        let fields = owned(&[("outcome", "in-order"), ("words", "No kin, asked both")]);
        Self { who: Some(Who::PrivacyOfficer), place, fields, case: None }
    }

    /// The lead puts the officer on call for a night.
    async fn of_rota(app: &TestApp) -> Self {
        let colleague = handed(app, Road::Disclosure).await.colleague.to_string();
        let fields = owned(&[
            ("who", &colleague),
            ("number", "01632 960001"),
            ("from-day", "2"),
            ("from-month", "3"),
            ("from-year", "2026"),
            ("from-time", "18:00"),
            ("until-day", "3"),
            ("until-month", "3"),
            ("until-year", "2026"),
            ("until-time", "08:00"),
        ]);
        Self { who: Some(Who::DaLead), place: "/on-call/rota".to_owned(), fields, case: None }
    }

    /// The manager puts the officer down as away for a week.
    async fn of_away(app: &TestApp) -> Self {
        let colleague = handed(app, Road::Disclosure).await.colleague.to_string();
        let fields = owned(&[
            ("who", &colleague),
            ("from-day", "9"),
            ("from-month", "3"),
            ("from-year", "2026"),
            ("until-day", "13"),
            ("until-month", "3"),
            ("until-year", "2026"),
        ]);
        Self { who: Some(Who::Manager), place: "/away".to_owned(), fields, case: None }
    }
}
