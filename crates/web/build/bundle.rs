//! Gathers every file that browsers may ask for, with the hash of its content in its name.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use sha2::{Digest, Sha256};

use crate::fail::{Fail, Result, read, read_text};
use crate::styles;

const CSS: &str = "text/css; charset=utf-8";
const JS: &str = "text/javascript; charset=utf-8";
const SVG: &str = "image/svg+xml; charset=utf-8";

/// Our own styles in the order in which they are joined.
const OWN_STYLES: [&str; 10] = [
    "theme.css",
    "layout.css",
    "lists.css",
    "keep.css",
    "conversation.css",
    "record.css",
    "contact.css",
    "passkey.css",
    "account.css",
    "print.css",
];

/// A file to embed.
pub struct Asset {
    /// The plain name, such as `app.css`.
    pub name: String,
    /// The name with the hash, such as `app-0123456789abcdef.css`.
    pub file: String,
    pub content_type: &'static str,
    pub bytes: Vec<u8>,
}

/// All assets; each comes after those whose hashed names stand in it.
pub fn collect(source: &Path, modules: &Path) -> Result<Vec<Asset>> {
    let govuk = modules.join("govuk-frontend/dist/govuk");
    let moj = modules.join("@ministryofjustice/frontend/moj");
    let moj_css = read_text(&moj.join("moj-frontend.min.css"))?;
    let govuk_css = read_text(&govuk.join("govuk-frontend.min.css"))?;

    let mut assets = vec![asset("icon.svg", SVG, read(&source.join("images/icon.svg"))?)?];
    let mut images = BTreeMap::new();
    for name in styles::wanted_images(&moj_css) {
        let image = asset(&name, SVG, read(&moj.join("assets/images").join(&name))?)?;
        images.insert(name, image.file.clone());
        assets.push(image);
    }
    assets.push(asset("moj.css", CSS, styles::clean("moj.css", &moj_css, &images)?.into_bytes())?);
    assets.push(asset("govuk.css", CSS, styles::clean("govuk.css", &govuk_css, &images)?.into_bytes())?);
    assets.push(asset("app.css", CSS, own_styles(&source.join("css"))?.into_bytes())?);
    assets.push(asset("letter.css", CSS, read(&source.join("css/letter.css"))?)?);
    assets.extend(scripts(source, &govuk, &moj)?);
    Ok(assets)
}

fn own_styles(directory: &Path) -> Result<String> {
    OWN_STYLES.iter().try_fold(String::new(), |all, name| Ok(all + &read_text(&directory.join(name))? + "\n"))
}

fn scripts(source: &Path, govuk: &Path, moj: &Path) -> Result<Vec<Asset>> {
    let own = source.join("js");
    let mut scripts: Vec<Asset> = Vec::new();
    for (name, path) in [
        ("govuk.js", govuk.join("govuk-frontend.min.js")),
        ("moj.js", moj.join("moj-frontend.min.js")),
        ("exit.js", own.join("exit.js")),
        ("dom.js", own.join("dom.js")),
        ("answers.js", own.join("answers.js")),
        ("conflict.js", own.join("conflict.js")),
        ("keep.js", own.join("keep.js")),
        ("idle.js", own.join("idle.js")),
        ("refused.js", own.join("refused.js")),
        ("passkey.js", own.join("passkey.js")),
        ("start.js", own.join("start.js")),
    ] {
        // A module names the others plainly; a browser must ask for them by their hashed names.
        let text = scripts.iter().fold(read_text(&path)?, |text, other| {
            text.replace(&format!("\"./{}\"", other.name), &format!("\"./{}\"", other.file))
        });
        scripts.push(asset(name, JS, without_source_map(&text).into_bytes())?);
    }
    Ok(scripts)
}

fn without_source_map(script: &str) -> String {
    script.split("//# sourceMappingURL=").next().unwrap_or_default().to_owned()
}

fn asset(name: &str, content_type: &'static str, bytes: Vec<u8>) -> Result<Asset> {
    let (stem, extension) =
        name.rsplit_once('.').ok_or_else(|| Fail(format!("the asset {name} needs a file name extension")))?;
    let file = format!("{stem}-{}.{extension}", hash(&bytes));
    Ok(Asset { name: name.to_owned(), file, content_type, bytes })
}

fn hash(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().take(8).fold(String::new(), |mut hex, byte| {
        // Writing to a String cannot fail.
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}
