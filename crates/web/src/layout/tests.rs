use askama::Template;

use super::*;

#[derive(Template)]
#[template(
    source = r#"{% extends "layout.html" %}{% block content %}<h1>{{ heading }}</h1>{% endblock %}"#,
    ext = "html"
)]
struct Plain {
    layout: Layout,
    heading: &'static str,
}

fn page(layout: Layout) -> String {
    Plain { layout, heading: "A heading" }.render().unwrap()
}

fn position(markup: &str, part: &str) -> usize {
    markup.find(part).unwrap_or_else(|| panic!("{part} is missing"))
}

#[test]
fn leaving_comes_first_in_the_tab_order_of_every_page() {
    let markup = page(Layout::signed_in("Sam Okafor", "housing officer", "token"));
    let body = position(&markup, "<body");
    let first = body + position(&markup[body..], "<a ");
    assert!(markup[first..].starts_with(r#"<a href="/exit""#));
    assert!(position(&markup, "exit-this-page") < position(&markup, "govuk-skip-link"));
}

#[test]
fn the_title_tells_a_household_nothing() {
    let markup = page(Layout::new());
    assert!(markup.contains("<title>Work</title>"));
}

#[test]
fn the_title_says_that_something_is_wrong() {
    let mut problems = Problems::new();
    problems.add("phone", "Enter a number that is safe to ring");
    let markup = page(Layout::new().problems(&problems));
    assert!(markup.contains("<title>Error: Work</title>"));
    assert!(position(&markup, "govuk-error-summary") < position(&markup, "A heading"));
    assert!(markup.contains(r##"<a href="#phone">Enter a number that is safe to ring</a>"##));
}

#[test]
fn the_styles_are_loaded_in_the_order_that_keeps_ours_on_top() {
    let markup = page(Layout::new());
    assert!(position(&markup, "/assets/moj-") < position(&markup, "/assets/govuk-"));
    assert!(position(&markup, "/assets/govuk-") < position(&markup, "/assets/app-"));
    assert!(position(&markup, "/assets/exit-") < position(&markup, "/assets/start-"));
}

#[test]
fn nothing_inline_and_nothing_from_elsewhere() {
    let markup = page(Layout::signed_in("Sam Okafor", "housing officer", "token"));
    for unwanted in ["<style", " style=", " onclick=", "javascript:", "src=\"http", "<script>"] {
        assert!(!markup.contains(unwanted), "{unwanted}");
    }
}

#[test]
fn what_a_person_typed_is_never_markup() {
    let markup = page(Layout::signed_in("<b>Sam</b>", "\"><script>", "\" x=\"").title("</title><script>"));
    for unwanted in ["<b>", "<script>", "</title><", "\" x=\""] {
        assert!(!markup.contains(unwanted), "{unwanted}");
    }
}
