//! The pages of the choices as a person reads them.

use askama::Template as _;

use super::help::HelpPage;
use super::local::{LocalChoicePage, LocalChoicesPage};
use super::*;
use crate::page::Sample as _;
use crate::page::reviewed::main_part;

#[test]
fn the_pages_are_shown_as_reviewed() {
    for (name, page) in [
        ("choices", ChoicesPage::sample().render().unwrap()),
        ("choice", ChoicePage::sample().render().unwrap()),
        ("choices-here", LocalChoicesPage::sample().render().unwrap()),
        ("choice-here", LocalChoicePage::sample().render().unwrap()),
        ("choice-help", HelpPage::sample().render().unwrap()),
    ] {
        assert!(page.contains("<title>Work</title>"), "{name}");
        assert_eq!(xtask::blaming(&page), [""; 0]);
        insta::assert_snapshot!(name, main_part(&page));
    }
}
