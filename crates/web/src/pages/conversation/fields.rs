//! The names of everything that the page asks, in its order.

use domain::contact::ChannelKind;
use domain::disclosure::Agency;

use crate::form::Sent;

/// The ways of getting in touch that part 5 asks about, in its order. A meeting place has a part of its own.
pub(super) const CHANNELS: [ChannelKind; 6] = [
    ChannelKind::Phone,
    ChannelKind::Text,
    ChannelKind::Email,
    ChannelKind::Letter,
    ChannelKind::Visit,
    ChannelKind::Supporter,
];

/// What is asked of every way.
const OF_A_CHANNEL: [&str; 14] = [
    "name",
    "home",
    "at",
    "whose",
    "others",
    "who-else",
    "safe",
    "told",
    "times",
    "days",
    "from",
    "until",
    "voicemail",
    "neutral",
];
const OF_A_PERPETRATOR: [&str; 10] =
    ["id", "name", "route", "home", "tenancy", "keys", "portal", "works", "weapons", "detail"];
const OF_AN_INCIDENT: [&str; 13] = [
    "kinds",
    "technology",
    "economic",
    "by",
    "when",
    "when-season",
    "when-time",
    "words",
    "words-no-address",
    "injuries",
    "injuries-no-address",
    "children",
    "police",
];

/// What the page asks several times over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Rows {
    /// Names of children.
    Children,
    /// Alleged perpetrators.
    Perpetrators,
    /// Incidents.
    Incidents,
}

impl Rows {
    const ALL: [Self; 3] = [Self::Children, Self::Perpetrators, Self::Incidents];

    /// The start of the names of its fields, and the end of the name of the button that adds one.
    pub(super) const fn code(self) -> &'static str {
        match self {
            Self::Children => "child",
            Self::Perpetrators => "perp",
            Self::Incidents => "incident",
        }
    }

    /// At most so many.
    pub(super) const fn most(self) -> usize {
        match self {
            Self::Children => 4,
            Self::Perpetrators | Self::Incidents => 3,
        }
    }

    /// The rows that this button adds to.
    pub(super) fn added_by(button: &str) -> Option<Self> {
        let code = button.strip_prefix("add-")?;
        Self::ALL.into_iter().find(|rows| rows.code() == code)
    }

    /// The rows that a page was asked to show one more of.
    pub(super) fn of_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|rows| rows.code() == code)
    }

    /// One row: "child-2".
    pub(super) fn row(self, number: usize) -> String {
        format!("{}-{number}", self.code())
    }

    /// Every row.
    pub(super) fn all(self) -> impl Iterator<Item = String> {
        (1..=self.most()).map(move |number| self.row(number))
    }

    fn parts(self) -> &'static [&'static str] {
        match self {
            Self::Children => &[],
            Self::Perpetrators => &OF_A_PERPETRATOR,
            Self::Incidents => &OF_AN_INCIDENT,
        }
    }

    /// The names of the fields of one row.
    fn names(self, row: &str) -> Vec<String> {
        match self.parts() {
            [] => vec![row.to_owned()],
            parts => named(row, parts).collect(),
        }
    }

    /// Whether a row has an answer. That a person has an id is none.
    pub(super) fn is_answered(self, sent: &Sent, number: usize) -> bool {
        self.names(&self.row(number)).iter().filter(|name| !name.ends_with("-id")).any(|name| sent.has(name))
    }

    /// Whether anything of a row was ever sent, also where it was emptied again.
    pub(super) fn is_touched(self, sent: &Sent, number: usize) -> bool {
        self.names(&self.row(number)).iter().any(|name| !sent.all(name).is_empty())
    }

    /// How many rows have to be shown so that every answer is seen.
    pub(super) fn answered(self, sent: &Sent) -> usize {
        (1..=self.most()).rev().find(|number| self.is_answered(sent, *number)).unwrap_or(0)
    }
}

fn named<'a>(block: &'a str, parts: &'a [&'a str]) -> impl Iterator<Item = String> + 'a {
    parts.iter().map(move |part| of(block, part))
}

/// A field of a block: "phone-days".
pub(super) fn of(block: &str, part: &str) -> String {
    format!("{block}-{part}")
}

/// The field of an agency.
pub(super) fn agency(agency: Agency) -> String {
    of("agency", agency.code())
}

/// Whether somebody said anything of a way of getting in touch. "Not known" says nothing.
pub(super) fn is_answered(sent: &Sent, kind: ChannelKind) -> bool {
    let says = |value: &String| !matches!(value.trim(), "" | "unknown" | "not-known");
    named(kind.code(), &OF_A_CHANNEL).any(|name| sent.all(&name).iter().any(says))
}

/// Every field of the page, in its order.
pub(super) fn all() -> Vec<String> {
    let plain = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
    let channel = |kind: &ChannelKind| named(kind.code(), &OF_A_CHANNEL).collect::<Vec<_>>();
    let rows = |rows: Rows| rows.all().flat_map(move |row| rows.names(&row)).collect::<Vec<_>>();
    [
        plain(&[
            "danger",
            "police",
            "police-reference",
            "name",
            "safe-to-talk",
            "who-is-there",
            "line-drops",
        ]),
        plain(&["code-word", "limits", "children-at-home", "adults-at-home"]),
        rows(Rows::Children),
        CHANNELS.iter().flat_map(channel).collect(),
        plain(&["may-be-told", "may-be-told-no-address", "interpreter", "interpreter-wishes", "place"]),
        channel(&ChannelKind::Meeting),
        plain(&["worker", "language", "beside", "adjustments", "adjustments-no-address"]),
        rows(Rows::Perpetrators),
        rows(Rows::Incidents),
        plain(&["wishes", "wishes-no-address"]),
        Agency::ALL.iter().copied().map(agency).collect(),
        plain(&["severity", "next-channel", "next", "next-from", "next-until", "next-missed"]),
    ]
    .concat()
}
