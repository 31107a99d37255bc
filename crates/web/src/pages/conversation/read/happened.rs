//! Part 8: what has happened, only as far as it is needed today.

use domain::child::Classified;
use domain::incident::Incident;
use domain::report::ReportSource;
use domain::{IncidentId, PersonId};

use super::super::choices::Named;
use super::super::fields::{Rows, of};
use super::Book;
use crate::kinds;

impl Book<'_, '_> {
    /// The incidents. `named` are the people of part 7 by their place there.
    pub(super) fn incidents(&mut self, named: &[(usize, PersonId)]) -> Vec<Incident> {
        (1..=Rows::Incidents.most()).filter_map(|number| self.incident(number, named)).collect()
    }

    fn incident(&mut self, number: usize, named: &[(usize, PersonId)]) -> Option<Incident> {
        if !Rows::Incidents.is_answered(self.reader.sent(), number) {
            return None;
        }
        let row = Rows::Incidents.row(number);
        let (kinds, forms) = kinds::read(&mut self.reader, |part| of(&row, part));
        Some(Incident {
            incident: self.ids.next(IncidentId::from_uuid),
            kinds,
            forms,
            by: self.by(&row, named),
            happened: self.reader.happened(&of(&row, "when"), "When it happened"),
            words: self.reader.note(&of(&row, "words"), "What happened"),
            told_by: ReportSource::Survivor,
            injuries: self.reader.note(&of(&row, "injuries"), "Injuries"),
            children_present: self.children_present(&row),
            police_reference: self.reader.line(&of(&row, "police"), "Police reference"),
            classified: Classified::default(),
            report: None,
        })
    }

    fn by(&mut self, row: &str, named: &[(usize, PersonId)]) -> Vec<PersonId> {
        let field = of(row, "by");
        let chosen = self.reader.codes::<Named>(&field, "Who is said to have done it?");
        let mut by = Vec::with_capacity(chosen.len());
        for one in chosen {
            match named.iter().find(|(place, _)| *place == one.place()) {
                Some((_, person)) => by.push(*person),
                None => {
                    self.reader
                        .wrong(&field, "Nobody is named there in part 7. Name them, or leave this out");
                }
            }
        }
        by
    }
}
