use access::action::KeepChoices;
use access::{Actor, OfficePermit, Role, check_office};
use domain::Answer;
use domain::choices::Choice;
use domain::text::Words;
use jiff::Timestamp;
use jiff::civil::date;
use store::{LocalChoice, LocalChoiceKept};

use crate::bench::{Bench, at, on_both};

fn lead(bench: &Bench) -> Actor {
    Actor::new(bench.officer.user, bench.officer.organisation, Role::DaLead)
}

fn permit(bench: &Bench) -> OfficePermit<KeepChoices> {
    check_office::<KeepChoices>(&lead(bench)).unwrap()
}

fn refuge(available: Answer) -> LocalChoice {
    LocalChoice {
        choice: Choice::Refuge,
        available,
        words: Words::parse("Two in the county").ok(),
        reviewed_on: date(2026, 3, 2),
        review_by: date(2026, 6, 2),
    }
}

async fn put(bench: &Bench, seen: Option<Timestamp>, is: LocalChoice, second: i64) -> bool {
    let permit = permit(bench);
    bench
        .write(move |tx| Box::pin(async move { tx.put_local_choice(&permit, seen, &is, at(second)).await }))
        .await
}

async fn kept(bench: &Bench, actor: Actor) -> Vec<LocalChoiceKept> {
    bench.read(|tx| Box::pin(async move { tx.local_choices(&actor).await })).await
}

on_both! {
    given_what_there_is_of_a_choice_then_it_is_written_over_only_by_whoever_saw_it(bench) {
        assert!(put(&bench, None, refuge(Answer::Yes), 5).await);
        assert!(!put(&bench, None, refuge(Answer::No), 6).await, "somebody wrote over what they did not see");
        assert!(!put(&bench, Some(at(4)), refuge(Answer::No), 6).await);
        assert_eq!(kept(&bench, lead(&bench)).await[0].is, refuge(Answer::Yes));
        let other = LocalChoice { choice: Choice::Move, words: None, ..refuge(Answer::No) };
        assert!(!put(&bench, Some(at(5)), other.clone(), 7).await, "nothing stood there to be seen");
        assert!(put(&bench, Some(at(5)), refuge(Answer::NotKnown), 8).await && put(&bench, None, other, 9).await);
        let all = kept(&bench, lead(&bench)).await;
        assert_eq!(all.iter().map(|one| (one.is.choice, one.at)).collect::<Vec<_>>(), [(Choice::Move, at(9)), (Choice::Refuge, at(8))]);
        let elsewhere = Actor::new(bench.officer.user, domain::OrganisationId::from_uuid(uuid::Uuid::nil()), Role::DaLead);
        assert_eq!(kept(&bench, elsewhere).await, []);
    }
}
