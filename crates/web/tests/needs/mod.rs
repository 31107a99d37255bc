//! Needs, equality answers, children, the past and allegations made in return, as browsers reach them; and why a
//! record stands where it does in a list.

mod here;
mod household;

use domain::people::PersonRole;
use domain::{CaseId, Severity};
use web::routes::{About, ROUTES};

use crate::coverage::matrix::{examples_for, visit};
use crate::coverage::world::{Ids, Road, handed};
use crate::support::{Reply, Telling, TestApp, Who, log};

/// What was answered, in words that stand on no page but the two that list every answer there is.
const ANSWERED: [(&str, &str, &str); 4] = [
    ("gender-words", "Two-spirited heron", "Two-spirited heron"),
    ("ethnicity", "gypsy-or-traveller", "White: Gypsy or Irish Traveller"),
    ("orientation", "bisexual", "Bisexual"),
    ("religion", "buddhist", "Buddhist"),
];

async fn answers(app: &TestApp, ids: &Ids, given: &[(&str, &str)]) {
    let survivor = ids.survivor.to_string();
    let form = [&[("person", survivor.as_str())], given].concat();
    send(app, ids.case, "about-you", &form).await.see_other();
}

async fn answers_all(app: &TestApp, ids: &Ids) {
    let given = ANSWERED.map(|(question, code, _)| (question, code));
    answers(app, ids, &[&given[..], &[("gender", "different")]].concat()).await;
}

async fn send(app: &TestApp, case: CaseId, what: &str, fields: &[(&str, &str)]) -> Reply {
    let place = format!("/cases/{case}/notes/{what}");
    let seen = app.case_page(case).await.view.sequence.to_string();
    app.officer().post(&place, &[fields, &[("seen", seen.as_str())]].concat()).await
}

#[tokio::test]
async fn needs_stand_beside_the_ways_of_contact_and_family_never_interprets() {
    let app = TestApp::new().await;
    let ids = handed(&app, Road::Disclosure).await;
    let survivor = ids.survivor.to_string();
    let asks = |interpreter| {
        [
            ("person", survivor.as_str()),
            ("language", "Tigrinya"),
            ("interpreter", interpreter),
            ("need-rural", "yes"),
        ]
    };
    let refused = send(&app, ids.case, "needs", &asks("Her sister can help")).await;
    refused.is(422).says("Family, friends and neighbours never interpret");
    assert_eq!(refused.field("interpreter"), "Her sister can help", "nothing that was typed is lost");
    assert_eq!(refused.field("language"), "Tigrinya");
    send(&app, ids.case, "needs", &asks("A woman, by phone")).await.see_other();
    let page = app.officer().opens(ids.case).await;
    page.is(200)
        .says("Language: Tigrinya. Interpreter: A woman, by phone. One we book, never family or friends.");
    page.says("They live far from help");
    let contact = page.body.find("To understand each other").unwrap();
    assert!(
        contact < page.body.find("id=\"due\"").unwrap(),
        "the needs stand beside contact, before what is due"
    );
    // Opened again it begins with what is known.
    let place = format!("/cases/{}/notes/needs", ids.case);
    assert_eq!(app.officer().get(&place).await.field("language"), "Tigrinya");
}

/// Whether asking for their needs is still due.
async fn needs_are_due(app: &TestApp, case: CaseId) -> bool {
    app.case_page(case).await.duties.iter().any(|duty| duty.code == "needs-asked" && duty.state.is_open())
}

/// A survivor told us in a conversation, under the policy that asks for their needs by name.
async fn disclosed(app: &TestApp) -> Ids {
    app.da_lead().post("/policy", &[("pack", "one-system")]).await.see_other();
    let ids = handed(app, Road::Disclosure).await;
    let place =
        app.officer().post(&format!("/cases/{}/conversation", ids.case), &[("", ""); 0]).await.see_other();
    let mut form = app.officer().get(&place).await.form(&place);
    let answers = [("danger", "no"), ("children-at-home", "no"), ("adults-at-home", "no"), ("go", "finish")];
    form.retain(|(name, _)| name != "csrf" && answers.iter().all(|(other, _)| other != name));
    form.extend(answers.map(|(name, value)| (name.to_owned(), value.to_owned())));
    app.officer().post(&place, &form).await.see_other();
    ids
}

