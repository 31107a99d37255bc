//! How often each of the questions that we count was answered how: figures only, none of them below five.

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use domain::equality::Question;
use service::{Figure, Figures, QuestionFigures, WorkTold};

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
    work: Table,
    work_of: &'static str,
    work_from: String,
    tables: Vec<Counted>,
    /// Questions of which every answer is below five, in one sentence.
    untold: Vec<&'static str>,
}

/// One question: the answers that are told, and whether there are others.
#[derive(Clone)]
struct Counted {
    table: Table,
    others: bool,
}

impl Counted {
    /// Nothing where no answer is told.
    fn of(question: &QuestionFigures) -> Option<Self> {
        let told: Vec<_> = question.answers.iter().filter(|(_, figure)| *figure != Figure::Few).collect();
        let others = told.len() < question.answers.len();
        let table = table("Answer", question.question.label());
        let row = |table: Table, (label, figure): &(&str, Figure)| line(table, label, *figure);
        (!told.is_empty()).then(|| Self { table: told.into_iter().fold(table, row), others })
    }
}

fn table(first: &str, caption: &str) -> Table {
    Table::new([first, "How often"])
        .caption(caption)
        .caption_class("govuk-table__caption--m")
        .first_cell_is_header(true)
}

fn line(table: Table, label: &str, figure: Figure) -> Table {
    let told = match figure {
        Figure::Times(times) => times.to_string(),
        Figure::Few => "Fewer than 5".to_owned(),
    };
    table.row([Cell::new(label), Cell::numeric(told)])
}

impl FiguresPage {
    fn new(layout: Layout, figures: &Figures, work: &WorkTold) -> Self {
        let untold = |question: &&QuestionFigures| question.answers.iter().all(|(_, of)| *of == Figure::Few);
        let lines = work.lines.iter();
        Self {
            layout: layout.title("Work"),
            until: day(figures.until),
            work: lines
                .fold(table("What", "How the work goes"), |table, (label, of)| line(table, label, *of)),
            work_of: if work.everywhere { "the whole organisation" } else { "your regions" },
            work_from: day(work.from),
            tables: figures.questions.iter().filter_map(Counted::of).collect(),
            untold: figures.questions.iter().filter(untold).map(|one| one.question.label()).collect(),
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
        let until = jiff::civil::date(2026, 3, 1);
        let lines = vec![
            ("Things overdue now", Figure::Times(40)),
            ("Agreed contacts that were missed", Figure::Few),
        ];
        let work = WorkTold { lines, everywhere: false, from: jiff::civil::date(2025, 12, 1), until };
        Self::new(layout, &Figures { questions, until }, &work)
    }
}

/// The page.
pub async fn show(State(app): State<App>, who: SignedIn) -> Result<Response, Failure> {
    let figures = app.service.figures(&who.actor).await?;
    let work = app.service.work_figures(&who.actor).await?;
    Ok(Page(FiguresPage::new(who.layout("/figures"), &figures, &work)).into_response())
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

    #[test]
    fn given_answers_below_five_then_one_sentence_says_so_in_place_of_a_row_for_each() {
        let few = |question: &Question| QuestionFigures {
            question: *question,
            answers: question.answers().into_iter().map(|(_, label)| (label, Figure::Few)).collect(),
        };
        let mut questions: Vec<_> = Question::ALL.iter().map(few).collect();
        questions[0].answers[0].1 = Figure::Times(10);
        let (until, from) = (jiff::civil::date(2026, 3, 1), jiff::civil::date(2025, 12, 1));
        let work = WorkTold {
            lines: vec![("Things overdue now", Figure::Times(40))],
            everywhere: true,
            from,
            until,
        };
        let page =
            FiguresPage::new(Layout::default(), &Figures { questions, until }, &work).render().unwrap();
        assert!(!page.contains("Fewer than 5"), "no row says it: {page}");
        assert_eq!(
            page.matches("fewer than five times").count(),
            2,
            "one for the question told, one for the rest"
        );
        assert!(page.contains(Question::ALL[1].label()) && page.contains(">40<") && page.contains(">10<"));
    }
}
