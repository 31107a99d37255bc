//! The wording of a risk assessment, each time it was chosen.

use access::action::ChoosePolicy;

use crate::bench::{Bench, at, office, on_both};

async fn choose(bench: &Bench, text: &'static str, second: i64) {
    let (permit, when) = (office::<ChoosePolicy>(&bench.lead.clone().confirmed()), at(second));
    bench.write(move |tx| Box::pin(async move { tx.choose_instrument(&permit, text, when).await })).await;
}

on_both! {
    given_wordings_are_chosen_then_the_newest_is_in_force_and_those_before_stay(bench) {
        let reader = bench.officer.clone();
        let asker = reader.clone();
        assert!(bench.read(move |tx| Box::pin(async move { tx.instrument(&asker).await })).await.is_none());
        choose(&bench, "first", 7).await;
        choose(&bench, "second", 7).await;
        let newest = bench.read(move |tx| Box::pin(async move { tx.instrument(&reader).await })).await.unwrap();
        assert_eq!((newest.edition, newest.text.as_str(), newest.by), (2, "second", bench.lead.user));
        let permit = office::<ChoosePolicy>(&bench.lead.clone().confirmed());
        let all = bench.read(move |tx| Box::pin(async move { tx.instruments(&permit).await })).await;
        let told: Vec<(i64, &str)> = all.iter().map(|one| (one.edition, one.text.as_str())).collect();
        assert_eq!(told, [(2, "second"), (1, "first")]);
    }
}
