//! What a row of the catalogue says must be so after.

use domain::contact::{Reason, Safety};
use domain::risk::{RiskAnswer, RiskFactor};
use domain::{Answer, CaseId};

use super::forms::Form;
use crate::support::log::logged;
use crate::support::{Reply, TestApp};

/// Whether it is so. `cases` is how many cases there were before.
pub async fn holds(app: &TestApp, form: &Form, reply: &Reply, then: &str, cases: i64) -> bool {
    match then {
        "emergency-advice-shown" => reply.body.contains("999"),
        "other-answers-kept" => are_kept(form, reply),
        "accepted-when-sent-again-with-confirmation" => confirmed(app, form).await,
        "one-case" => app.count_of_cases().await == cases + 1,
        "same-reference-shown" => form.client(app).get(&form.place).await.see_other() == reply.see_other(),
        "security-log-entry-without-value" => {
            logged().contains("header_injection") && !logged().contains("z@q")
        }
        "nothing-held" => app.count_of_held_forms().await == 0,
        "held-for-its-sender" => {
            let sender = app.actor(form.who.unwrap()).await;
            app.service.held(&sender).await.unwrap().len() == 1
        }
        "same-answer-as-a-random-reference" => {
            let never = form.client(app).get("/cases/01890000-0000-7000-8000-0000000000ff/received").await;
            (never.status, &never.body, &never.headers) == (reply.status, &reply.body, &reply.headers)
        }
        _ => holds_of_case(app, form.case.unwrap(), then).await,
    }
}

fn are_kept(form: &Form, reply: &Reply) -> bool {
    let kept =
        form.fields.iter().filter(|(name, value)| !["go", "step"].contains(&&**name) && !value.is_empty());
    // As a page writes them.
    let escaped = |text: &str| text.replace('&', "&#38;").replace('\'', "&#39;").replace('<', "&#60;");
    let stands = |value: &str| reply.body.contains(value) || reply.body.contains(&escaped(value));
    kept.clone().count() > 0 && kept.clone().all(|(_, value)| stands(value))
}

/// Every box that was stopped has a tick that says it is no address.
async fn confirmed(app: &TestApp, form: &Form) -> bool {
    for sure in form.fields.iter().map(|(name, _)| format!("{name}-no-address")) {
        let mut fields = form.fields.clone();
        fields.push((sure, "yes".to_owned()));
        if form.client(app).post(&form.place, &fields).await.status == 303 {
            return true;
        }
    }
    false
}

async fn holds_of_case(app: &TestApp, case: CaseId, then: &str) -> bool {
    let page = app.case_page(case).await;
    match then {
        "shown-as-text" => {
            let shown = app.da_lead().opens(case).await;
            shown.body.contains("alert(1)") && !shown.body.contains("<script>alert(1)")
        }
        "shown-unchanged" => app.da_lead().opens(case).await.body.contains("{{7*7}} ${jndi:ldap://x}"),
        "neither-case-changed" => page.view.connections.is_empty(),
        "nothing-recorded" => page.view.wishes.len() <= 1,
        "the-plan-is-as-it-was" => page.view.plan.as_ref().is_none_or(|plan| plan.code_word.is_none()),
        "the-gate-keeps-it-shut" => {
            let refused = |line: &service::ChannelLine| {
                line.gate.as_ref().is_err_and(|no| no.reason == Reason::SharedHome)
            };
            page.channels.iter().any(refused)
        }
        "it-is-on-record-as-not-safe" => page.view.plan.is_some_and(|plan| {
            plan.channels.iter().any(|channel| channel.safety == Safety::NotSafe && channel.secret.is_some())
        }),
        "not-known-is-kept" => {
            page.view.connections.iter().all(|known| known.reach.on_tenancy == Answer::NotKnown)
                && !page.view.connections.is_empty()
        }
        "the-household-is-not-known" => {
            page.view.household.is_some_and(|answered| answered.is.children == Answer::NotKnown)
        }
        "a-missing-answer-stays-missing" => page.view.support.assessment().is_some_and(|made| {
            made.is.counts().not_asked == 23 && !made.is.answers.contains_key(&RiskFactor::VeryFrightened)
        }),
        "not-known-stays-not-known" => page.view.support.assessment().is_some_and(|made| {
            made.is.answer(RiskFactor::VeryFrightened) == RiskAnswer::DontKnow && made.is.counts().no == 0
        }),
        "one-disclosure" => {
            page.view.chronology.iter().filter(|line| line.kind == "disclosure-taken").count() == 1
        }
        "the-name-is-kept" => {
            page.view.people.values().any(|person| {
                person.name.as_ref().is_some_and(|name| name.as_str() == "O'Brien-Ñandú Şeyma 王")
            })
        }
        other => panic!("the catalogue names a check that is not known here: {other}"),
    }
}
