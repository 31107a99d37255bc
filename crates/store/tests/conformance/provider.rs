use domain::UserId;
use store::ProviderIdentity;

use crate::bench::{Bench, at, on_both};

fn called(subject: &str) -> ProviderIdentity {
    ProviderIdentity { issuer: "https://sign-in.example.org".to_owned(), subject: subject.to_owned() }
}

async fn link(bench: &Bench, subject: &str, user: UserId) -> bool {
    let identity = called(subject);
    bench.write(move |tx| Box::pin(async move { tx.link_identity(&identity, user, at(5)).await })).await
}

async fn whose(bench: &Bench, identity: ProviderIdentity) -> Option<UserId> {
    bench.read(|tx| Box::pin(async move { tx.user_by_identity(&identity).await })).await
}

on_both! {
    given_an_identity_then_it_is_one_persons_letter_by_letter_and_of_one_provider(bench) {
        let (officer, colleague) = (bench.officer.user, bench.colleague.user);
        assert!(link(&bench, "0f9c-Ab", officer).await);
        assert!(!link(&bench, "0f9c-Ab", colleague).await);
        assert_eq!(whose(&bench, called("0f9c-Ab")).await, Some(officer));
        for other in ["0f9c-ab", "0f9c-Ab ", "0f9c", ""] {
            assert_eq!(whose(&bench, called(other)).await, None, "{other}");
        }
        let elsewhere = ProviderIdentity { issuer: "https://sign-in.example.org/".into(), ..called("0f9c-Ab") };
        assert_eq!(whose(&bench, elsewhere).await, None);
        assert!(!format!("{:?}", called("0f9c-Ab")).contains("0f9c"));
    }

    given_a_new_identity_then_the_one_before_counts_no_more_and_is_free_again(bench) {
        let (officer, colleague) = (bench.officer.user, bench.colleague.user);
        assert!(link(&bench, "first", officer).await && link(&bench, "second", officer).await);
        assert_eq!((whose(&bench, called("first")).await, whose(&bench, called("second")).await), (None, Some(officer)));
        assert!(link(&bench, "first", colleague).await);
        let since = bench.read(|tx| Box::pin(async move { tx.identity_since(officer).await })).await;
        assert_eq!(since, Some(at(5)));
        let gone = bench.write(move |tx| Box::pin(async move {
            Ok((tx.unlink_identity(officer).await?, tx.unlink_identity(officer).await?))
        })).await;
        assert_eq!(gone, (true, false));
        assert_eq!(whose(&bench, called("second")).await, None);
    }
}
