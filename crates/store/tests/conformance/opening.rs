use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use seal::MasterKey;
use sqlx::{AnyConnection, Connection, Executor};
use store::{Config, Store, StoreError, verify};
use tempfile::TempDir;

use crate::bench::{Bench, event, on_both};

/// Every file below a directory, with its bytes.
pub fn files(directory: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut found = BTreeMap::new();
    for entry in std::fs::read_dir(directory).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path));
        } else {
            found.insert(path.clone(), std::fs::read(&path).unwrap());
        }
    }
    found
}

/// A store with a case in it, closed.
async fn closed() -> (TempDir, Config, MasterKey) {
    let bench = Bench::sqlite().await;
    bench.case(vec![event("one")]).await;
    let master = bench.master();
    let ground = bench.closed().await;
    (ground.directory, ground.config, master)
}

async fn refusal(config: &Config, master: MasterKey) -> StoreError {
    let refused = Store::open(config, master).await.err().expect("it is refused");
    assert!(!refused.to_string().contains('\n'));
    refused
}

/// Spoils a closed store, sees it refused, and sees that nothing changed.
async fn spoilt(spoil: impl FnOnce(&Path)) -> StoreError {
    let (directory, config, master) = closed().await;
    let data = Bench::data(&directory);
    spoil(&data);
    let before = files(&data);
    let refused = refusal(&config, master).await;
    assert!(files(&data) == before, "a file was made or changed");
    refused
}

fn write(path: PathBuf, bytes: &[u8]) {
    std::fs::write(path, bytes).unwrap();
}

#[tokio::test]
async fn given_no_store_then_opening_says_so_and_makes_nothing() {
    let directory = TempDir::new().unwrap();
    let config = Config::sqlite(directory.path().join("none"));
    assert!(matches!(refusal(&config, MasterKey::generate()).await, StoreError::Missing(_)));
    assert!(matches!(verify(&config).await, Err(StoreError::Missing(_))));
    assert!(files(directory.path()).is_empty());
}

#[tokio::test]
async fn given_a_store_then_it_is_not_made_again() {
    let (directory, config, _) = closed().await;
    let before = files(&Bench::data(&directory));
    assert!(matches!(Store::create(&config, MasterKey::generate()).await, Err(StoreError::Exists(_))));
    assert!(files(&Bench::data(&directory)) == before);
}

#[tokio::test]
async fn given_empty_cut_or_foreign_files_then_each_is_named_and_nothing_changes() {
    for file in ["holdfast.db", "keys/keys.db"] {
        let refused = spoilt(|data| write(data.join(file), b"")).await;
        assert!(matches!(refused, StoreError::Empty(_)), "{refused}");
        let refused = spoilt(|data| write(data.join(file), &[b'x'; 5000])).await;
        assert!(matches!(refused, StoreError::NotADatabase(_)), "{refused}");
        let refused = spoilt(|data| {
            let whole = std::fs::read(data.join(file)).unwrap();
            write(data.join(file), &whole[..whole.len() - 1000]);
        })
        .await;
        assert!(matches!(refused, StoreError::Truncated(_)), "{refused}");
        let refused = spoilt(|data| std::fs::remove_file(data.join(file)).unwrap()).await;
        assert!(matches!(refused, StoreError::Missing(_)), "{refused}");
    }
}

#[tokio::test]
async fn given_a_missing_lock_file_when_the_store_is_refused_then_none_is_left_behind() {
    let refused = spoilt(|data| {
        std::fs::remove_file(data.join("holdfast.lock")).unwrap();
        write(data.join("holdfast.db"), b"");
    })
    .await;
    assert!(matches!(refused, StoreError::Empty(_)));
}

#[tokio::test]
async fn given_another_key_then_both_ids_are_named_and_nothing_changes() {
    let (directory, config, master) = closed().await;
    let before = files(&Bench::data(&directory));
    let other = MasterKey::generate();
    let (given, needed) = (other.id(), master.id());
    let said = refusal(&config, other).await.to_string();
    assert_eq!(
        said,
        format!("this key does not open this data (key id {given}, need {needed}): give the right key file")
    );
    assert!(files(&Bench::data(&directory)) == before);
    Store::open(&config, master).await.unwrap().close().await;
}

#[tokio::test]
async fn given_a_newer_store_then_it_is_left_alone() {
    let (directory, config, master) = closed().await;
    let data = Bench::data(&directory);
    sqlx::any::install_default_drivers();
    let address = format!("sqlite://{}", data.join("holdfast.db").display());
    let mut connection = AnyConnection::connect(&address).await.unwrap();
    connection.execute("UPDATE meta SET value = CAST('99' AS BLOB) WHERE name = 'schema'").await.unwrap();
    connection.close().await.unwrap();
    let before = files(&data);
    assert!(matches!(refusal(&config, master).await, StoreError::Newer { found: 99, .. }));
    assert!(matches!(verify(&config).await, Err(StoreError::Newer { .. })));
    assert!(files(&data) == before);
}

#[tokio::test]
async fn given_an_open_store_then_a_second_is_refused_and_changes_nothing() {
    let bench = Bench::sqlite().await;
    let case = bench.case(vec![event("one")]).await;
    let data = Bench::data(&bench.directory);
    let before = files(&data);
    assert!(matches!(bench.open_again().await, Err(StoreError::InUse)));
    assert!(matches!(verify(&bench.config).await, Err(StoreError::InUse)));
    assert!(files(&data) == before);
    assert_eq!(bench.history(case).await.len(), 1);
}

#[tokio::test]
async fn given_a_store_that_was_never_closed_then_it_opens_with_everything_in_it() {
    let bench = Bench::sqlite().await;
    let case = bench.case(vec![event("one")]).await;
    let copy = TempDir::new().unwrap();
    let from = Bench::data(&bench.directory);
    for (path, bytes) in files(&from) {
        let to = copy.path().join(path.strip_prefix(&from).unwrap());
        std::fs::create_dir_all(to.parent().unwrap()).unwrap();
        write(to, &bytes);
    }
    let config = Config::sqlite(copy.path());
    assert!(verify(&config).await.unwrap().is_whole());
    let store = Store::open(&config, bench.master()).await.unwrap();
    let bench = Bench { store, ..bench };
    assert_eq!(bench.history(case).await.len(), 1);
}

#[tokio::test]
async fn given_a_directory_with_an_unusual_name_then_it_is_used_as_it_is() {
    let directory = TempDir::new().unwrap();
    let config = Config::sqlite(directory.path().join("a b?c=d#é%41"));
    Store::create(&config, MasterKey::generate()).await.unwrap().close().await;
    assert!(directory.path().join("a b?c=d#é%41").join("holdfast.db").exists());
}

on_both! {
    given_another_key_on_either_database_then_it_is_refused(bench) {
        let bench = bench.closed().await;
        let refused = Store::open(&bench.config, MasterKey::generate()).await;
        assert!(matches!(refused, Err(StoreError::WrongKey { .. })));
    }
}
