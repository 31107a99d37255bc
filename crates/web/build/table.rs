//! Writes the assets and a Rust table of them: one constant each, and a list of all.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use crate::bundle::Asset;
use crate::fail::{Fail, Result, write};

/// Writes `assets/*` and `assets.rs` into `out`.
pub fn write_all(assets: &[Asset], out: &Path) -> Result<()> {
    let directory = out.join("assets");
    // Files of an earlier build must not stay behind under their old hashes.
    if directory.exists() {
        fs::remove_dir_all(&directory)
            .map_err(|error| Fail(format!("cannot empty {}: {error}", directory.display())))?;
    }
    fs::create_dir_all(&directory)
        .map_err(|error| Fail(format!("cannot make {}: {error}", directory.display())))?;
    for asset in assets {
        write(&directory.join(&asset.file), &asset.bytes)?;
    }
    write(&out.join("assets.rs"), table(assets))
}

fn table(assets: &[Asset]) -> String {
    let mut code = String::new();
    let mut names = Vec::new();
    for asset in assets {
        let constant = asset.name.replace(['.', '-'], "_").to_uppercase();
        // Writing to a String cannot fail.
        let _ = write!(
            code,
            "/// `{name}`.\npub const {constant}: Asset = Asset {{ name: {name:?}, file: {file:?}, \
             content_type: {kind:?}, bytes: include_bytes!(concat!(env!(\"OUT_DIR\"), \"/assets/{file}\")) }};\n",
            name = asset.name,
            file = asset.file,
            kind = asset.content_type,
        );
        names.push(constant);
    }
    let _ = writeln!(code, "/// Every asset.\npub const ALL: &[Asset] = &[{}];", names.join(", "));
    code
}
