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
    /// Whether it is in large print.
    pub large: bool,
    /// The way back for whoever prints it, as seen from its own address. It is not on the paper.
    pub back: String,
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
            large: false,
            back: "../0".to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    /// Everything that goes to a home or leaves the house on paper.
    const ON_PAPER: [(&str, &str); 5] = [
        ("a letter", include_str!("../templates/print.html")),
        ("the sheet of a safety plan", include_str!("../templates/plan/sheet.html")),
        ("the list of who looked", include_str!("../templates/looks/list.html")),
        ("a copy", include_str!("../templates/copy.html")),
        ("a form for the authority", include_str!("../templates/safeguarding/form.html")),
    ];

    /// Whether a browser has no margin left in which it prints the address of the page, its title and the date.
    fn leaves_no_margin(css: &str) -> bool {
        css.split_once("@page {").is_some_and(|(_, page)| page.trim_start().starts_with("margin: 0;"))
    }

    #[test]
    fn given_paper_then_a_browser_has_no_room_for_the_address_of_the_page() {
        for (what, template) in ON_PAPER {
            assert!(template.starts_with("{% extends \"paper.html\" %}"), "{what}");
        }
        assert_eq!(include_str!("../templates/paper.html").matches("rel=\"stylesheet\"").count(), 1);
        assert!(leaves_no_margin(include_str!("../assets/css/letter.css")));
        let control = leaves_no_margin(include_str!("../assets/css/print.css"));
        assert!(!control, "the control: a page of ours keeps its margins");
    }
}