#[tokio::test]
async fn given_little_money_reading_numbers_distance_or_caring_then_each_is_asked_by_a_clock_and_changes_what_we_do()
 {
    let app = TestApp::new().await;
    let ids = disclosed(&app).await;
    let survivor = ids.survivor.to_string();
    assert!(needs_are_due(&app, ids.case).await);
    let asks = [
        ("low-income", "Little money, or none of their own", "Little money of their own: we ring them"),
        ("literacy", "Reading and writing is hard", "say it, and read aloud what has to be in writing"),
        ("numeracy", "Numbers and forms are hard", "fill them in together"),
        ("rural", "They live far from help", "ask how and when they can get there"),
        ("caring", "They care for somebody", "ask when they are free, and who can step in"),
    ];
    let contact = format!("/cases/{}/contact", ids.case);
    let form = app.officer().get(&format!("/cases/{}/notes/needs", ids.case)).await;
    for (code, asked, done) in asks {
        form.says(asked);
        app.officer().get(&contact).await.is(200).does_not_say(done);
        let field = format!("need-{code}");
        for not_a_need in ["no", "rather-not"] {
            send(&app, ids.case, "needs", &[("person", &survivor), (&field, not_a_need)]).await.see_other();
            app.officer().get(&contact).await.does_not_say(done);
        }
        send(&app, ids.case, "needs", &[("person", &survivor), (&field, "yes")]).await.see_other();
        for page in [contact.clone(), format!("/cases/{}", ids.case), format!("/cases/{}/plan", ids.case)] {
            app.officer().get(&page).await.is(200).says(done);
        }
    }
    assert!(!needs_are_due(&app, ids.case).await);
}

#[tokio::test]
async fn given_they_fear_that_it_draws_attention_then_whoever_makes_contact_is_told_before_each_step_to_ask_them()
 {
    let app = TestApp::new().await;
    let ids = disclosed(&app).await;
    let survivor = ids.survivor.to_string();
    let done = "before each step say who will learn of it, and ask them";
    app.officer()
        .get(&format!("/cases/{}/notes/needs", ids.case))
        .await
        .says("Fear that reporting draws attention");
    let pages = ["", "/contact", "/plan", "/notes/safeguarding", "/notes/conference", "/risk"];
    let pages = pages.map(|page| format!("/cases/{}{page}", ids.case));
    for page in &pages {
        app.officer().get(page).await.is(200).does_not_say(done);
    }
    let fear = [("person", survivor.as_str()), ("need-fear-of-attention", "yes")];
    send(&app, ids.case, "needs", &fear).await.see_other();
    for page in &pages {
        app.officer().get(page).await.is(200).says(done);
    }
    assert!(!needs_are_due(&app, ids.case).await);
    // A neighbour who is afraid of the same is not asked who they are.
    let nobody = Telling::suspicion().living_in(app.region("North")).answer("reporter", "");
    let case = app.call_handler().takes_report(&nobody).await;
    assert!(app.case_page(case).await.view.people.values().all(|person| !person.is(PersonRole::Reporter)));
}

