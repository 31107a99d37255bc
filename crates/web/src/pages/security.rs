//! The security log: who signed in, what was refused, whose rights changed. For the privacy officer and the auditor;
//! it tells nothing of any case, and not whether there is one.

use std::collections::BTreeMap;

use access::action::SeeSecurityLog;
use access::check_office;
use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use domain::UserId;
use service::{SecurityKind, SecurityLine, SecurityPage, SecurityWanted};

use crate::app::App;
use crate::components::prelude::*;
use crate::failure::Failure;
use crate::form::Query;
use crate::layout::Layout;
use crate::page::{Page, Sample};
use crate::plain::moment;
use crate::session::SignedIn;

/// What was asked for, as it stands in the address. What is no id or no kind asks for nothing.
#[derive(Debug, Clone, Default, serde::Deserialize)]
pub struct Asked {
    #[serde(default)]
    person: String,
    #[serde(default)]
    kind: String,
    #[serde(default)]
    of: String,
    #[serde(default)]
    before: String,
    #[serde(default)]
    print: String,
}

impl Asked {
    fn wanted(&self) -> SecurityWanted {
        SecurityWanted {
            before: self.before.parse().ok(),
            user: self.person.parse().ok(),
            kind: SecurityKind::from_code(&self.kind),
            of_nobody: self.of == "nobody",
            printed: self.print == "yes",
        }
    }
}

/// The page.
#[derive(Clone, Template)]
#[template(path = "security.html")]
pub struct LogPage {
    layout: Layout,
    people: BTreeMap<UserId, String>,
    wanted: SecurityWanted,
    /// Whether what belongs to no account can be asked for.
    is_alone: bool,
    lines: Vec<Line>,
    older: Option<u64>,
}

#[derive(Clone)]
struct Line {
    when: String,
    who: String,
    what: &'static str,
    more: String,
}

impl LogPage {
    fn new(
        layout: Layout,
        people: BTreeMap<UserId, String>,
        wanted: SecurityWanted,
        is_alone: bool,
        page: &SecurityPage,
    ) -> Self {
        let lines = page.lines.iter().map(|line| told(line, &people)).collect();
        Self { layout: layout.title("Work"), people, wanted, is_alone, lines, older: page.older }
    }

    fn table(&self) -> Table {
        let table = Table::new(["When", "Whose account", "What", "More"]).caption("The newest first");
        let lines = self.lines.iter().fold(table, |table, line| {
            table.row([&line.when, &line.who, line.what, &line.more].map(Cell::new))
        });
        lines.stacked()
    }

    fn person(&self) -> Select {
        let chosen = self.wanted.user.map(|user| user.to_string()).unwrap_or_default();
        let select = Select::new("person", "Person").option("", "Everybody").value(chosen);
        let mut people: Vec<_> = self.people.iter().collect();
        people.sort_by_key(|(_, name)| name.to_lowercase());
        people.into_iter().fold(select, |select, (id, name)| select.option(id.to_string(), name.as_str()))
    }

    fn kind(&self) -> Select {
        let chosen = self.wanted.kind.map_or("", SecurityKind::code);
        let select = Select::new("kind", "What happened").option("", "Everything").value(chosen);
        SecurityKind::ALL.iter().fold(select, |select, kind| select.option(kind.code(), kind.label()))
    }

    /// The address of the same list, from `before` on, or to be printed.
    fn address(&self, before: Option<u64>, printed: bool) -> String {
        let SecurityWanted { user, kind, of_nobody, .. } = self.wanted;
        let parts = [
            user.map(|user| format!("person={user}")),
            kind.map(|kind| format!("kind={}", kind.code())),
            of_nobody.then(|| "of=nobody".to_owned()),
            before.map(|before| format!("before={before}")),
            printed.then(|| "print=yes".to_owned()),
        ];
        let query: Vec<String> = parts.into_iter().flatten().collect();
        if query.is_empty() { "/security".to_owned() } else { format!("/security?{}", query.join("&")) }
    }

