//! Whom to ring now: those on call with their numbers, or whom the organisation named for other hours.

use askama::Template;
use askama::filters::HtmlSafe;
use service::{ToRing, WhomToRing};

/// Stands wherever a page asks somebody to ring somebody.
#[derive(Clone, Template)]
#[template(path = "parts/whom-to-ring.html")]
pub struct Ring {
    on_call: Vec<ToRing>,
    instead: Option<String>,
}

impl HtmlSafe for Ring {}

impl Ring {
    /// As it was put down.
    pub fn new(whom: WhomToRing) -> Self {
        Self { on_call: whom.on_call, instead: whom.instead }
    }

    /// Whether no number stands there yet.
    fn needs_another(&self) -> bool {
        self.on_call.iter().all(|one| one.number.is_none())
    }
}

#[cfg(test)]
mod tests {
    use access::Role;

    use super::*;

    fn shown(on_call: &[(&str, Option<&str>)], instead: Option<&str>) -> String {
        let one = |(name, number): &(&str, Option<&str>)| ToRing {
            name: (*name).to_owned(),
            role: Role::RegionalManager,
            number: number.map(str::to_owned),
        };
        let on_call = on_call.iter().map(one).collect();
        Ring::new(WhomToRing { on_call, instead: instead.map(str::to_owned) }).render().unwrap()
    }

    #[test]
    fn given_somebody_is_on_call_then_their_name_and_number_stand_there_and_nobody_else() {
        let page = shown(&[("Priya Osei", Some("01632 960001"))], Some("The switchboard: 01632 960000"));
        assert!(page.contains("Priya Osei") && page.contains("01632 960001"), "{page}");
        assert!(!page.contains("switchboard"), "{page}");
    }

    #[test]
    fn given_somebody_on_call_without_a_number_then_the_page_says_so_and_whom_to_ring_instead() {
        let page = shown(&[("Priya Osei", None)], Some("The switchboard: 01632 960000"));
        assert!(page.contains("no number is put down") && page.contains("01632 960000"), "{page}");
    }

    #[test]
    fn given_nobody_is_on_call_then_the_page_says_whom_to_ring_or_that_nobody_wrote_it_down() {
        assert!(shown(&[], Some("The switchboard: 01632 960000")).contains("01632 960000"));
        let nothing = shown(&[], None);
        assert!(nothing.contains("nobody has written down whom to ring"), "{nothing}");
    }
}
