//! One key file takes the place of another, and at no moment is a key lost.
#![expect(clippy::unwrap_used, reason = "what sets a test up may panic, as the test may")]

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use seal::{KeyFileProblem, KeyId, MasterKey};

/// Every key file in a directory, by its name; all of them are private.
fn keys(directory: &Path) -> BTreeMap<String, KeyId> {
    let key = |path: &Path| {
        assert_eq!(fs::metadata(path).unwrap().permissions().mode() & 0o7777, 0o600);
        MasterKey::read_file(path).unwrap().id()
    };
    let entries = fs::read_dir(directory).unwrap().map(|entry| entry.unwrap().path());
    entries.map(|path| (path.file_name().unwrap().to_str().unwrap().to_owned(), key(&path))).collect()
}

#[test]
fn given_a_change_then_the_new_key_lies_where_the_old_one_lay_and_the_old_one_beside_it() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("master.key");
    let old = MasterKey::create_file(&path).unwrap().id();
    let new = MasterKey::waiting_or_new(&path).unwrap().id();
    assert_eq!(keys(directory.path()), [("master.key".into(), old), ("master.key.next".into(), new)].into());
    MasterKey::take_place(&path, old).unwrap();
    assert_eq!(
        keys(directory.path()),
        [("master.key".into(), new), (format!("master.key.{old}"), old)].into()
    );
}

#[test]
fn given_a_key_that_waits_already_then_it_is_that_one_and_none_is_made() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("master.key");
    MasterKey::create_file(&path).unwrap();
    let first = MasterKey::waiting_or_new(&path).unwrap().id();
    assert_eq!(MasterKey::waiting_or_new(&path).unwrap().id(), first);
    fs::write(MasterKey::waiting_file(&path), "cut off").unwrap();
    assert!(matches!(MasterKey::waiting_or_new(&path), Err(KeyFileProblem::Damaged(_))));
}

#[test]
fn given_a_change_that_was_cut_off_between_its_two_names_then_it_is_finished() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("master.key");
    let old = MasterKey::create_file(&path).unwrap().id();
    let new = MasterKey::waiting_or_new(&path).unwrap().id();
    fs::hard_link(&path, MasterKey::kept_file(&path, old)).unwrap();
    MasterKey::take_place(&path, old).unwrap();
    assert_eq!(
        keys(directory.path()),
        [("master.key".into(), new), (format!("master.key.{old}"), old)].into()
    );
}

#[test]
fn given_no_key_that_waits_then_the_one_that_is_there_stays() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("master.key");
    let old = MasterKey::create_file(&path).unwrap().id();
    assert!(matches!(MasterKey::take_place(&path, old), Err(KeyFileProblem::Io { .. })));
    assert_eq!(keys(directory.path()).get("master.key"), Some(&old));
}
