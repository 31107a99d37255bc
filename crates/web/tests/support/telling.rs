//! What somebody tells a call handler, as answers of the page on which a report is taken.

use domain::RegionId;

/// The answers of one report.
#[derive(Debug, Clone)]
pub struct Telling {
    pub kind: &'static str,
    answers: Vec<(String, String)>,
}

impl Telling {
    fn new(kind: &'static str, answers: &[(&str, &str)]) -> Self {
        let answers =
            answers.iter().map(|(field, value)| ((*field).to_owned(), (*value).to_owned())).collect();
        Self { kind, answers }
    }

    /// A survivor rings.
    pub fn disclosure() -> Self {
        Self::new(
            "report-survivor",
            &[
                ("danger", "no"),
                ("name", "Rowan Ashdown"),
                ("came-by", "phone"),
                ("words", "He hides my keys"),
            ],
        )
    }

    /// A neighbour rings.
    pub fn suspicion() -> Self {
        Self::new(
            "report-other",
            &[
                ("danger", "not-known"),
                ("source", "neighbour"),
                ("reporter", "Dilwyn Marchetti"),
                ("came-by", "phone"),
                ("words", "Shouting through the wall each night"),
            ],
        )
    }

    /// Somebody tells of what they did.
    pub fn own_behaviour() -> Self {
        Self::new(
            "report-own-behaviour",
            &[("danger", "no"), ("name", "Corin Vasey"), ("words", "I frighten them when I shout")],
        )
    }

    /// Answers a field, in the place of any earlier answer.
    #[must_use]
    pub fn answer(mut self, field: &str, value: &str) -> Self {
        self.answers.retain(|(other, _)| other != field);
        self.answers.push((field.to_owned(), value.to_owned()));
        self
    }

    /// Says in which region they live.
    #[must_use]
    pub fn living_in(self, region: RegionId) -> Self {
        self.answer("region", &region.to_string())
    }

    /// The whole form with the button that finishes it.
    pub fn finished(&self) -> Vec<(String, String)> {
        let mut fields = self.answers.clone();
        fields.push(("go".to_owned(), "finish".to_owned()));
        fields
    }
}
