use askama::Template as _;
use service::passkeys::PasskeysWork;

use super::block::PasskeyBlock;
use super::list::PasskeysPage;
use super::new::NewPasskeyPage;
use super::one::PasskeyPage;
use crate::components::prelude::Input;
use crate::page::Sample;
use crate::page::reviewed::main_part;

fn reads<T: Sample>(name: &str) {
    insta::assert_snapshot!(name, main_part(&T::sample().render().unwrap()));
}

#[test]
fn the_list_reads_as_reviewed() {
    reads::<PasskeysPage>("passkeys");
}

#[test]
fn the_page_on_which_one_is_made_reads_as_reviewed() {
    reads::<NewPasskeyPage>("passkey-new");
}

#[test]
fn the_page_of_one_reads_as_reviewed() {
    reads::<PasskeyPage>("passkey-one");
}

#[test]
fn where_they_do_not_work_the_block_has_nothing_to_press_and_says_why() {
    let block = |work: PasskeysWork| {
        PasskeyBlock::to_make(work, "token", Input::new("name", "Name")).render().unwrap()
    };
    let at = block(PasskeysWork::At("https://work.example.org".parse().unwrap()));
    assert!(at.contains("belong to the address https://work.example.org") && !at.contains("<button"), "{at}");
    assert!(at.contains("href=\"https://work.example.org/sign-in\""), "{at}");
    let nowhere = block(PasskeysWork::Nowhere);
    assert!(
        nowhere.contains("name its address in the settings") && !nowhere.contains("<button"),
        "{nowhere}"
    );
    assert!(block(PasskeysWork::Here).contains("<button"), "the control");
}

#[test]
fn why_a_passkey_was_not_taken_stands_in_the_block() {
    let shown = PasskeyBlock::sample().error(Some("This passkey is not known here")).render().unwrap();
    assert!(shown.contains("</span> This passkey is not known here</p>"), "{shown}");
}
