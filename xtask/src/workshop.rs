//! The checkout that is worked on: where it is, what is in it, how its programs are started.

use std::{
    env,
    path::{Path, PathBuf},
    process::Command,
};

use serde::Deserialize;

use crate::{error::Error, shell};

/// The checkout, its target directory and what cargo knows of it.
pub struct Workshop {
    /// The top of the checkout.
    pub root: PathBuf,
    /// Where cargo builds, and where every temporary thing of the tests goes.
    pub target: PathBuf,
    /// The workspace's own packages.
    pub packages: Vec<Package>,
    /// The test runners' own summaries, shown again after the closing table.
    pub summaries: Vec<Vec<String>>,
}

/// One package of the workspace, as `cargo metadata` prints it.
#[derive(Debug, Deserialize)]
pub struct Package {
    /// The name used with `--package`.
    pub name: String,
    /// What it builds.
    pub targets: Vec<Target>,
}

/// One thing that a package builds.
#[derive(Debug, Deserialize)]
pub struct Target {
    /// The name used with `--bin` or `--example`.
    pub name: String,
    /// `lib`, `bin`, `example`, `test` and so on.
    pub kind: Vec<String>,
}

#[derive(Deserialize)]
struct Metadata {
    packages: Vec<Package>,
    workspace_root: PathBuf,
    target_directory: PathBuf,
}

impl Workshop {
    /// Asks cargo about the checkout in which `cargo xtask` was typed.
    pub fn open() -> Result<Self, Error> {
        let text =
            shell::read(Command::new(cargo()).args(["metadata", "--no-deps", "--format-version", "1"]))?;
        let metadata: Metadata = serde_json::from_str(&text).map_err(Error::shape("`cargo metadata`"))?;
        Ok(Self {
            root: metadata.workspace_root,
            target: metadata.target_directory,
            packages: metadata.packages,
            summaries: Vec::new(),
        })
    }

    /// `cargo` in this checkout, ready for arguments.
    pub fn cargo(&self) -> Command {
        let mut command = Command::new(cargo());
        command.current_dir(&self.root);
        command
    }

    /// The files that git knows or would add, relative to the top; deleted ones left out.
    pub fn files(&self) -> Result<Vec<PathBuf>, Error> {
        let mut git = Command::new("git");
        // The checkout may belong to another user than the one who tests it.
        git.current_dir(&self.root).args(["-c", "safe.directory=*"]);
        git.args(["ls-files", "-z", "--cached", "--others", "--exclude-standard"]);
        let listed = shell::read(&mut git)?;
        let names = listed.split('\0').filter(|name| !name.is_empty()).map(PathBuf::from);
        Ok(names.filter(|name| self.root.join(name).is_file()).collect())
    }

    /// The text of a file, or nothing when it is not text.
    pub fn text(&self, name: &Path) -> Result<Option<String>, Error> {
        let path = self.root.join(name);
        let bytes = std::fs::read(&path).map_err(Error::file(path))?;
        Ok(String::from_utf8(bytes).ok())
    }

    /// Builds one target with the features of the whole workspace, so that nothing is built twice,
    /// and says where it is.
    pub fn build(&self, kind: &str, name: &str) -> Result<PathBuf, Error> {
        shell::run(self.cargo().args(["build", "--workspace", &format!("--{kind}"), name]))?;
        let directory = if kind == "example" { "debug/examples" } else { "debug" };
        Ok(self.target.join(directory).join(name))
    }
}

fn cargo() -> std::ffi::OsString {
    env::var_os("CARGO").unwrap_or_else(|| "cargo".into())
}
