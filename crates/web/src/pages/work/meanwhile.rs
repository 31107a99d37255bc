//! Records that nobody covers while whoever has them is away, said before it is so (domain.md 19).

use std::collections::BTreeMap;

use askama::Template;
use askama::filters::HtmlSafe;
use domain::UserId;
use service::UncoveredLine;

use crate::pages::away::days;

/// How many stand on the page.
const SHOWN: usize = 12;

/// Those records; nothing where there are none.
#[derive(Clone, Template)]
#[template(path = "work/meanwhile.html")]
pub(super) struct Meanwhile {
    lines: Vec<Line>,
    may_name: bool,
    own: bool,
    more: Option<String>,
}

#[derive(Clone)]
struct Line {
    href: String,
    reference: String,
    says: String,
}

impl HtmlSafe for Meanwhile {}

impl Meanwhile {
    /// As it is told to this person, who may name somebody or not.
    pub(super) fn of(
        uncovered: &[UncoveredLine],
        me: UserId,
        may_name: bool,
        colleagues: &BTreeMap<UserId, String>,
    ) -> Option<Self> {
        let line = |line: &UncoveredLine| {
            let (case, away) = (line.case, days(&line.away));
            let who = colleagues.get(&line.away.user).map_or("A colleague", String::as_str);
            let own = line.away.user == me;
            Line {
                href: if may_name { format!("/cases/{case}/handover") } else { format!("/cases/{case}") },
                reference: line.reference.to_string(),
                says: if own { format!("You are away {away}.") } else { format!("{who} is away {away}.") },
            }
        };
        let rest = uncovered.len().saturating_sub(SHOWN);
        let more = (rest > 0).then(|| format!("There are {rest} more: they come up once these are seen to."));
        let lines: Vec<Line> = uncovered.iter().take(SHOWN).map(line).collect();
        let own = uncovered.iter().all(|line| line.away.user == me);
        (!lines.is_empty()).then_some(Self { lines, may_name, own, more })
    }
}
