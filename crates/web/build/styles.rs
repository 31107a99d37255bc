//! Takes out of the design systems' styles what services outside GOV.UK may not use.

use std::collections::BTreeMap;

use crate::fail::{Fail, Result};

const FONT: &str = "GDS Transport";
const FONT_STACK: &str = "Helvetica,arial,sans-serif";
const IMAGES: &str = "/assets/images/";

/// The styles without the font, the crest and the source map; image addresses as `images` has them.
pub fn clean(name: &str, css: &str, images: &BTreeMap<String, String>) -> Result<String> {
    let css = without_font_faces(css);
    let css = css.replace(&format!("{FONT},arial,sans-serif"), FONT_STACK).replace(FONT, FONT_STACK);
    let css =
        css.lines().filter(|line| !line.starts_with("/*# sourceMappingURL")).collect::<Vec<_>>().join("\n");
    let css = css.replace(&format!("url({IMAGES}govuk-crest.svg)"), "none");
    let css =
        images.iter().fold(css, |css, (plain, hashed)| css.replace(&format!("{IMAGES}{plain}"), hashed));
    refuse_leftovers(name, &css)?;
    refuse_other_files(name, &css, images)?;
    Ok(css)
}

/// The images that the styles ask for, by their plain names, without the crest.
pub fn wanted_images(css: &str) -> Vec<String> {
    let mut names: Vec<String> = css
        .split(IMAGES)
        .skip(1)
        .filter_map(|rest| rest.split(')').next())
        .filter(|name| !name.contains("crest"))
        .map(String::from)
        .collect();
    names.sort();
    names.dedup();
    names
}

fn without_font_faces(css: &str) -> String {
    let mut parts = css.split("@font-face{");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |kept, part| kept + part.split_once('}').map_or("", |(_, after)| after))
}

fn refuse_leftovers(name: &str, css: &str) -> Result<()> {
    ["@font-face", FONT, "/assets/", "@import", "sourceMappingURL"]
        .iter()
        .find(|unwanted| css.contains(**unwanted))
        .map_or(Ok(()), |found| {
            Err(Fail(format!("{name} still holds \"{found}\": teach build/styles.rs its new form")))
        })
}

fn refuse_other_files(name: &str, css: &str, images: &BTreeMap<String, String>) -> Result<()> {
    css.split("url(")
        .skip(1)
        .filter_map(|rest| rest.split(')').next())
        .find(|file| !images.values().any(|known| known == file))
        .map_or(Ok(()), |file| {
            Err(Fail(format!("{name} asks for \"{file}\": teach build/styles.rs about it")))
        })
}
