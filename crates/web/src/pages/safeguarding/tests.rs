use super::SafeguardingPage;
use super::form::FormPage;
use crate::page::Sample;
use crate::page::reviewed::main_part;
use crate::pages::close::ClosePage;
use crate::pages::copy::CopyPage;
use crate::pages::voice::{EarlyHelpPage, VoicePage, WithoutNamePage};

fn shown<T: Sample>() -> String {
    T::sample().render().unwrap()
}

/// How the person may be contacted has a snapshot of its own.
fn without_contact(main: String) -> String {
    match main.split_once("<section class=\"app-person\"") {
        Some((before, contact)) => format!("{before}{}", contact.split_once("</section>").unwrap().1),
        None => main,
    }
}

/// These pages with those of closing, of the copy for a review, and of how it went: each says neutrally what it is, and
/// blames nobody.
#[test]
fn the_pages_are_shown_as_reviewed() {
    for (name, page) in [
        ("safeguarding", shown::<SafeguardingPage>()),
        ("safeguarding-form", shown::<FormPage>()),
        ("close", shown::<ClosePage>()),
        ("copy", shown::<CopyPage>()),
        ("voice", shown::<VoicePage>()),
        ("voice-without-name", shown::<WithoutNamePage>()),
        ("voice-early-help", shown::<EarlyHelpPage>()),
    ] {
        assert!(page.contains("<title>Work</title>") || page.contains("<title>List</title>"), "{name}");
        let main = without_contact(main_part(&page));
        let text = main.split('<').filter_map(|piece| piece.split_once('>')).map(|(_, text)| text.trim());
        assert_eq!(xtask::blaming(&text.collect::<Vec<_>>().join("\n")), [""; 0], "{name}");
        insta::assert_snapshot!(name, main);
    }
}

#[test]
fn given_the_form_then_no_protected_fact_stands_on_it_and_what_nobody_asked_is_said_so() {
    let form = shown::<FormPage>();
    assert!(form.contains("Held separately"));
    assert!(form.contains("Not asked") && form.contains("Not known"));
    for digit in ["07700", "01632", "020 7946", "ZZ99"] {
        assert!(!form.contains(digit), "{digit}");
    }
}