#[tokio::test]
async fn equality_answers_are_on_no_page_for_anybody_and_in_no_log_and_no_list() {
    log::capture();
    let app = TestApp::new().await;
    let ids = handed(&app, Road::Disclosure).await;
    answers_all(&app, &ids).await;
    let survivor = ids.survivor.to_string();
    send(&app, ids.case, "needs", &[("person", &survivor), ("language", "Tigrinya")]).await.see_other();
    let (mut looked_at, mut seen) = (0, 0);
    for route in ROUTES.iter().filter(|route| route.method == "get" && route.path != "/figures") {
        if route.path.ends_with("/notes/{what}") || matches!(route.about, About::Anybody) {
            continue;
        }
        for who in [
            Who::Officer,
            Who::Manager,
            Who::DaLead,
            Who::SafeguardingLead,
            Who::Partner,
            Who::PrivacyOfficer,
            Who::Auditor,
            Who::Administrator,
        ] {
            for example in examples_for(&app, route, who, &ids).await {
                let reply = visit(&app, route, who, &example).await;
                for (_, code, label) in ANSWERED {
                    let told = reply.body.contains(label) || reply.body.contains(code);
                    assert!(!told, "{} tells {who:?} of {label}", example.path);
                }
                looked_at += 1;
                seen += usize::from(reply.body.contains("Tigrinya"));
            }
        }
    }
    assert!(looked_at > 100, "{looked_at} pages");
    assert!(seen > 0, "the control: what was recorded beside them is on pages");
    for (_, code, label) in ANSWERED {
        let found = app.officer().post("/find", &[("words", label)]).await;
        found.is(200);
        assert!(
            !found.body.contains(&format!("/cases/{}", ids.case)),
            "a search for {label} found the record"
        );
        let logged = log::logged();
        assert!(!logged.contains(label) && !logged.contains(code), "{label} is in the log");
    }
    // Their own form begins empty, and the chronology says that they were asked.
    let place = format!("/cases/{}/notes/about-you", ids.case);
    let form = app.officer().get(&place).await;
    assert!(!form.body.contains(" checked"), "an answer was shown again");
    let telling = app.case_page(ids.case).await.view.chronology;
    let asked = telling.iter().find(|line| line.kind == "equality-answered").unwrap();
    assert!(asked.telling.details.is_empty());
}

#[tokio::test]
async fn equality_answers_are_counted_apart_once_for_each_person_and_never_below_five() {
    let app = TestApp::new().await;
    let mut cases = Vec::new();
    for _ in 0..5 {
        let ids = handed(&app, Road::Disclosure).await;
        answers(&app, &ids, &[("religion", "none")]).await;
        answers_all(&app, &ids).await;
        cases.push(ids);
    }
    let kept = app.picture().await.remove("equality_count").unwrap();
    assert_eq!(kept.len(), 5, "a newer answer takes the place of the older: {kept:?}");
    for row in &kept {
        assert!(row.contains("religion:buddhist") && !row.contains("religion:none"), "{row}");
        assert!(row.contains("gender:different") && !row.contains("heron"), "own words are counted: {row}");
        for ids in &cases {
            let named = [ids.case.to_string(), ids.survivor.to_string(), "Rowan".to_owned()];
            assert!(named.iter().all(|name| !row.contains(name)), "{row} names somebody");
        }
    }
    let figure = |reply: Reply, label: &str| {
        // What is below five has no row.
        let Some((_, row)) = reply.body.split_once(label) else { return "not told".to_owned() };
        row.split("<td")
            .nth(1)
            .unwrap()
            .split_once('>')
            .unwrap()
            .1
            .split('<')
            .next()
            .unwrap()
            .trim()
            .to_owned()
    };
    let figures = || async { app.da_lead().get("/figures").await };
    assert_eq!(figure(figures().await, "Buddhist"), "not told", "the month is not over");
    app.wait(jiff::SignedDuration::from_hours(24 * 32));
    app.da_lead().signs_in().await;
    app.officer().signs_in().await;
    figures().await.is(200).says("Everything answered before 1 April 2026");
    assert_eq!(figure(figures().await, "Buddhist"), "5");
    assert_eq!(figure(figures().await, "No religion"), "not told");
    // Everything left out takes the answers back; four are too few to be told.
    answers(&app, &cases[0], &[]).await;
    assert_eq!(figure(figures().await, "Buddhist"), "not told");
    app.officer().get("/figures").await.is(404);
}

