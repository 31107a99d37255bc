//! A case about nobody real, in which the risk was assessed twice and much has changed.

use serde_json::{Value, json};
use service::CasePage;

use crate::pages::case::sample::{More, page_with};

/// An assessment with these answers.
fn assessment(answers: &Value, judgement: &Value, after: Option<u64>) -> (&'static str, Value) {
    let assessed = json!({"instrument": "factors-24", "version": 1, "language": "English", "safe_to_talk": "yes",
        "how_long": "Until the school run", "high_at": 14, "answers": answers, "judgement": judgement,
        "frightened_of": "Corin, and what his brother may do.", "priority": "That the door holds tonight.",
        "survivors_view": "I think that he would do it.", "co_signed_by": null, "after": after});
    ("risk-assessed", assessed)
}

fn answer(answer: &str, words: Option<&str>) -> Value {
    json!({"answer": answer, "source": "survivor", "dated": null, "words": words})
}

fn entries() -> More {
    let first = json!({"8": answer("yes", None), "2": answer("no", None)});
    let now = json!({"8": answer("yes", Some("He parks across the road, most nights.")), "2": answer("yes", None),
        "15": {"answer": "yes", "source": "police", "dated": "2026-11-15", "words": "Said to the officer who came."},
        "24": answer("dont-know", None), "19": answer("no", None),
        "5": answer("not-asked", Some("Not with the child in the room."))});
    let judged = json!({"level": "high", "why": "His hands were round her neck five days ago."});
    let referred = json!({"decision": {"referred": {"criteria": ["judgement"], "on": "2026-11-19"}},
        "survivor_told": "yes", "words": "She is glad that others know."});
    let change = |change: &str, when: &Value, order: Option<&str>| {
        let recorded = json!({"change": change, "when": when, "order": order, "words": null});
        ("change-recorded", recorded)
    };
    vec![
        assessment(&first, &Value::Null, None),
        assessment(&now, &judged, None),
        ("marac-heard", json!({"on": "2026-09-01", "area": "Northfield"})),
        ("marac-decided", referred),
        change("separation", &json!({"on": "2026-11-10"}), None),
        change("release", &json!({"on": "2026-12-02"}), Some("Remand")),
        change("hearing", &json!("not-known"), None),
    ]
}

/// The case as the housing officer who has it sees it.
pub(super) fn page() -> CasePage {
    page_with(entries())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_entry_of_the_sample_is_read() {
        let support = page().view.support;
        assert_eq!((support.assessments().len(), support.changes().len()), (2, 3));
        assert_eq!((support.marac().len(), support.heard().len()), (1, 1));
    }
}
