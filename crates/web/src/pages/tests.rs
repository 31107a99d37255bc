//! The pages that have no tests of their own, as a person reviews them; and words that no page may say.

use askama::Template as _;

use super::ask::AskPage;
use super::away::AwayPage;
use super::case::RecordPage;
use super::contact::{ChannelPage, IncomingPage, NextPage, PausePage, PlanPage, SheetPage};
use super::conversation::ConversationPage;
use super::correct::CorrectPage;
use super::enquiry::EnquiryPage;
use super::find::FindPage;
use super::handover::HandoverPage;
use super::looks::LooksPage;
use super::notes::set_aside::SetAsidePage;
use super::notes::{NOTES, samples};
use super::on_call::rota::RotaPage;
use super::on_call::{AnswerPage, OnCallPage};
use super::outputs::OutputsPage;
use super::received::ReceivedPage;
use super::reveal::{RevealPage, RevealedPage};
use super::review::{GlassPage, ReviewPage};
use super::risk::{AssessmentPage, RiskPage};
use super::sharing::{InstructionPage, SharedPage, SharingPage};
use super::urgent::UrgentPage;
use crate::page::Sample;
use crate::page::reviewed::main_part;

fn shown<T: Sample>() -> String {
    T::sample().render().unwrap()
}

#[test]
fn the_pages_are_shown_as_reviewed() {
    for (name, page) in [
        ("correct", shown::<CorrectPage>()),
        ("find", shown::<FindPage>()),
        ("looks", shown::<LooksPage>()),
        ("received", shown::<ReceivedPage>()),
        ("reveal", shown::<RevealPage>()),
        ("revealed", shown::<RevealedPage>()),
        ("sharing", shown::<SharingPage>()),
        ("shared", shown::<SharedPage>()),
        ("instruction", shown::<InstructionPage>()),
        ("ask", shown::<AskPage>()),
        ("urgent", shown::<UrgentPage>()),
        ("on-call", shown::<OnCallPage>()),
        ("on-call-one", shown::<AnswerPage>()),
        ("on-call-rota", shown::<RotaPage>()),
        ("away", shown::<AwayPage>()),
        ("outputs", shown::<OutputsPage>()),
        ("review", shown::<ReviewPage>()),
        ("review-one", shown::<GlassPage>()),
    ] {
        assert!(page.contains("<title>Work</title>"), "{name}");
        insta::assert_snapshot!(name, main_part(&page));
    }
}

/// What a person reads of a page: a line for each piece of text.
fn text(page: &str) -> String {
    let pieces = page.split('<').filter_map(|piece| piece.split_once('>')).map(|(_, text)| text.trim());
    pieces.filter(|text| !text.is_empty()).collect::<Vec<_>>().join("\n")
}

#[test]
fn no_page_blames() {
    let notes = NOTES.iter().map(|note| samples::page(note).render().unwrap());
    let pages = [
        shown::<ChannelPage>(),
        shown::<ConversationPage>(),
        shown::<CorrectPage>(),
        shown::<EnquiryPage>(),
        shown::<HandoverPage>(),
        shown::<IncomingPage>(),
        shown::<NextPage>(),
        shown::<PausePage>(),
        shown::<PlanPage>(),
        shown::<ReceivedPage>(),
        shown::<RecordPage>(),
        shown::<RiskPage>(),
        shown::<AssessmentPage>(),
        shown::<SetAsidePage>(),
        shown::<SheetPage>(),
    ];
    for page in pages.into_iter().chain(notes) {
        assert_eq!(xtask::blaming(&text(&page)), [""; 0]);
    }
}
