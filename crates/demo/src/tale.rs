//! What a case is about, before anybody has recorded it.

use std::borrow::Cow;

use domain::incident::AbuseKind;
use domain::people::Connection;
use domain::report::{CameBy, ReportSource};
use domain::{Answer, Severity};

use crate::tables::names::Origin;

/// Which first names and which words for a person fit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Gender {
    Woman,
    Man,
    NonBinary,
}

/// Somebody at the centre of a tale.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Who(pub Gender, pub u8, pub Origin);

/// Somebody who is said to cause harm: gender, age, connection, whether they live in the home.
#[derive(Debug, Clone, Copy)]
pub(crate) struct By(pub Gender, pub u8, pub Connection, pub Answer);

/// When it happened, counted back from the day of the report, as vaguely as people say it.
#[derive(Debug, Clone, Copy)]
pub(crate) enum When {
    HoursAgo(u8),
    DaysAgo(u16),
    BetweenDaysAgo(u16, u16),
    MonthsAgo(u8),
    SeasonAround(u8),
    YearsAgo(u8),
    Unsaid,
}

/// An incident as it was told: its kinds and its words.
pub(crate) type Told = (&'static [AbuseKind], &'static str);

/// One story, written by hand.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Vignette {
    pub source: ReportSource,
    pub came_by: CameBy,
    pub severity: Severity,
    pub danger: Answer,
    pub who: Who,
    pub by: &'static [By],
    /// Whether children live there, and how many are named.
    pub children: (Answer, u8),
    pub adult_at_risk: Answer,
    pub when: When,
    pub words: &'static str,
    pub incidents: &'static [Told],
    pub wish: &'static str,
    pub about: Option<&'static str>,
    pub language: Option<&'static str>,
}

/// What the hand-written stories have in common; each names what is different.
pub(crate) const STORY: Vignette = Vignette {
    source: ReportSource::Survivor,
    came_by: CameBy::Phone,
    severity: Severity::Medium,
    danger: Answer::No,
    who: Who(Gender::Woman, 33, Origin::British),
    by: &[],
    children: (Answer::No, 0),
    adult_at_risk: Answer::No,
    when: When::DaysAgo(2),
    words: "",
    incidents: &[],
    wish: "",
    about: None,
    language: None,
};

/// One story, written by hand or composed.
#[derive(Debug, Clone)]
pub(crate) struct Tale {
    pub source: ReportSource,
    pub came_by: CameBy,
    pub severity: Severity,
    pub danger: Answer,
    pub who: Who,
    pub by: Cow<'static, [By]>,
    pub children: (Answer, u8),
    pub adult_at_risk: Answer,
    pub when: When,
    pub words: Cow<'static, str>,
    pub incidents: Vec<(&'static [AbuseKind], Cow<'static, str>)>,
    pub wish: Cow<'static, str>,
    pub about: Option<&'static str>,
    pub language: Option<&'static str>,
}

impl From<&Vignette> for Tale {
    fn from(story: &Vignette) -> Self {
        Self {
            source: story.source,
            came_by: story.came_by,
            severity: story.severity,
            danger: story.danger,
            who: story.who,
            by: Cow::Borrowed(story.by),
            children: story.children,
            adult_at_risk: story.adult_at_risk,
            when: story.when,
            words: Cow::Borrowed(story.words),
            incidents: story.incidents.iter().map(|&(kinds, words)| (kinds, words.into())).collect(),
            wish: story.wish.into(),
            about: story.about,
            language: story.language,
        }
    }
}

impl Tale {
    /// Whether it tells of a harmful practice: then nothing goes through anybody who may be family.
    pub(crate) fn has_harmful_practice(&self) -> bool {
        self.incidents.iter().any(|(kinds, _)| kinds.iter().copied().any(AbuseKind::is_harmful_practice))
    }

    /// Whether it may have come in the middle of the night.
    pub(crate) const fn came_by_at_any_hour(&self) -> bool {
        matches!(
            self.came_by,
            CameBy::Phone | CameBy::Text | CameBy::Email | CameBy::OnlineForm | CameBy::Portal
        )
    }
}