#[tokio::test]
async fn every_effect_that_was_chosen_is_counted_and_a_question_that_was_left_out_is_no_wish_not_to_say() {
    let app = TestApp::new().await;
    for _ in 0..6 {
        let ids = handed(&app, Road::Disclosure).await;
        let given = [
            ("effects", "hearing"),
            ("effects", "memory"),
            ("nationality", "not-known"),
            ("partnership", "rather-not"),
            ("employment", "part-time"),
        ];
        answers(&app, &ids, &given).await;
    }
    let ids = handed(&app, Road::Disclosure).await;
    let survivor = ids.survivor.to_string();
    let both = [("person", survivor.as_str()), ("effects", "hearing"), ("effects", "rather-not")];
    let refused = send(&app, ids.case, "about-you", &both).await;
    refused.is(422).says("They either told what it affects or preferred not to say");
    let alone = [("person", survivor.as_str()), ("gender", "same"), ("gender-words", "Agender")];
    let refused = send(&app, ids.case, "about-you", &alone).await;
    refused.is(422).says("ords of their own go with “Different”");
    assert_eq!(refused.field("gender-words"), "Agender", "nothing that was typed is lost");
    app.wait(jiff::SignedDuration::from_hours(24 * 32));
    app.da_lead().signs_in().await;
    let figures = app.da_lead().get("/figures").await;
    let table = |caption: &str| {
        let rest = figures.body.split_once(&format!(">{caption}</caption>")).map(|(_, rest)| rest.to_owned());
        let rest = rest.unwrap_or_else(|| panic!("no table of {caption}: {}", figures.body));
        rest.split("</table>").next().unwrap().split("<tr").skip(2).map(text_of).collect::<Vec<_>>()
    };
    let told = |caption: &str, label: &str| {
        let row = table(caption).into_iter().find(|row| row.starts_with(label));
        row.unwrap_or_else(|| panic!("{label}: {:?}", table(caption)))
            .trim_start_matches(label)
            .trim()
            .to_owned()
    };
    // Six, rounded down to five: each of several answers is counted.
    for (caption, label) in [
        ("What a condition or illness affects", "Hearing"),
        ("What a condition or illness affects", "Memory"),
        ("Nationality", "They do not know"),
        ("Marriage or civil partnership", "Prefers not to say"),
    ] {
        assert_eq!(told(caption, label), "5", "{caption}: {label}");
    }
    // Nobody was asked whether they were in care: that is counted nowhere, as nothing.
    for (caption, label) in [
        ("In care as a child", "Prefers not to say"),
        ("Nationality", "Prefers not to say"),
        ("What a condition or illness affects", "Prefers not to say"),
    ] {
        let is_told = figures.body.contains(&format!(">{caption}</caption>"))
            && table(caption).iter().any(|row| row.starts_with(label));
        assert!(!is_told, "{caption}: {label}");
    }
}

/// What stands between the tags, in one line.
fn text_of(markup: &str) -> String {
    let pieces = markup.split('<').map(|piece| piece.split_once('>').map_or("", |(_, text)| text).trim());
    pieces.filter(|piece| !piece.is_empty()).collect::<Vec<_>>().join(" ")
}

