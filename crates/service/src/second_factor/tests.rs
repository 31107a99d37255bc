use super::*;

const NOW: &str = "2026-03-02T10:00:10Z";

/// The code that an app with this secret shows at this moment.
pub(crate) fn code_at(secret: &[u8; SECRET], at: Timestamp) -> String {
    let totp = Builder::new().with_secret(*secret).build().unwrap();
    format!("{}", totp.generate(u64::try_from(at.as_second()).unwrap()))
}

fn kept(last_step: u64) -> Authenticator {
    Authenticator { secret: vec![7; SECRET], since: NOW.parse().unwrap(), last_step }
}

#[test]
fn a_code_counts_for_one_step_to_either_side_and_no_further() {
    let now: Timestamp = NOW.parse().unwrap();
    let counts = |seconds: i64| {
        let code = code_at(&[7; SECRET], now + SignedDuration::from_secs(seconds));
        step(&kept(0), &code, now).is_some()
    };
    assert!([-30, 0, 30].into_iter().all(counts));
    assert!(![-3600, -60, 60, 3600].into_iter().any(counts), "a clock that is wrong by a minute, or an hour");
}

#[test]
fn a_code_counts_once_and_none_from_before_it() {
    let now: Timestamp = NOW.parse().unwrap();
    let [before, here] =
        [-30, 0].map(|seconds| code_at(&[7; SECRET], now + SignedDuration::from_secs(seconds)));
    let used = step(&kept(0), &here, now).unwrap();
    assert_eq!(step(&kept(used), &here, now), None);
    assert_eq!(step(&kept(used), &before, now), None);
    assert_eq!(step(&kept(used - 1), &here, now), Some(used), "the control");
}

/// RFC 6238, appendix B: the last six of its eight figures.
#[test]
fn codes_are_those_of_the_standard() {
    let secret = b"12345678901234567890";
    for (second, code) in [(59, "287082"), (1_111_111_109, "081804"), (2_000_000_000, "279037")] {
        assert_eq!(code_at(secret, Timestamp::from_second(second).unwrap()), code);
    }
}

#[test]
fn what_an_app_is_given_is_neutral_and_reads_back() {
    let offer = offer(b"12345678901234567890", "sam.okafor");
    assert_eq!(offer.secret, "GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ");
    assert_eq!(
        offer.address,
        "otpauth://totp/Work:sam%2Eokafor?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Work"
    );
}

#[test]
fn a_code_is_read_with_the_spaces_that_apps_show() {
    assert_eq!(figures(" 287 082 "), "287082");
    assert!(is_code("287082") && !is_code("28708") && !is_code("2870822") && !is_code("28708a"));
}
