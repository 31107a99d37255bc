//! The key file is created once, whole and private; and it is read only when it is private and sound.
#![expect(clippy::unwrap_used, reason = "what sets a test up may panic, as the test may")]

use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;

use seal::{DataKey, KeyFileProblem, MasterKey, Place};
use tempfile::TempDir;

struct Fixture {
    directory: TempDir,
    path: PathBuf,
    key: MasterKey,
}

fn created() -> Fixture {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("master.key");
    let key = MasterKey::create_file(&path).unwrap();
    Fixture { directory, path, key }
}

impl Fixture {
    fn mode(&self, mode: u32) {
        fs::set_permissions(&self.path, Permissions::from_mode(mode)).unwrap();
    }

    fn rewrite(&self, change: impl FnOnce(String) -> String) {
        fs::write(&self.path, change(fs::read_to_string(&self.path).unwrap())).unwrap();
    }

    fn problem(&self) -> KeyFileProblem {
        MasterKey::read_file(&self.path).unwrap_err()
    }
}

#[test]
fn given_a_created_file_when_read_then_it_is_the_same_key() {
    let given = created();
    let place = Place { organisation: [1; 16], stream: [2; 16], sequence: 0, kind: "header" };
    let read = MasterKey::read_file(&given.path).unwrap();
    assert_eq!(read.id(), given.key.id());
    assert!(DataKey::unwrap(&read, &place, &DataKey::generate().wrap(&given.key, &place)).is_ok());
}

#[test]
fn given_a_created_file_then_it_is_private_named_by_its_id_and_alone_in_its_directory() {
    let given = created();
    let text = fs::read_to_string(&given.path).unwrap();
    assert_eq!(fs::metadata(&given.path).unwrap().permissions().mode() & 0o7777, 0o600);
    assert!(text.starts_with(&format!("master-key 1 {}\n", given.key.id())));
    assert_eq!(text.lines().map(str::len).collect::<Vec<_>>(), [21, 64]);
    assert_eq!(fs::read_dir(given.directory.path()).unwrap().count(), 1);
}

#[test]
fn given_two_keys_then_their_ids_differ_and_read_back_from_text() {
    let (one, other) = (MasterKey::generate().id(), MasterKey::generate().id());
    assert_ne!(one, other);
    assert_eq!(one.to_string().parse(), Ok(one));
}

#[test]
fn given_a_file_already_there_when_created_then_it_is_left_as_it_was() {
    let given = created();
    for before in [fs::read(&given.path).unwrap(), b"something else".to_vec(), Vec::new()] {
        fs::write(&given.path, &before).unwrap();
        assert!(matches!(MasterKey::create_file(&given.path), Err(KeyFileProblem::Exists(_))));
        assert_eq!(fs::read(&given.path).unwrap(), before);
        assert_eq!(fs::read_dir(given.directory.path()).unwrap().count(), 1, "nothing left beside");
    }
}

#[test]
fn given_no_such_directory_when_created_then_it_is_refused() {
    let given = created();
    let path = given.directory.path().join("none").join("master.key");
    assert!(matches!(MasterKey::create_file(&path), Err(KeyFileProblem::Io { .. })));
}

#[test]
fn given_any_right_of_group_or_others_then_the_file_is_refused() {
    let given = created();
    for bit in 0..6 {
        let weak = 0o600 | 1 << bit;
        given.mode(weak);
        assert!(matches!(given.problem(), KeyFileProblem::Mode { mode, .. } if mode == weak), "{weak:o}");
    }
    given.mode(0o644);
    let told = given.problem().to_string();
    assert!(told.starts_with("key file must have mode 0600, and ") && told.contains(" has 0644;"), "{told}");
}

#[test]
fn given_owner_rights_only_then_the_file_is_read() {
    let given = created();
    for mode in [0o600, 0o400] {
        given.mode(mode);
        assert_eq!(MasterKey::read_file(&given.path).unwrap().id(), given.key.id(), "{mode:o}");
    }
}

#[test]
fn given_a_credential_then_its_group_may_read_it_and_nobody_else_may_do_anything() {
    let given = created();
    for mode in [0o400, 0o600, 0o440] {
        given.mode(mode);
        assert_eq!(MasterKey::read_credential(&given.path).unwrap().id(), given.key.id(), "{mode:o}");
    }
    for mode in [0o420, 0o410, 0o404, 0o402, 0o401] {
        given.mode(mode);
        assert!(
            matches!(MasterKey::read_credential(&given.path), Err(KeyFileProblem::Mode { .. })),
            "{mode:o}"
        );
    }
}

#[test]
fn given_no_file_then_it_is_missing_and_none_is_created() {
    let given = created();
    fs::remove_file(&given.path).unwrap();
    assert!(matches!(given.problem(), KeyFileProblem::Missing(_)));
    assert!(!given.path.exists());
}

#[test]
fn given_a_key_of_31_or_33_bytes_then_its_length_is_told() {
    let given = created();
    given.rewrite(|text| text[..text.len() - 3].to_owned());
    assert!(matches!(given.problem(), KeyFileProblem::Length { bytes: 31, .. }));
    given.rewrite(|text| text + "abab\n");
    assert!(matches!(given.problem(), KeyFileProblem::Length { bytes: 33, .. }));
}

#[test]
fn given_any_digit_changed_then_the_file_is_damaged() {
    let given = created();
    let sound = fs::read_to_string(&given.path).unwrap();
    for at in (13..21).chain(22..86) {
        let mut text = sound.clone().into_bytes();
        text[at] = if text[at] == b'0' { b'1' } else { b'0' };
        fs::write(&given.path, text).unwrap();
        assert!(matches!(given.problem(), KeyFileProblem::Damaged(_)), "digit at {at}");
    }
    fs::write(&given.path, sound).unwrap();
    assert!(MasterKey::read_file(&given.path).is_ok(), "the control: unharmed");
}

#[test]
fn given_what_is_no_key_file_then_it_is_damaged() {
    let given = created();
    let sound = fs::read_to_string(&given.path).unwrap();
    let wrong = [
        Vec::new(),
        vec![7; 31],
        vec![0xff; 32],
        vec![b'a'; 100_000],
        sound.replace("key 1", "key 2").into_bytes(),
        sound.to_uppercase().into_bytes(),
        format!("{sound}\n").into_bytes(),
    ];
    for bytes in wrong {
        fs::write(&given.path, &bytes).unwrap();
        assert!(matches!(given.problem(), KeyFileProblem::Damaged(_)), "{:?}", bytes.get(..40));
    }
}

#[test]
fn given_a_damaged_file_then_the_error_does_not_tell_the_key() {
    let given = created();
    given.rewrite(|text| text.replace("key 1", "key 2"));
    let key = fs::read_to_string(&given.path).unwrap().lines().nth(1).unwrap().to_owned();
    let problem = given.problem();
    assert!(!format!("{problem} {problem:?}").contains(&key[..8]));
}
