//! The setting `leaked_passwords`: a list that will not do is said in one line before anything is made, and one that will
//! do is looked up when a password is chosen.

use crate::kit::{Room, Served};

const SERVE: [&str; 5] = ["serve", "--config", "config.toml", "--listen", "127.0.0.1:0"];

/// Three lines of such a list, in its order.
const LIST: &str = "\
0018A45C4D1DEF81644B54AB7F969B88D65:3
";

fn line(first: &str) -> String {
    format!("{first}{}:7\r\n", "0".repeat(40 - first.len()))
}

fn room(list: &str) -> Room {
    let room = Room::empty();
    room.write("leaked.txt", list);
    room.write("config.toml", "leaked_passwords = \"leaked.txt\"\n");
    room
}

#[test]
fn given_a_list_that_will_not_do_then_one_line_says_what_is_wrong_and_nothing_is_made() {
    let reversed = [line("F"), line("A"), line("0")].concat();
    let ntlm = format!("{}:7\n", "0".repeat(32));
    for (list, said) in [
        ("", "it is empty"),
        (LIST, "it is not the list of SHA-1 digests"),
        (ntlm.as_str(), "it is not the list of SHA-1 digests"),
        ("password\n", "it is not the list of SHA-1 digests"),
        (reversed.as_str(), "it is not ordered by digest"),
    ] {
        let refused = room(list).refused(&SERVE);
        assert!(refused.contains("'leaked_passwords' in the settings is leaked.txt: "), "{refused}");
        assert!(refused.contains(said), "{refused}");
    }
    let nowhere = Room::empty();
    nowhere.write("config.toml", "leaked_passwords = \"nowhere.txt\"\n");
    let refused = nowhere.refused(&SERVE);
    assert!(refused.contains("nowhere.txt cannot be read"), "{refused}");
}

#[test]
fn given_a_list_in_its_order_then_it_serves() {
    let served = Served::start(&room(&[line("0"), line("A"), line("F")].concat()), &SERVE);
    assert!(served.get("/sign-in").contains("Sign in"));
    served.stop();
}
