//! What the equality answers of a case give to be counted. It hangs on the journal alone, so that `rebuild` can say
//! whether what is counted is what was answered.

use std::collections::BTreeMap;

use domain::case::{CaseEvent, effective};
use domain::equality::EqualityAnswered;
use domain::when::london;
use domain::{PersonId, Recorded};
use jiff::civil::Date;
use store::Counted;

/// Whether these entries may change what is counted.
pub(crate) fn touches(events: &[CaseEvent]) -> bool {
    events.iter().any(|event| matches!(event, CaseEvent::EqualityAnswered(_) | CaseEvent::Corrected(_)))
}

/// Everybody who was ever asked, with the answers that stand. The month is that of the newest entry which answered or
/// took an answer back: what changes in a month is counted after it.
pub(crate) fn counted(history: &[Recorded<CaseEvent>]) -> Vec<Counted> {
    let stands = effective(history);
    let answers = |person: &PersonId| {
        let newest = stands.iter().rev().find_map(|entry| match &entry.event {
            CaseEvent::EqualityAnswered(answered) if answered.person == *person => Some(answered),
            _ => None,
        });
        let counted = newest.into_iter().flat_map(EqualityAnswered::counted);
        counted.map(|(question, code)| (question.code(), code)).collect()
    };
    let one = |(person, month): (&PersonId, &Date)| Counted {
        person: *person,
        answers: answers(person),
        month: *month,
    };
    last_touched(history).iter().map(one).collect()
}

/// On which day something of each person's answers was last recorded.
fn last_touched(history: &[Recorded<CaseEvent>]) -> BTreeMap<PersonId, Date> {
    let mut of_entry: BTreeMap<u64, PersonId> = BTreeMap::new();
    let mut touched = BTreeMap::new();
    for entry in history {
        let person = match &entry.event {
            CaseEvent::EqualityAnswered(answered) => {
                of_entry.insert(entry.sequence, answered.person);
                Some(answered.person)
            }
            CaseEvent::Corrected(corrected) => of_entry.get(&corrected.sequence).copied(),
            _ => None,
        };
        touched.extend(person.map(|person| (person, entry.recorded_at.to_zoned(london()).date())));
    }
    touched
}

#[cfg(test)]
mod tests {
    use domain::UserId;
    use domain::case::Corrected;
    use domain::equality::{Effect, Religion};
    use domain::text::Words;
    use uuid::Uuid;

    use super::*;

    fn entry(sequence: u64, day: &str, event: CaseEvent) -> Recorded<CaseEvent> {
        let recorded_at = format!("{day}T12:00:00Z").parse().unwrap();
        Recorded { sequence, recorded_at, actor: UserId::from_uuid(Uuid::nil()), event }
    }

    fn answered(religion: Option<Religion>) -> CaseEvent {
        let effects = [Effect::Vision, Effect::Memory].into();
        let person = PersonId::from_uuid(Uuid::nil());
        EqualityAnswered { religion, effects, ..EqualityAnswered::nothing_of(person) }.into()
    }

    fn taken_back(sequence: u64) -> CaseEvent {
        Corrected { sequence, why: Words::parse("A slip").unwrap(), instead: None }.into()
    }

    fn told(history: &[Recorded<CaseEvent>]) -> Vec<(String, String)> {
        let one = |counted: &Counted| {
            let codes: Vec<String> = counted.answers.iter().map(|(of, is)| format!("{of}:{is}")).collect();
            (counted.month.strftime("%Y-%m").to_string(), codes.join(" "))
        };
        counted(history).iter().map(one).collect()
    }

    #[test]
    fn given_several_answers_to_one_question_then_each_is_counted_and_the_newest_set_alone() {
        let history =
            [entry(1, "2026-03-02", answered(None)), entry(2, "2026-04-02", answered(Some(Religion::Sikh)))];
        let effects = "effects:vision effects:memory";
        assert_eq!(told(&history[..1]), [("2026-03".to_owned(), effects.to_owned())]);
        assert_eq!(told(&history), [("2026-04".to_owned(), format!("religion:sikh {effects}"))]);
    }

    #[test]
    fn given_a_correction_then_its_own_month_counts_and_no_correction_of_anything_else() {
        let first = entry(1, "2026-03-02", answered(Some(Religion::Sikh)));
        let other = [first.clone(), entry(2, "2026-05-02", taken_back(9))];
        assert_eq!(told(&other)[0].0, "2026-03");
        let back = [first, entry(2, "2026-05-02", taken_back(1))];
        assert_eq!(told(&back), [("2026-05".to_owned(), String::new())], "a row stays, and counts nothing");
    }
}
