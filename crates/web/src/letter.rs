//! Letters: plain pages that carry nothing of ours, because someone else may open them.

use askama::Template;

use crate::page::Sample;

/// A letter to print. Nothing in it says what the service is: no name, no header, no script.
#[derive(Clone, Template)]
#[template(path = "print.html")]
pub struct Letter {
    /// Who it is sent from, as the reader may know them: name and address, a line each.
    pub sender: String,
    /// Who it is for: name and address, a line each.
    pub recipient: String,
    /// The date in words.
    pub date: String,
    /// How it greets whoever it is for.
    pub greeting: String,
    /// What it is about: neutral words.
    pub subject: String,
    /// The paragraphs.
    pub paragraphs: Vec<String>,
    /// The name under it.
    pub signature: String,
}

impl Sample for Letter {
    fn sample() -> Self {
        Self {
            sender: "Brookvale Homes\n1 Example Wharf\nZZ99 3WZ".to_owned(),
            recipient: "R. Malik\n12 Example Row\nZZ99 3VZ".to_owned(),
            date: "2 November 2026".to_owned(),
            greeting: "Dear R. Malik".to_owned(),
            subject: "Your home: an appointment".to_owned(),
            paragraphs: vec![
                "We would like to talk with you about your home.".to_owned(),
                "Please ring 01632 960 001 when it suits you.".to_owned(),
            ],
            signature: "S. Okafor".to_owned(),
        }
    }
}
