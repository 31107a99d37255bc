//! What goes over the wire: where a message ends, how long one may take, and what every answer carries.

use crate::kit::{Room, Served};

const LISTEN: [&str; 4] = ["--config", "holdfast.toml", "--listen", "127.0.0.1:0"];

fn served(more: &[&str]) -> (Room, Served) {
    let room = Room::empty();
    room.write("holdfast.toml", "origin = 'https://work.example.org'\nbehind_tls = true\n");
    let served = Served::start(&room, &[&LISTEN, more].concat());
    (room, served)
}

/// The head of an answer, in lower case.
fn head(answer: &str) -> String {
    answer.split("\r\n\r\n").next().unwrap_or_default().to_lowercase()
}

/// What every answer carries, as `headers` of the crate `web` has it.
fn missing(answer: &str) -> Vec<&'static str> {
    let head = head(answer);
    [
        "strict-transport-security: max-age=63072000; includesubdomains",
        "content-security-policy: default-src 'none';",
        "frame-ancestors 'none'",
        "base-uri 'none'",
        "x-content-type-options: nosniff",
        "referrer-policy: no-referrer",
        "cross-origin-opener-policy: same-origin",
        "cross-origin-resource-policy: same-origin",
        "cache-control: no-store",
    ]
    .into_iter()
    .filter(|line| !head.contains(line))
    .collect()
}

#[test]
fn given_a_request_that_takes_too_long_then_its_answer_carries_every_header_too() {
    let (_room, served) = served(&["--timeout", "1"]);
    let late = "POST /sign-in HTTP/1.1\r\nHost: work.example.org\r\nSec-Fetch-Site: same-origin\r\n\
                Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 100\r\n\
                Connection: close\r\n\r\nlogin=";
    let answer = served.sends(late);
    assert!(answer.starts_with("HTTP/1.1 503 "), "{answer}");
    assert_eq!(missing(&answer), [""; 0], "{answer}");
    let usual = served.get("/sign-in");
    assert!(usual.starts_with("HTTP/1.1 200 "));
    assert_eq!(missing(&usual), [""; 0]);
    let bare = "HTTP/1.1 503 Service Unavailable\r\ncontent-length: 0\r\n\r\n";
    assert_eq!(missing(bare).len(), 9, "the control");
    served.stop();
}

/// How many answers came back.
fn answers(text: &str) -> usize {
    text.matches("HTTP/1.1 ").count()
}

/// ASVS 4.2.1: the second request of each stands where only one of the two ways of counting sees it. Nobody in front
/// who counts in the other way can be made to let it through unseen.
#[test]
fn given_a_message_with_two_ends_then_it_ends_where_the_standard_says_or_is_refused() {
    let (_room, served) = served(&[]);
    let second = "GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
    let post = |headers: &str, body: &str| {
        format!("POST /sign-in HTTP/1.1\r\nHost: x\r\nSec-Fetch-Site: same-origin\r\n{headers}\r\n\r\n{body}")
    };

    // Chunked counts and the length does not; and nothing that stands behind is taken for a request any more.
    let both = post(
        &format!("Transfer-Encoding: chunked\r\nContent-Length: {}", 5 + second.len()),
        &format!("0\r\n\r\n{second}"),
    );
    let answer = served.sends(&both);
    let is_closed = head(&answer).contains("\nconnection: close");
    assert!(answers(&answer) == 1 && is_closed && !answer.contains("\r\n\r\nok\n"), "{answer}");

    for headers in [
        format!("Content-Length: 0\r\nContent-Length: {}", second.len()),
        format!("Content-Length: {}\r\nContent-Length: 0", second.len()),
        format!("Content-Length: 0, {}", second.len()),
        "Content-Length: +0".to_owned(),
        "Content-Length: -1".to_owned(),
        "Transfer-Encoding: chunked, identity".to_owned(),
        "Transfer-Encoding: x".to_owned(),
        "Content-Length : 0".to_owned(),
        "X-Folded: a\r\n Content-Length: 0".to_owned(),
    ] {
        let answer = served.sends(&post(&headers, second));
        assert!(answer.starts_with("HTTP/1.1 400 ") && answers(&answer) == 1, "{headers}: {answer}");
    }
    // The control: two requests behind each other are two.
    let honest = post("Content-Length: 0", second);
    assert_eq!(answers(&served.sends(&honest)), 2);
    served.stop();
}

/// ASVS 4.2.2.
#[test]
fn given_any_answer_then_its_length_is_the_one_it_says() {
    let (_room, served) = served(&[]);
    for path in ["/healthz", "/sign-in", "/about", "/nothing-here", "/work", "/exit", "/assets/nothing"] {
        let answer = served.get(path);
        let (head, body) = answer.split_once("\r\n\r\n").unwrap();
        let said =
            head.lines().find_map(|line| line.to_lowercase().strip_prefix("content-length: ")?.parse().ok());
        assert_eq!(said, Some(body.len()), "{path}: {head}");
        assert!(!head.to_lowercase().contains("transfer-encoding"), "{path}");
    }
    served.stop();
}

/// ASVS 13.4.6, 4.1.2: nothing names a program, and nothing leads from one way to the other.
#[test]
fn given_any_request_then_no_answer_names_a_program_or_leads_to_another_way_in() {
    let (_room, served) = served(&[]);
    for request in [
        "GET /healthz HTTP/1.1\r\nHost: work.example.org\r\nX-Forwarded-Proto: http\r\nConnection: close\r\n\r\n",
        "GET /sign-in HTTP/1.0\r\nHost: work.example.org\r\n\r\n",
        "POST /sign-in HTTP/1.1\r\nHost: work.example.org\r\nX-Forwarded-Proto: http\r\nContent-Length: 0\r\nConnection: close\r\n\r\n",
        "TRACE /sign-in HTTP/1.1\r\nHost: work.example.org\r\nX-Planted: quincewillow\r\nConnection: close\r\n\r\n",
        "NONSENSE\r\n\r\n",
    ] {
        let answer = served.sends(request);
        let head = head(&answer);
        assert!(head.starts_with("http/1."), "{request}: {answer}");
        for line in ["server:", "via:", "x-powered-by:", "location: http"] {
            assert!(!head.contains(&format!("\n{line}")), "{request}: {head}");
        }
        assert!(!answer.contains("quincewillow"), "{answer}");
    }
    served.stop();
}
