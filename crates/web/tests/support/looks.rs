//! What tests of who looked need: a store that breaks, a service that starts again, the marks of searches.

use std::sync::Arc;

use domain::CaseId;
use seal::MasterKey;
use service::{Limits, Service};
use sqlx::Row as _;
use store::Store;
use web::app::App;
use web::headers::Transport;

use super::{TestApp, Who};

impl TestApp {
    /// Does something to the store behind the application's back.
    pub async fn runs(&self, text: &'static str) {
        sqlx::raw_sql(text).execute(&mut self.database().await).await.unwrap();
    }

    /// The marks of what was searched for, as they are kept, the first first.
    pub async fn search_terms(&self) -> Vec<String> {
        let query = sqlx::query("SELECT terms FROM access_entry WHERE terms IS NOT NULL ORDER BY place");
        query.fetch_all(&mut self.database().await).await.unwrap().iter().map(|row| row.get(0)).collect()
    }

    /// Somebody without a part in a case opens it in an emergency.
    pub async fn breaks_glass(&self, who: Who, name: &str, case: CaseId) {
        let form = [("what", name), ("why", "The police ask whether anybody is at home")];
        let place = self.client(who).post("/urgent", &form).await.see_other();
        assert!(place.contains(&case.to_string()), "{place}");
    }

    /// The same store under a service that starts again, with these limits.
    pub async fn starts_again(self, limits: Limits) -> Self {
        let Self { service, router, clock, regions, links, sessions, data, keys } = self;
        drop(router);
        Arc::into_inner(service).unwrap().close().await;
        let master = MasterKey::read_file(&keys.path().join("key")).unwrap();
        let store = Store::open(&super::config(&data), master).await.unwrap();
        let service = Arc::new(Service::over(store, clock.clone()).await.unwrap().limited_to(limits));
        let router = web::routes::router(App { service: Arc::clone(&service), transport: Transport::Plain });
        Self { service, router, clock, regions, links, sessions, data, keys }
    }
}
