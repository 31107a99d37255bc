use axum::http::StatusCode;
use http_body_util::BodyExt as _;

use super::*;

fn text(asset: &Asset) -> &'static str {
    std::str::from_utf8(asset.bytes).unwrap()
}

#[test]
fn nothing_is_left_of_what_only_gov_uk_services_may_use() {
    let styles: Vec<_> = ALL.iter().filter(|asset| asset.content_type.starts_with("text/css")).collect();
    assert_eq!(styles.len(), 4);
    for style in styles {
        for unwanted in ["GDS Transport", "@font-face", "crest.svg", "@import"] {
            assert!(!text(style).contains(unwanted), "{} holds {unwanted}", style.name);
        }
    }
    assert!(!ALL.iter().any(|asset| asset.name.contains("crest") || asset.name.contains("crown")));
}

#[test]
fn every_image_that_a_style_asks_for_is_there() {
    let mut found = 0;
    for style in ALL.iter().filter(|asset| asset.content_type.starts_with("text/css")) {
        for wanted in text(style).split("url(").skip(1).filter_map(|rest| rest.split(')').next()) {
            assert!(ALL.iter().any(|asset| asset.file == wanted), "{} asks for {wanted}", style.name);
            found += 1;
        }
    }
    assert!(found > 5, "only {found} images: has the form of the styles changed?");
}

#[test]
fn scripts_ask_for_each_other_by_their_hashed_names() {
    let start = text(&START_JS);
    for module in [GOVUK_JS, MOJ_JS, KEEP_JS] {
        assert!(start.contains(&format!("\"./{}\"", module.file)), "{} is not imported", module.name);
    }
    assert!(text(&KEEP_JS).contains(&format!("\"./{}\"", ANSWERS_JS.file)));
}

#[test]
fn our_scripts_write_no_markup_and_ask_no_other_site() {
    for script in [EXIT_JS, START_JS, KEEP_JS, ANSWERS_JS, CONFLICT_JS] {
        for unwanted in ["innerHTML", "outerHTML", "insertAdjacentHTML", "eval(", "http:", "https:", ".style"]
        {
            assert!(!text(&script).contains(unwanted), "{} holds {unwanted}", script.name);
        }
    }
}

/// What a line of a script reads of something called `form` by itself.
fn of_a_form(line: &str) -> bool {
    let code = line.split("//").next().unwrap_or_default();
    let before = |at: usize| code[..at].chars().next_back().is_none_or(|c| !c.is_alphanumeric() && c != '_');
    code.match_indices("form.").any(|(at, _)| before(at))
}

/// ASVS 3.2.3: a control that is called like a property of its form hides that property. One script takes them from
/// where every form has them, and the others ask it.
#[test]
fn no_script_reads_of_a_form_what_a_control_in_it_could_hide() {
    for script in [START_JS, KEEP_JS, ANSWERS_JS, CONFLICT_JS, IDLE_JS, PASSKEY_JS] {
        let direct: Vec<&str> = text(&script).lines().filter(|line| of_a_form(line)).collect();
        assert_eq!(direct, [""; 0], "{}", script.name);
    }
    assert!(of_a_form("  if (form.elements.csrf) return;") && of_a_form("form.submit();"), "the control");
    assert!(!of_a_form("submit(form); // form.submit()") && !of_a_form("platform.name"));
}

#[tokio::test]
async fn an_asset_is_given_with_its_type_and_may_be_kept() {
    let response = serve(Path(APP_CSS.file.to_owned())).await;
    assert_eq!(response.status(), StatusCode::OK);
    assert_eq!(response.headers()[CONTENT_TYPE], "text/css; charset=utf-8");
    assert_eq!(response.headers()[CACHE_CONTROL], "public, max-age=31536000, immutable");
    assert_eq!(response.into_body().collect().await.unwrap().to_bytes(), APP_CSS.bytes);
}

#[tokio::test]
async fn a_name_without_its_hash_is_not_found() {
    for name in ["app.css", "app-0000000000000000.css", "../assets.rs", ""] {
        assert_eq!(serve(Path(name.to_owned())).await.status(), StatusCode::NOT_FOUND, "{name}");
    }
}
