use askama::Template as _;
use jiff::Timestamp;
use service::Instead;

use super::read::correction;
use super::{CorrectPage, Filled, Sent, page};
use crate::layout::Layout;
use crate::page::Sample as _;
use crate::pages::case::sample;

fn read(body: &str) -> Result<(String, Instead), Vec<&'static str>> {
    let sent = Sent::parse(body.as_bytes()).unwrap();
    correction(&sent, Timestamp::UNIX_EPOCH).map(|(why, instead)| (why.as_str().to_owned(), instead)).map_err(
        |problems| {
            ["what", "words", "why"].into_iter().filter(|field| problems.on(field).is_some()).collect()
        },
    )
}

#[test]
fn an_entry_is_left_out_or_gets_other_words() {
    assert_eq!(read("what=nothing&why=Wrong+case").unwrap(), ("Wrong case".to_owned(), Instead::Nothing));
    let (_, instead) = read("what=words&words=To+stay&why=Misheard").unwrap();
    assert!(matches!(instead, Instead::Words(words) if words.as_str() == "To stay"));
}

#[test]
fn each_problem_stands_beside_its_field() {
    assert_eq!(read("what=&why="), Err(vec!["what", "why"]));
    assert_eq!(read("what=words&words=&why=Misheard"), Err(vec!["words"]));
    assert_eq!(read("what=everything&why=Misheard"), Err(vec!["what"]));
    assert_eq!(read("what=nothing&why=They+live+at+12+Example+Street"), Err(vec!["why"]));
    assert!(read("what=nothing&why=They+live+at+12+Example+Street&why-no-address=yes").is_ok());
}

#[test]
fn the_words_that_stand_now_are_there_to_be_changed() {
    let shown = CorrectPage::sample().render().unwrap();
    assert!(shown.contains("To stay, with new locks.</textarea>"));
    assert!(shown.contains("It was corrected before"));
}

#[test]
fn the_first_entry_a_correction_and_the_question_that_cannot_be_skipped_stay() {
    let case = sample::page();
    let of = |sequence| {
        let form = Filled { sent: page::first(&case, sequence), ..Filled::default() };
        CorrectPage::new(Layout::new(), &case, sequence, form).map(|page| page.render().unwrap())
    };
    for sequence in [1, 7] {
        assert!(of(sequence).unwrap().contains("This entry stays"), "{sequence}");
    }
    assert!(of(2).unwrap().contains("Record the correction"));
    assert!(of(14).is_none(), "a correction is corrected by another one of the same entry");
    assert!(of(99).is_none());
}
