//! How often each of the questions that we count was answered how: figures only, none of them below five.

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use domain::equality::Question;
use service::{Figure, Figures, QuestionFigures};

use crate::app::App;
use crate::components::prelude::*;
use crate::failure::Failure;
use crate::layout::Layout;
use crate::page::{Page, Sample};
use crate::plain::day;
use crate::session::SignedIn;

/// The figures.
#[derive(Clone, Template)]
#[template(path = "figures.html")]
pub struct FiguresPage {
    layout: Layout,
    until: String,
    tables: Vec<Table>,
}

impl FiguresPage {
    fn new(layout: Layout, figures: &Figures) -> Self {
        let told = |figure: &Figure| match figure {
            Figure::Times(times) => times.to_string(),
            Figure::Few => "Fewer than 5".to_owned(),
        };
        let table = |question: &QuestionFigures| {
            let table = Table::new(["Answer", "How often"])
                .caption(question.question.label())
                .caption_class("govuk-table__caption--m")
                .first_cell_is_header(true);
            let row = |table: Table, (label, figure): &(&str, Figure)| {
                table.row([Cell::new(*label), Cell::numeric(told(figure))])
            };
            question.answers.iter().fold(table, row)
        };
        Self {
            layout: layout.title("Work").back("/work"),
            until: day(figures.until),
            tables: figures.questions.iter().map(table).collect(),
        }
    }
}

impl Sample for FiguresPage {
    fn sample() -> Self {
        let figure = |place: usize| if place.is_multiple_of(2) { Figure::Few } else { Figure::Times(15) };
        let question = |question: &Question| QuestionFigures {
            question: *question,
            answers: (0..)
                .zip(question.answers())
                .map(|(place, (_, label))| (label, figure(place)))
                .collect(),
        };
        let questions = Question::ALL.iter().map(question).collect();
        let layout = Layout::signed_in("Marion Bell", "Domestic abuse lead", "token");
        Self::new(layout, &Figures { questions, until: jiff::civil::date(2026, 3, 1) })
    }
}

/// The page.
pub async fn show(State(app): State<App>, who: SignedIn) -> Result<Response, Failure> {
    let figures = app.service.figures(&who.actor).await?;
    Ok(Page(FiguresPage::new(who.layout("/figures"), &figures)).into_response())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::reviewed::main_part;

    #[test]
    fn the_figures_are_shown_as_reviewed_and_none_is_below_five() {
        let page = FiguresPage::sample().render().unwrap();
        assert!(page.contains("<title>Work</title>"));
        insta::assert_snapshot!(main_part(&page));
    }
}
