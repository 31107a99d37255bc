use access::Actor;
use access::action::SeeCase;
use domain::{CaseId, DraftId};
use store::{BegunDraft, DraftField, Saved};

use crate::bench::{Bench, at, event, new_id, on_both};

fn field(version: u64, value: &str) -> DraftField {
    DraftField { field: "words".into(), version, value: value.into() }
}

async fn save(bench: &Bench, actor: &Actor, id: DraftId, field: DraftField) -> Saved {
    let actor = actor.clone();
    bench.write(move |tx| Box::pin(async move { tx.save_field(&actor, id, &field, at(5)).await })).await
}

async fn begin(bench: &Bench) -> DraftId {
    let (actor, id) = (bench.officer.clone(), DraftId::from_uuid(new_id()));
    bench
        .write(move |tx| Box::pin(async move { tx.begin_draft(&actor, id, "report", None, at(4)).await }))
        .await;
    id
}

async fn fields(bench: &Bench, actor: &Actor, id: DraftId) -> Vec<DraftField> {
    let actor = actor.clone();
    bench.read(|tx| Box::pin(async move { tx.draft_fields(&actor, id).await })).await
}

/// The forms about a case that are begun, as a colleague on it is told of them.
async fn begun(bench: &Bench, case: CaseId) -> Vec<BegunDraft> {
    let permit = bench.permit::<SeeCase>(&bench.officer, case).await.unwrap();
    bench.read(move |tx| Box::pin(async move { tx.begun_drafts(&permit).await })).await
}

on_both! {
    given_two_tabs_then_the_second_is_shown_what_the_first_saved(bench) {
        let (id, officer) = (begin(&bench).await, bench.officer.clone());
        assert_eq!(save(&bench, &officer, id, field(0, "one")).await, Saved::Kept(1));
        assert_eq!(save(&bench, &officer, id, field(1, "two")).await, Saved::Kept(2));
        assert_eq!(save(&bench, &officer, id, field(1, "other")).await, Saved::Theirs(field(2, "two")));
        assert_eq!(save(&bench, &officer, id, field(1, "two")).await, Saved::Kept(2), "a repeated save");
        let bench = bench.reopened().await;
        assert_eq!(fields(&bench, &officer, id).await, [field(2, "two")]);
    }

    given_a_draft_then_nobody_else_reads_or_writes_it(bench) {
        let id = begin(&bench).await;
        let (officer, colleague) = (bench.officer.clone(), bench.colleague.clone());
        save(&bench, &officer, id, field(0, "one")).await;
        assert_eq!(fields(&bench, &colleague, id).await, []);
        assert_eq!(save(&bench, &colleague, id, field(1, "two")).await, Saved::NoDraft);
    }

    given_a_finished_draft_then_it_is_empty_and_takes_no_more(bench) {
        let (id, officer, case) = (begin(&bench).await, bench.officer.clone(), CaseId::from_uuid(new_id()));
        save(&bench, &officer, id, field(0, "one")).await;
        let actor = officer.clone();
        let finished = bench.write(move |tx| Box::pin(async move {
            let once = tx.finish_draft(&actor, id, case, at(6)).await?;
            Ok((once, tx.finish_draft(&actor, id, case, at(7)).await?))
        })).await;
        assert_eq!(finished, (true, false));
        assert_eq!(fields(&bench, &officer, id).await, []);
        assert_eq!(save(&bench, &officer, id, field(0, "late")).await, Saved::NoDraft);
        let (kept, open) = bench.read(|tx| Box::pin(async move {
            Ok((tx.draft(&officer, id).await?.unwrap(), tx.open_drafts(&officer).await?))
        })).await;
        assert_eq!((kept.case, kept.finished_at, open.len()), (Some(case), Some(at(6)), 0));
    }

    given_a_discarded_draft_then_nothing_of_it_is_left(bench) {
        let (id, officer) = (begin(&bench).await, bench.officer.clone());
        save(&bench, &officer, id, field(0, "one")).await;
        let gone = bench.write(move |tx| Box::pin(async move {
            Ok((tx.discard_draft(&officer, id).await?, tx.draft(&officer, id).await?))
        })).await;
        assert_eq!(gone, (true, None));
    }

    given_a_form_about_a_case_then_whoever_reads_the_case_is_told_who_began_it_and_never_what_it_says(bench) {
        let case = bench.case(vec![event("Told")]).await;
        let (id, officer) = (DraftId::from_uuid(new_id()), bench.officer.clone());
        let actor = officer.clone();
        bench.write(move |tx| Box::pin(async move {
            tx.begin_draft(&actor, id, "assessment", Some(case), at(4)).await
        })).await;
        save(&bench, &officer, id, field(0, "one")).await;
        begin(&bench).await;
        let told = begun(&bench, case).await;
        let [told] = told.as_slice() else { panic!("one form about this case: {told:?}") };
        assert_eq!((told.id, told.form.as_str(), told.by), (id, "assessment", officer.user));
        assert_eq!((told.created_at, told.updated_at), (at(4), at(5)));
        let actor = officer.clone();
        bench.write(move |tx| Box::pin(async move { tx.finish_draft(&actor, id, case, at(6)).await })).await;
        assert_eq!(begun(&bench, case).await, [], "what is recorded is not begun any more");
    }
}
