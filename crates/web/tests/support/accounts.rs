//! What happens to accounts, as the pages about people do it.

use access::Role;

use super::{TestApp, Who};

impl TestApp {
    /// Somebody gets another role, beside the pages.
    pub async fn becomes(&self, who: Who, role: Role) {
        let query = sqlx::query("UPDATE app_user SET role = $1 WHERE login = $2").bind(role.code());
        query.bind(who.login()).execute(&mut self.database().await).await.unwrap();
    }

    /// The word that goes with a link to somebody's account, where it is in use: a lead gives it.
    pub async fn vouched(&self, who: Who) -> String {
        let (lead, user) = (self.actor(Who::DaLead).await, self.actor(who).await.user);
        self.service.vouch_for(&lead, user).await.unwrap().word
    }

    /// The same for somebody whom the test itself has added.
    pub async fn changes_role(&self, login: &str, role: Role) {
        let query = sqlx::query("UPDATE app_user SET role = $1 WHERE login = $2").bind(role.code());
        query.bind(login).execute(&mut self.database().await).await.unwrap();
    }

    /// Somebody's account is closed, beside the pages.
    pub async fn closes_account(&self, who: Who) {
        let query = sqlx::query("UPDATE app_user SET active = 0 WHERE login = $1");
        query.bind(who.login()).execute(&mut self.database().await).await.unwrap();
    }

    /// From now on everybody counts as real, beside the pages: what is lighter for people who are made up is not
    /// for them.
    pub async fn everybody_is_real(&self) {
        let query = sqlx::query("UPDATE organisation SET fictional = 0");
        query.execute(&mut self.database().await).await.unwrap();
    }
}