    fn older_address(&self) -> Option<String> {
        self.older.map(|before| self.address(Some(before), self.wanted.printed))
    }

    fn print_address(&self) -> String {
        self.address(self.wanted.before, true)
    }
}

/// A line in words.
fn told(line: &SecurityLine, people: &BTreeMap<UserId, String>) -> Line {
    let name = |user: UserId| people.get(&user).map_or("Somebody who is not known here", String::as_str);
    let by = line.by.map(|by| format!("by {}", name(by)));
    let parts = [line.words.clone(), by, line.browser.clone()];
    Line {
        when: moment(line.at),
        who: line.user.map_or("Nobody’s", name).to_owned(),
        what: line.kind.label(),
        more: parts.into_iter().flatten().collect::<Vec<_>>().join(". "),
    }
}

impl Sample for LogPage {
    fn sample() -> Self {
        let id = |n: u128| UserId::from_uuid(uuid::Uuid::from_u128(n));
        let line = |sequence, kind, user, by, browser: &str, words: Option<&str>| SecurityLine {
            sequence,
            at: "2026-11-20T14:05:00Z".parse().unwrap_or_default(),
            kind,
            user: Some(user),
            by,
            browser: (!browser.is_empty()).then(|| browser.to_owned()),
            words: words.map(str::to_owned),
        };
        let lines = vec![
            line(9, SecurityKind::DeniedCase, id(1), None, "Chrome on Windows", None),
            line(
                8,
                SecurityKind::RoleChanged,
                id(1),
                Some(id(2)),
                "",
                Some("From Call handler to Housing officer"),
            ),
            line(7, SecurityKind::SignedIn, id(1), None, "Chrome on Windows", Some("With a passkey")),
            line(6, SecurityKind::SignInRefused, id(1), None, "Firefox on Linux", None),
        ];
        let people = [(id(1), "Sam Okafor".to_owned()), (id(2), "Robin Achterberg".to_owned())].into();
        let layout = Layout::signed_in("Noor Haddad", "Auditor", "token");
        let page = SecurityPage { lines, older: Some(6) };
        Self::new(layout, people, SecurityWanted::default(), true, &page)
    }
}

/// The page. That it was read is written.
pub async fn show(
    State(app): State<App>,
    who: SignedIn,
    Query(asked): Query<Asked>,
) -> Result<Response, Failure> {
    check_office::<SeeSecurityLog>(&who.actor)?;
    let wanted = asked.wanted();
    let page = app.service.security_page(&who.actor, wanted).await?;
    let people = app.service.colleagues(&who.actor).await?.as_ref().clone();
    let is_alone = app.service.is_alone().await?;
    Ok(Page(LogPage::new(who.layout("/security"), people, wanted, is_alone, &page)).into_response())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::reviewed::main_part;

    #[test]
    fn the_log_reads_as_reviewed() {
        insta::assert_snapshot!("security", main_part(&LogPage::sample().render().unwrap()));
    }

    #[test]
    fn the_print_has_every_line_and_no_form() {
        let mut page = LogPage::sample();
        page.wanted.printed = true;
        let printed = page.render().unwrap();
        assert!(printed.contains("Sam Okafor") && !printed.contains("<select"));
    }

    #[test]
    fn an_address_keeps_what_was_asked_for() {
        let asked = Asked { kind: "signed-in".into(), before: "40".into(), ..Asked::default() };
        let mut page = LogPage::sample();
        page.wanted = asked.wanted();
        assert_eq!(page.older_address().unwrap(), "/security?kind=signed-in&before=6");
        assert_eq!(page.print_address(), "/security?kind=signed-in&before=40&print=yes");
        let nonsense =
            Asked { person: "x".into(), kind: "x".into(), before: "-1".into(), ..Asked::default() };
        assert_eq!(nonsense.wanted(), SecurityWanted::default());
    }
}
