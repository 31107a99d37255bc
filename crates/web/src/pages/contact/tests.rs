//! What the pages of this area show.

use super::{ChannelPage, IncomingPage, NextPage, PausePage, PlanPage, SheetPage};
use crate::page::Sample;
use crate::page::reviewed::main_part;

fn shown<T: Sample>() -> String {
    T::sample().render().unwrap()
}

#[test]
fn the_pages_are_shown_as_reviewed() {
    for (name, page) in [
        ("plan", shown::<PlanPage>()),
        ("way", shown::<ChannelPage>()),
        ("sheet", shown::<SheetPage>()),
        ("next", shown::<NextPage>()),
        ("incoming", shown::<IncomingPage>()),
        ("pause", shown::<PausePage>()),
    ] {
        assert!(page.contains("<title>Work</title>"), "{name}");
        insta::assert_snapshot!(name, main_part(&page));
    }
}
