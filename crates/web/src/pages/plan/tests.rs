//! The pages of the plan as a person reads them, and the sheet.

use askama::Template as _;
use domain::safety_plan::PlanPart;

use super::sheet::NoSheet;
use super::*;
use crate::page::Sample as _;
use crate::page::reviewed::main_part;

#[test]
fn the_pages_are_shown_as_reviewed() {
    for (name, page) in [
        ("plan", PlanPage::sample().render().unwrap()),
        ("plan-form", PlanForm::sample().render().unwrap()),
        ("plan-not-printed", NoSheet::sample().render().unwrap()),
        ("plan-check", PlanCheck::sample().render().unwrap()),
    ] {
        assert!(page.contains("<title>Work</title>"), "{name}");
        assert_eq!(xtask::blaming(&page), [""; 0]);
        insta::assert_snapshot!(name, main_part(&page));
    }
    insta::assert_snapshot!("plan-sheet", main_part(&PlanSheet::sample().render().unwrap()));
}

#[test]
fn given_the_sheet_then_the_way_back_and_out_is_for_the_screen_and_what_is_printed_leads_nowhere() {
    let sheet = PlanSheet::sample().render().unwrap();
    let (before, paper) = sheet.split_once("<main").unwrap();
    assert!(before.contains("<header class=\"not-on-paper\">"), "{before}");
    assert!(before.contains("href=\"../plan\"") && before.contains("href=\"/exit\""), "{before}");
    assert!(!paper.contains("href") && !paper.contains("Back") && !paper.contains("Exit"), "{paper}");
    assert!(!sheet.contains("class=\"large\""), "nobody asked for large print");
}

#[test]
fn every_part_has_a_prompt_and_a_heading_that_says_nothing() {
    for part in PlanPart::ALL {
        assert!(!fields::prompt(*part).is_empty(), "{part:?}");
        let heading = fields::on_paper(*part).to_lowercase();
        assert_eq!(heading.is_empty(), *part == PlanPart::Staff, "{part:?}");
        for telling in ["safe", "danger", "leav", "abuse", "plan", "staff"] {
            assert!(!heading.contains(telling), "{heading}");
        }
    }
}
