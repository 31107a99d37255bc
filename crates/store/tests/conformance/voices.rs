//! What survivors said of how they were treated, kept apart from their cases.

use std::collections::BTreeMap;

use access::action::{KeepChoices, SeeOthersWork};
use domain::voice::{FeedbackAnswer, FeedbackQuestion, FeedbackTime};
use jiff::civil::{Date, date};
use seal::Mark;
use store::VoiceRow;

use crate::bench::{Bench, at, new_id, office, on_both};

fn row(id: Mark, month: Date, from_journal: bool) -> VoiceRow {
    VoiceRow {
        id,
        month,
        time: FeedbackTime::Early,
        answers: BTreeMap::from([
            (FeedbackQuestion::Believed, FeedbackAnswer::Yes),
            (FeedbackQuestion::Safer, FeedbackAnswer::Partly),
        ]),
        words: Some("Fewer letters".to_owned()),
        from_journal,
    }
}

async fn keep(bench: &Bench, said: Vec<VoiceRow>, gone: Vec<Mark>) {
    let actor = bench.officer.clone();
    bench.write(move |tx| Box::pin(async move { tx.keep_voices(&actor, &said, &gone).await })).await;
}

async fn since(bench: &Bench, from: Date) -> Vec<VoiceRow> {
    let permit = office::<SeeOthersWork>(&bench.manager);
    bench.read(|tx| Box::pin(async move { tx.voices(&permit, from).await })).await
}

on_both! {
    given_what_was_said_then_it_is_counted_by_month_and_put_right_in_its_place(bench) {
        let case = domain::CaseId::from_uuid(new_id());
        let mark = bench.store.voice_mark(bench.organisation, case, 7);
        assert_eq!(mark, bench.store.voice_mark(bench.organisation, case, 7));
        assert_ne!(mark, bench.store.voice_mark(bench.organisation, case, 8));
        let said = row(mark, date(2026, 3, 14), true);
        keep(&bench, vec![said.clone()], vec![]).await;
        let kept = since(&bench, date(2026, 3, 31)).await;
        assert_eq!(kept, [VoiceRow { month: date(2026, 3, 1), ..said.clone() }], "only the month is kept");
        assert!(since(&bench, date(2026, 4, 1)).await.is_empty());
        keep(&bench, vec![VoiceRow { words: None, ..said }], vec![]).await;
        assert_eq!(since(&bench, date(2026, 1, 1)).await[0].words, None);
        keep(&bench, vec![], vec![mark]).await;
        assert!(since(&bench, date(2026, 1, 1)).await.is_empty());
    }

    given_somebody_answered_without_a_name_then_no_correction_takes_it_away(bench) {
        let mark = bench.store.voice_without_name(bench.organisation);
        assert_ne!(mark, bench.store.voice_without_name(bench.organisation));
        keep(&bench, vec![row(mark, date(2026, 3, 14), false)], vec![]).await;
        keep(&bench, vec![], vec![mark]).await;
        assert_eq!(since(&bench, date(2026, 3, 1)).await.len(), 1);
    }

    given_a_local_name_then_the_newest_holds(bench) {
        let organisation = bench.organisation;
        let name = || bench.read(move |tx| Box::pin(async move { tx.local_name(organisation, "early-help").await }));
        assert_eq!(name().await, None);
        for called in ["Early help", "The family door"] {
            let permit = office::<KeepChoices>(&bench.lead);
            bench.write(move |tx| Box::pin(async move {
                tx.call_locally(&permit, "early-help", called, at(3)).await
            })).await;
        }
        assert_eq!(name().await.as_deref(), Some("The family door"));
    }
}
