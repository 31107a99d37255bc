//! Reads what somebody gives about themself.

use domain::text::{EmailAddress, Name, PhoneNumber, TextProblem, Words};
use jiff::Timestamp;
use service::{AboutMe, Kin};

use crate::components::prelude::Problems;
use crate::form::{Reader, Sent};

/// How many people who are close to them somebody can name.
pub(super) const KIN: usize = 8;
/// How many lines a box takes.
const LINES: usize = 20;

/// Every field of the page.
pub(super) fn fields() -> Vec<String> {
    let own = ["born", "former-names", "addresses", "phones", "emails"].map(str::to_owned);
    let kin = (1..=KIN).flat_map(|n| {
        ["name", "relation", "born", "address", "phone"].map(|field| format!("kin-{n}-{field}"))
    });
    own.into_iter().chain(kin).collect()
}

/// What they gave.
pub(super) fn about(sent: &Sent, now: Timestamp) -> Result<AboutMe, Problems> {
    let mut reader = Reader::new(sent, now);
    let born = reader.born("born", "Your date of birth");
    let former_names = lines(&mut reader, "former-names", "Each former name", Name::parse);
    let addresses = lines(&mut reader, "addresses", "Each address", Words::parse);
    let phones = lines(&mut reader, "phones", "Each phone number", PhoneNumber::parse);
    let emails = lines(&mut reader, "emails", "Each email address", EmailAddress::parse);
    let kin = (1..=KIN).filter_map(|n| kin(&mut reader, n)).collect();
    reader.done(Some(AboutMe { born, former_names, addresses, phones, emails, kin }))
}

fn lines<T>(
    reader: &mut Reader<'_>,
    field: &str,
    label: &str,
    parse: impl Fn(&str) -> Result<T, TextProblem>,
) -> Vec<T> {
    let text = reader.sent().exact(field).to_owned();
    let mut read = Vec::new();
    let given: Vec<&str> = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    if given.len() > LINES {
        reader.wrong(field, format!("Give at most {LINES} lines"));
        return read;
    }
    for (n, line) in (1..).zip(given) {
        match parse(line) {
            Ok(one) => read.push(one),
            Err(problem) => {
                reader.wrong(field, format!("{label}, one to a line: line {n}. {}", problem.message(label)));
                return read;
            }
        }
    }
    read
}

fn kin(reader: &mut Reader<'_>, n: usize) -> Option<Kin> {
    let field = |name: &str| format!("kin-{n}-{name}");
    let relation = reader.line(&field("relation"), "What they are to you");
    let born = reader.born(&field("born"), "Their date of birth");
    let address = reader.words(&field("address"), "Their address");
    let phone = reader.phone(&field("phone"), "Their phone number");
    let name = reader.name(&field("name"), "Their name");
    let more = relation.is_some() || born.is_some() || address.is_some() || phone.is_some();
    if name.is_none() && more && !reader.sent().has(&field("name")) {
        reader.wrong(&field("name"), "Give their name as well");
    }
    name.map(|name| Kin { name, relation, born, address, phone })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tried(body: &str) -> Result<AboutMe, Problems> {
        about(&Sent::parse(body.as_bytes()).unwrap(), "2026-03-02T10:00:00Z".parse().unwrap())
    }

    fn read(body: &str) -> AboutMe {
        tried(body).unwrap_or_else(|problems| panic!("{:?}", problems.on("phones")))
    }

    fn wrong(body: &str, field: &str) -> Option<String> {
        tried(body).err().and_then(|problems| problems.on(field).map(str::to_owned))
    }

    #[test]
    fn each_line_is_one_number_or_name() {
        let about = read("phones=07700+900123%0A%0A020+7946+0123&former-names=Sam+Adeyemi%0ASam+Osei");
        assert_eq!((about.phones.len(), about.former_names.len()), (2, 2));
        assert_eq!(about.phones[1].as_e164(), "+442079460123");
    }

    #[test]
    fn a_line_that_is_no_number_is_named_by_its_place_and_not_repeated() {
        let message = wrong("phones=07700+900123%0Aask+mum", "phones").unwrap();
        assert!(message.contains("line 2") && !message.contains("mum"), "{message}");
    }

    #[test]
    fn somebody_close_without_a_name_is_asked_for_it() {
        assert!(wrong("kin-1-phone=07700+900123", "kin-1-name").is_some());
        assert_eq!(read("kin-2-name=Robin").kin.len(), 1);
        assert!(read("") == AboutMe::default());
    }
}
