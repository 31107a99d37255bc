use askama::Template as _;
use domain::incident::AbuseKind;
use domain::{Answer, Happened};
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
            ["what", "words", "happened", "why"]
                .into_iter()
                .filter(|field| problems.on(field).is_some())
                .collect()
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
fn of_an_incident_the_day_the_kind_and_whether_children_were_there_are_put_right_too() {
    let date = "happened-day=1&happened-month=1&happened-year=1970";
    let put = |body: &str| match read(body).unwrap().1 {
        Instead::Put(put) => *put,
        other => panic!("{other:?}"),
    };
    let incident = put(&format!(
        "what=words&of=incident&words=He+came+in&{date}&kinds=stalking&kinds=threats&children=yes&why=Wrong+day"
    ));
    assert_eq!(incident.happened, Happened::On(jiff::civil::date(1970, 1, 1)));
    assert_eq!(incident.kinds, [AbuseKind::Threats, AbuseKind::Stalking].into());
    assert_eq!(incident.children_present, Answer::Yes);
    // A kind says enough without words; nothing at all does not.
    assert_eq!(put("what=words&of=incident&kinds=stalking&why=Wrong+day").words, None);
    assert_eq!(read("what=words&of=incident&why=Wrong+day"), Err(vec!["words"]));
    assert_eq!(put("what=words&of=report&words=She+rang&why=Misheard").kinds, [].into());
    let ahead = "what=words&of=report&words=She+rang&happened-year=1999&why=Misheard";
    assert_eq!(read(ahead), Err(vec!["happened"]));
}

#[test]
fn what_stands_of_an_incident_is_there_to_be_changed() {
    let case = sample::page();
    let incident = case.view.incidents.first().unwrap();
    let form = Filled { sent: page::first(&case, incident.sequence), ..Filled::default() };
    for kind in &incident.is.kinds {
        assert!(form.sent.all("kinds").contains(&kind.code().to_owned()));
    }
    let shown = CorrectPage::new(Layout::new(), &case, incident.sequence, form).unwrap().render().unwrap();
    assert!(shown.contains("Were children there?") && shown.contains("When did it happen?"), "{shown}");
    let wish = sample::wish().sequence;
    let form = Filled { sent: page::first(&case, wish), ..Filled::default() };
    let shown = CorrectPage::new(Layout::new(), &case, wish, form).unwrap().render().unwrap();
    assert!(
        !shown.contains("Were children there?") && !shown.contains("When did it happen?"),
        "a wish has none"
    );
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
fn the_first_entry_is_put_right_and_a_correction_and_the_question_that_cannot_be_skipped_stay() {
    let case = sample::page();
    let of = |sequence| {
        let form = Filled { sent: page::first(&case, sequence), ..Filled::default() };
        CorrectPage::new(Layout::new(), &case, sequence, form).map(|page| page.render().unwrap())
    };
    assert!(of(7).unwrap().contains("This entry stays"));
    let first = of(1).unwrap();
    assert!(
        first.contains("Record the correction") && !first.contains("should never have been recorded"),
        "{first}"
    );
    assert!(of(2).unwrap().contains("Record the correction"));
    assert!(of(14).is_none(), "a correction is corrected by another one of the same entry");
    assert!(of(99).is_none());
}