#[tokio::test]
async fn an_allegation_in_return_leaves_the_survivors_part_the_plan_the_gate_and_the_level_as_they_were() {
    let app = TestApp::new().await;
    let ids = handed(&app, Road::Disclosure).await;
    app.officer().post(&format!("/cases/{}/notes/severity", ids.case), &[("severity", "high")]).await;
    let before = app.case_page(ids.case).await;
    let (by, of) = (ids.perpetrator.to_string(), ids.survivor.to_string());
    let form = [("by", by.as_str()), ("of", &of), ("words", "Says the same of her"), ("sign-fear", "yes")];
    let itself = [("by", of.as_str()), ("of", &of), ("words", "Says the same of her")];
    send(&app, ids.case, "return", &itself).await.is(422).says("choose two different people");
    send(&app, ids.case, "return", &form).await.see_other();
    let after = app.case_page(ids.case).await;
    assert_eq!((after.view.severity, after.view.severity), (before.view.severity, Some(Severity::High)));
    assert_eq!(after.view.plan, before.view.plan);
    assert_eq!(after.channels, before.channels);
    assert_eq!(after.view.people, before.view.people);
    assert!(!after.view.people[&ids.survivor].is(PersonRole::AllegedPerpetrator));
    let call = format!("/cases/{}/contact/{}/use", ids.case, ids.channel);
    app.officer().post(&call, &[("", ""); 0]).await.is(200);
    let page = app.officer().opens(ids.case).await;
    page.says("This changes nobody’s part here.").says("Says the same of her").says("Not thought of yet");
}

#[tokio::test]
async fn a_child_is_shown_as_harmed_themselves_and_what_happened_long_ago_has_a_road_of_its_own() {
    let app = TestApp::new().await;
    let ids = handed(&app, Road::Disclosure).await;
    send(&app, ids.case, "person", &[("roles", "child"), ("name", "Wren Ashdown")]).await.see_other();
    let people = app.case_page(ids.case).await.view.people;
    let child = people.values().find(|person| person.is(PersonRole::Child)).unwrap().person.to_string();
    let form = [
        ("child", child.as_str()),
        ("affected", "yes"),
        ("related", "yes"),
        ("hurt", "yes"),
        ("spoken", "no"),
    ];
    send(&app, ids.case, "child", &form).await.see_other();
    let past =
        [("life-time", "childhood"), ("happened-year", "1994"), ("reaches", "no"), ("others", "not-known")];
    send(&app, ids.case, "past", &past).await.see_other();
    let page = app.officer().opens(ids.case).await;
    page.is(200).says("Yes: they see, hear or feel it, and are related (2021 Act, section 3)");
    page.says("Yes: this is for child protection today");
    page.says("When they were a child, 1994.")
        .says("NAPAC")
        .says("Not known. Ask, and raise a safeguarding concern");
    let due: Vec<String> = app.case_page(ids.case).await.duties.into_iter().map(|duty| duty.code).collect();
    for code in ["child-hurt", "specialist-help", "others-at-risk"] {
        assert!(due.iter().any(|one| one == code), "{code}: {due:?}");
    }
}

#[tokio::test]
async fn a_list_says_in_words_why_each_record_is_where_it_is_and_the_graver_reason_stands_first() {
    let app = TestApp::new().await;
    let mut cases = Vec::new();
    for (name, severity) in
        [("Standard Case", "standard"), ("Unjudged Case", ""), ("Danger Case", "immediate")]
    {
        let telling = Telling::disclosure().living_in(app.region("North")).answer("name", name);
        let telling = if severity.is_empty() { telling } else { telling.answer("severity", severity) };
        let case = app.call_handler().takes_report(&telling).await;
        app.hand_over(case, Who::Officer).await;
        cases.push(case);
    }
    let list = app.officer().get("/work?whose=mine").await;
    list.is(200).says("Danger now.").says("Nobody has judged yet how severe it is");
    let records = list.body.split_once("app-records").unwrap().1;
    let places: Vec<usize> =
        [2, 1, 0].map(|at: usize| records.find(&format!("/cases/{}", cases[at])).unwrap()).into();
    assert!(places.is_sorted(), "{places:?}");
    // A promise that is late moves a record up, and the line says so, without anybody recording anything.
    let promise = [("what", "New locks"), ("by-day", "2"), ("by-month", "3"), ("by-year", "2026")];
    send(&app, cases[0], "promise", &promise).await.see_other();
    app.wait(jiff::SignedDuration::from_hours(24));
    app.service.judge_due().await.unwrap();
    app.officer().signs_in().await;
    app.officer().get("/work?whose=mine").await.says("A promise to them is late");
}
