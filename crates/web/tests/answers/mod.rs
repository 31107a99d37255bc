//! What holds of every answer of every route, whoever asks and however: its type says what it is, no other site may
//! read it, it names no version, and only a form changes anything.

mod changes;
mod kinds;
mod strangers;

use web::routes::{ROUTES, Route};

use crate::coverage::examples::Example;
use crate::coverage::matrix::examples_for;
use crate::coverage::world::{Ids, Road, handed, road};
use crate::support::{TestApp, Who};

/// People who between them may open every page.
const SIDES: [Who; 5] =
    [Who::DaLead, Who::Officer, Who::Administrator, Who::PrivacyOfficer, Who::SafeguardingLead];

/// Cases of both roads, on which every route has something to show.
struct Cases {
    disclosure: Ids,
    suspicion: Ids,
}

impl Cases {
    async fn new(app: &TestApp) -> Self {
        Self {
            disclosure: handed(app, Road::Disclosure).await,
            suspicion: handed(app, Road::Suspicion).await,
        }
    }

    fn of(&self, route: &Route) -> &Ids {
        match road(route.path) {
            Road::Disclosure => &self.disclosure,
            Road::Suspicion => &self.suspicion,
        }
    }
}

/// A right request to every route of this method for somebody, each with its pattern.
async fn requests(app: &TestApp, cases: &Cases, method: &str, who: Who) -> Vec<(&'static str, Example)> {
    let mut requests = Vec::new();
    for route in ROUTES.iter().filter(|route| route.method == method) {
        let examples = examples_for(app, route, who, cases.of(route)).await;
        requests.extend(examples.into_iter().map(|example| (route.path, example)));
    }
    requests
}
