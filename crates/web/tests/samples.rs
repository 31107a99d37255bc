//! Renders the sample of every template for review.

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

use askama::Template;
use web::components::samples;
use web::error_page::{ErrorPage, Problem};
use web::layout::Layout;
use web::letter::Letter;
use web::page::Sample;

/// Parts of other templates: they are shown with those.
const PARTS: [&str; 6] = [
    "field-open",
    "input-control",
    "pagination-next-icon",
    "question-close",
    "question-open",
    "service-navigation-inner",
];

#[test]
fn every_component_is_shown_as_reviewed() {
    for (name, markup) in samples::all() {
        insta::assert_snapshot!(format!("component-{name}"), without_blank_lines(&markup.to_string()));
    }
}

#[test]
fn every_component_has_a_sample() {
    let directory = concat!(env!("CARGO_MANIFEST_DIR"), "/templates/components");
    let files =
        fs::read_dir(directory).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let templates: BTreeSet<String> = files
        .map(|name| name.trim_end_matches(".html").to_owned())
        .filter(|name| !PARTS.contains(&name.as_str()))
        .collect();
    let shown: BTreeSet<String> = samples::all().into_iter().map(|(name, _)| name.to_owned()).collect();
    assert_eq!(shown, templates);
}

#[test]
fn no_template_goes_round_the_escaping() {
    let mut left = vec![PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/templates"))];
    let mut looked_at = 0;
    while let Some(path) = left.pop() {
        if path.is_dir() {
            left.extend(fs::read_dir(path).unwrap().map(|entry| entry.unwrap().path()));
            continue;
        }
        let text = fs::read_to_string(&path).unwrap().replace(' ', "");
        assert!(!text.contains("|safe"), "{} uses |safe", path.display());
        looked_at += 1;
    }
    assert!(looked_at > 40, "only {looked_at} templates were looked at");
}

#[test]
fn error_pages_are_shown_as_reviewed() {
    for problem in Problem::ALL {
        let page = ErrorPage::new(problem).render().unwrap();
        insta::assert_snapshot!(format!("error-{problem:?}"), main_part(&page));
    }
}

#[test]
fn the_frame_is_shown_as_reviewed() {
    let layout = Layout::signed_in("Sam Okafor", "housing officer", "token").back("/cases");
    let page = ErrorPage::sample().within(layout).render().unwrap();
    insta::assert_snapshot!("frame", without_hashes(&without_blank_lines(&page)));
}

#[test]
fn a_letter_carries_nothing_of_ours() {
    let letter = Letter::sample().render().unwrap();
    for unwanted in ["Holdfast", "abuse", "<script", "csrf"] {
        assert!(!letter.contains(unwanted), "the letter holds {unwanted}");
    }
    // What is printed leads nowhere; the way back and out is for whoever prints it, and marked as not on paper.
    let (before, paper) = letter.split_once("<main").unwrap();
    for unwanted in ["exit", "href", "Back"] {
        assert!(!paper.contains(unwanted), "the paper holds {unwanted}");
    }
    assert!(before.contains("<header class=\"not-on-paper\">") && before.contains("href=\"/exit\""));
    insta::assert_snapshot!("letter", without_hashes(&without_blank_lines(&letter)));
}

fn without_blank_lines(markup: &str) -> String {
    markup.lines().map(str::trim_end).filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}

fn main_part(page: &str) -> String {
    let from = page.find("<main").unwrap_or_default();
    let to = page.find("</main>").unwrap_or(page.len());
    without_blank_lines(page.get(from..to).unwrap_or_default())
}

/// The hash of an asset changes with every change of a style: it is not what is reviewed.
fn without_hashes(page: &str) -> String {
    web::assets::ALL.iter().fold(page.to_owned(), |page, asset| page.replace(asset.file, asset.name))
}
