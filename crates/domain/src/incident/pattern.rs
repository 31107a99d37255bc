//! The pattern that incidents make: which of them count, and how many lie together (R-05, domain.md 2.2).

use jiff::ToSpan;
use jiff::civil::Date;

use super::Incident;
use crate::codes::CodeList as _;
use crate::report::ReportSource;

/// Whose word counts towards a pattern. Where an area counts only what the police were called to, its policy says so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PatternSources(u16);

impl PatternSources {
    /// Everybody's: what catches most.
    pub const ALL: Self = Self(u16::MAX);

    /// Whether this source counts.
    pub const fn has(self, source: ReportSource) -> bool {
        self.0 & (1 << source as u16) != 0
    }

    /// Those that count, in the order of the list.
    pub fn named(self) -> impl Iterator<Item = ReportSource> {
        ReportSource::all().iter().copied().filter(move |source| self.has(*source))
    }

    /// Whether nobody's word is left out.
    pub fn is_everybody(self) -> bool {
        self.named().count() == ReportSource::ALL.len()
    }
}

impl FromIterator<ReportSource> for PatternSources {
    fn from_iter<I: IntoIterator<Item = ReportSource>>(sources: I) -> Self {
        Self(sources.into_iter().fold(0, |all, source| all | 1 << source as u16))
    }
}

/// How many incidents make a pattern, in how many months, and whose word counts (R-05; configurable in the policy pack).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PatternRule {
    /// This many incidents …
    pub incidents: u16,
    /// … within this many months …
    pub months: u16,
    /// … told by any of these.
    pub sources: PatternSources,
}

impl PatternRule {
    /// Three in twelve months, whoever told of them.
    pub const USUAL: Self = Self::whoever_told(3, 12);

    /// So many incidents in so many months, whoever told of them.
    pub const fn whoever_told(incidents: u16, months: u16) -> Self {
        Self { incidents, months, sources: PatternSources::ALL }
    }

    /// Whether this incident counts. One that the police have a reference for is theirs too, whoever told us of it.
    pub fn counts(self, incident: &Incident) -> bool {
        let police = incident.police_reference.is_some() && self.sources.has(ReportSource::Police);
        police || self.sources.has(incident.told_by)
    }
}

/// The incidents that count and may lie within the months of the rule before `day`. What is not known to be older counts.
pub fn pattern<'a>(
    incidents: impl IntoIterator<Item = &'a Incident>,
    day: Date,
    rule: PatternRule,
) -> impl Iterator<Item = &'a Incident> {
    let since = day.checked_sub(i32::from(rule.months).months()).unwrap_or(Date::MIN);
    incidents.into_iter().filter(move |incident| {
        rule.counts(incident)
            && incident.happened.may_be_since(since)
            && incident.happened.days().is_none_or(|(first, _)| first <= day)
    })
}

/// The stretch of so many months in which most incidents that count lie for certain, by its last day, with how many: it
/// may be long over. What has no date is in none, and of two stretches alike the later is given.
pub fn densest<'a>(
    incidents: impl IntoIterator<Item = &'a Incident>,
    rule: PatternRule,
) -> Option<(Date, usize)> {
    let counted = incidents.into_iter().filter(|incident| rule.counts(incident));
    let mut dated: Vec<(Date, Date)> = counted.filter_map(|incident| incident.happened.days()).collect();
    dated.sort_by_key(|(_, last)| *last);
    let within = |until: Date| {
        let since = until.checked_sub(i32::from(rule.months).months()).unwrap_or(Date::MIN);
        dated.iter().filter(|(first, last)| *first >= since && *last <= until).count()
    };
    dated.iter().map(|(_, last)| (*last, within(*last))).max_by_key(|(until, count)| (*count, *until))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::Happened;
    use crate::case::testkit::incident;
    use crate::text::ShortText;

    const RULE: PatternRule = PatternRule::whoever_told(3, 12);

    #[test]
    fn a_vague_incident_counts_unless_it_is_surely_older() {
        let all = [
            incident(Happened::On(date(2025, 11, 21))),
            incident(Happened::On(date(2025, 11, 22))),
            incident(Happened::Year(2025)),
            incident(Happened::NotKnown),
            incident(Happened::Year(2024)),
        ];
        assert_eq!(pattern(&all, date(2026, 11, 22), RULE).count(), 3);
    }

    #[test]
    fn the_densest_stretch_may_lie_years_back_and_has_only_what_surely_lies_in_it() {
        let all = [
            incident(Happened::On(date(2021, 3, 1))),
            incident(Happened::Month { year: 2021, month: 9 }),
            incident(Happened::On(date(2022, 3, 1))),
            incident(Happened::Year(2021)),
            incident(Happened::On(date(2026, 1, 5))),
            incident(Happened::NotKnown),
        ];
        assert_eq!(densest(&all, RULE), Some((date(2022, 3, 1), 3)));
        assert_eq!(densest(&[], RULE), None);
    }

    #[test]
    fn a_rule_that_names_sources_counts_theirs_alone_and_one_that_names_none_counts_everybodys() {
        let told = |told_by| Incident { told_by, ..incident(Happened::On(date(2026, 3, 1))) };
        let all: Vec<Incident> = ReportSource::ALL.iter().copied().map(told).collect();
        let count = |rule| pattern(&all, date(2026, 3, 2), rule).count();
        assert_eq!(count(RULE), all.len());
        assert!(RULE.sources.is_everybody());
        let police = PatternRule { sources: [ReportSource::Police].into_iter().collect(), ..RULE };
        assert_eq!(count(police), 1);
        assert!(!police.sources.is_everybody());
        assert_eq!(police.sources.named().collect::<Vec<_>>(), [ReportSource::Police]);
        assert_eq!(densest(&all, police), Some((date(2026, 3, 1), 1)));
        assert_eq!(densest(&all, RULE), Some((date(2026, 3, 1), all.len())));
    }

    #[test]
    fn what_the_police_have_a_reference_for_is_theirs_whoever_told_us() {
        let police = PatternRule { sources: [ReportSource::Police].into_iter().collect(), ..RULE };
        let known = Incident {
            police_reference: Some(ShortText::parse("CAD 4471").unwrap()),
            ..incident(Happened::NotKnown)
        };
        assert!(police.counts(&known));
        assert!(!police.counts(&incident(Happened::NotKnown)), "the control");
    }
}
