//! Who helps here, in the words of the domestic-abuse lead: officers read it where they have to tell somebody or to
//! refer.

use access::action::KeepChoices;
use access::check_office;
use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use service::{HelpWith, LocalHelp};

use crate::app::App;
use crate::components::prelude::*;
use crate::failure::Failure;
use crate::form::{Filled, Reader, Sent};
use crate::layout::Layout;
use crate::page::{Page, Sample};
use crate::session::{Posted, SignedIn};

/// One of them, to be written down.
#[derive(Clone, Template)]
#[template(path = "choices/help.html")]
pub struct HelpPage {
    layout: Layout,
    with: HelpWith,
    form: Filled,
}

impl HelpPage {
    fn new(layout: Layout, with: HelpWith, form: Filled) -> Self {
        Self { layout: layout.title("Work").back("/choices").problems(&form.problems), with, form }
    }

    fn words(&self) -> Textarea {
        let hint = match self.with {
            HelpWith::Past => {
                "Each organisation with its number, its hours and whom it is for. They are told it aloud. Ring each before you write it down."
            }
            HelpWith::Conference => {
                "Who takes referrals in each of our areas and how to reach them safely, on which form, with what, and until when before a meeting."
            }
        };
        self.form.words("words", "What should officers know?").hint(hint).rows(6_u16)
    }
}

/// One of them.
pub async fn show(
    State(app): State<App>,
    who: SignedIn,
    Path(with): Path<String>,
) -> Result<Response, Failure> {
    check_office::<KeepChoices>(&who.actor)?;
    let with = HelpWith::of_code(&with).ok_or(Failure::NotFound)?;
    let form = begun(with, &app.service.local_help(&who.actor).await?);
    Ok(Page(HelpPage::new(who.layout("/choices"), with, form)).into_response())
}

/// Keeps it, or shows it again with what is wrong.
pub async fn send(
    State(app): State<App>,
    Path(with): Path<String>,
    Posted { who, sent }: Posted,
) -> Result<Response, Failure> {
    check_office::<KeepChoices>(&who.actor)?;
    let with = HelpWith::of_code(&with).ok_or(Failure::NotFound)?;
    sent.only(&["words"]).map_err(Failure::NotSent)?;
    let mut reader = Reader::new(&sent, app.service.moment(&who.actor).now);
    let words =
        reader.must_words("words", "What officers should know", "Write down what officers should know");
    match reader.done(words) {
        Ok(words) => {
            app.service.keep_local_help(&who.actor, with, &words).await?;
            Ok(Redirect::to("/choices").into_response())
        }
        Err(problems) => {
            let form = Filled::with_problems(sent, problems);
            let page = HelpPage::new(who.layout("/choices"), with, form);
            Ok((StatusCode::UNPROCESSABLE_ENTITY, Page(page)).into_response())
        }
    }
}

/// Begins with what is written down.
fn begun(with: HelpWith, kept: &LocalHelp) -> Filled {
    let mut sent = Sent::default();
    sent.set("words", kept.of(with).map(str::to_owned).into_iter().collect());
    Filled::with_problems(sent, Problems::new())
}

/// Made-up words.
pub(super) fn sample() -> LocalHelp {
    LocalHelp {
        past: Some("The Willow Rooms, 01632 960044, weekdays 9am to 5pm, for anybody.".to_owned()),
        conference: None,
    }
}

impl Sample for HelpPage {
    fn sample() -> Self {
        let layout = Layout::signed_in("Priya Osei", "Domestic-abuse lead", "token");
        Self::new(layout, HelpWith::Past, begun(HelpWith::Past, &sample()))
    }
}
