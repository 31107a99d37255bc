//! The example of a proxy and of a unit hold what `docs/running.md` asks for (ASVS 12.1.1, 12.1.2, 12.2.1, 4.1.2).

use super::files::text;

const NGINX: &str = "docs/examples/nginx.conf";
const UNIT: &str = "docs/examples/holdfast.service";
/// Ciphers of TLS 1.2 that agree on a key anew each time and vouch for what they carry. Those of 1.3 all do.
const STRONG: [&str; 6] = [
    "ECDHE-ECDSA-AES256-GCM-SHA384",
    "ECDHE-RSA-AES256-GCM-SHA384",
    "ECDHE-ECDSA-CHACHA20-POLY1305",
    "ECDHE-RSA-CHACHA20-POLY1305",
    "ECDHE-ECDSA-AES128-GCM-SHA256",
    "ECDHE-RSA-AES128-GCM-SHA256",
];

/// The directives of a block in braces, and those of the blocks in it, without comments.
fn blocks(configuration: &str) -> Vec<String> {
    let plain: Vec<&str> = configuration.lines().map(|line| line.split(" #").next().unwrap_or("")).collect();
    let plain: Vec<&str> = plain.into_iter().filter(|line| !line.trim_start().starts_with('#')).collect();
    plain.join("\n").split("\nserver {").skip(1).map(str::to_owned).collect()
}

/// Every value of a directive in a block.
fn values<'b>(block: &'b str, name: &str) -> Vec<&'b str> {
    block
        .lines()
        .filter_map(|line| line.trim().strip_prefix(name)?.strip_prefix(' ')?.strip_suffix(';'))
        .collect()
}

/// What is wrong with a proxy's configuration.
fn wrong(configuration: &str) -> Vec<&'static str> {
    let blocks = blocks(configuration);
    let is_open = |block: &&String| values(block, "listen").iter().all(|value| !value.contains("ssl"));
    let (open, shut): (Vec<&String>, Vec<&String>) = blocks.iter().partition(is_open);
    let all =
        |of: &[&String], holds: &dyn Fn(&str) -> bool| !of.is_empty() && of.iter().all(|block| holds(block));
    let names: Vec<&str> = blocks.iter().flat_map(|block| values(block, "server_name")).collect();
    let refuses = |block: &str| block.contains("if ($request_method !~ ^(GET|HEAD)$) {\n        return 403;");
    let leads = |block: &str| values(block, "return") == ["403", "301 https://work.example.org$request_uri"];
    let versions = |block: &str| values(block, "ssl_protocols") == ["TLSv1.2 TLSv1.3"];
    let ciphers = |block: &str| {
        let ciphers = values(block, "ssl_ciphers");
        ciphers.len() == 1 && ciphers[0].split(':').all(|cipher| STRONG.contains(&cipher))
    };
    let prefers = |block: &str| values(block, "ssl_prefer_server_ciphers") == ["on"];
    let passes = |block: &str| {
        values(block, "proxy_pass") == ["http://127.0.0.1:8080"] && block.matches("location ").count() == 1
    };
    let told = values(configuration, "proxy_set_header");
    let hsts = |block: &str| {
        values(block, "add_header")
            == ["Strict-Transport-Security \"max-age=63072000; includeSubDomains\" always"]
    };
    [
        ("an open port serves something", all(&open, &|block| !block.contains("proxy_pass"))),
        ("a form that comes in the open is led on", all(&open, &|block| refuses(block) && leads(block))),
        ("old versions of TLS", all(&shut, &versions)),
        ("weak ciphers", all(&shut, &ciphers)),
        ("the browser chooses the cipher", all(&shut, &prefers)),
        ("no certificate", all(&shut, &|block| values(block, "ssl_certificate").len() == 1)),
        ("more than one place, or none, behind the name", all(&shut, &passes)),
        ("answers of its own do not ask for TLS", all(&shut, &hsts)),
        ("more than one name", names == ["work.example.org"; 2]),
        ("the host is not passed on as it came", told == ["Host $http_host", "Connection \"\""]),
        ("a cache", all(&shut, &|block| values(block, "proxy_cache") == ["off"])),
        (
            "a log of addresses",
            all(&[&open[..], &shut[..]].concat(), &|b| values(b, "access_log") == ["off"]),
        ),
    ]
    .into_iter()
    .filter_map(|(what, is_right)| (!is_right).then_some(what))
    .collect()
}

#[test]
fn the_example_of_a_proxy_speaks_tls_of_today_only_and_serves_one_name_and_nothing_in_the_open() {
    assert_eq!(wrong(&text(NGINX)), [""; 0]);
}

/// The control: each weakening is found.
#[test]
fn a_proxy_that_was_weakened_is_found() {
    let right = text(NGINX);
    for (from, to) in [
        ("TLSv1.2 TLSv1.3;", "TLSv1.1 TLSv1.2 TLSv1.3;"),
        ("ssl_protocols", "# ssl_protocols"),
        ("ECDHE-RSA-AES128-GCM-SHA256;", "AES128-SHA;"),
        ("ssl_prefer_server_ciphers on", "ssl_prefer_server_ciphers off"),
        (
            "return 301 https://work.example.org$request_uri;",
            "location / { proxy_pass http://127.0.0.1:8080; }",
        ),
        ("        return 403;", "        return 301 https://work.example.org$request_uri;"),
        ("proxy_pass http://127.0.0.1:8080;", "proxy_pass http://192.0.2.7:8080;"),
        ("    location / {", "    location /other { root /srv; }\n    location / {"),
        ("max-age=63072000; includeSubDomains", "max-age=60"),
        ("proxy_set_header Host $http_host;", "proxy_set_header Host $host;"),
        ("proxy_set_header Connection \"\";", "proxy_set_header X-Forwarded-For $remote_addr;"),
        ("proxy_cache off;", "proxy_cache all;"),
        ("    access_log off;", "    access_log /var/log/nginx/access.log;"),
        ("    ssl_certificate ", "    # ssl_certificate "),
        ("server_name work.example.org;", "server_name work.example.org other.example.org;"),
    ] {
        assert!(right.contains(from), "{from}");
        assert!(!wrong(&right.replace(from, to)).is_empty(), "{from} → {to}");
    }
}

/// What a unit has to say, so that the kernel lets the program speak with nobody else and touch nothing else.
const ASKED: [&str; 14] = [
    "User=holdfast",
    "IPAddressDeny=any",
    "IPAddressAllow=localhost",
    "RestrictAddressFamilies=AF_UNIX AF_INET AF_INET6",
    "NoNewPrivileges=yes",
    "CapabilityBoundingSet=",
    "ProtectSystem=strict",
    "ProtectHome=yes",
    "PrivateTmp=yes",
    "PrivateDevices=yes",
    "MemoryDenyWriteExecute=yes",
    "SystemCallFilter=@system-service",
    "UMask=0077",
    "LimitCORE=0",
];

fn missing(unit: &str) -> Vec<&'static str> {
    ASKED.into_iter().filter(|wanted| !unit.lines().any(|line| line == *wanted)).collect()
}

#[test]
fn the_example_of_a_unit_lets_the_program_speak_with_its_own_machine_only() {
    let unit = text(UNIT);
    assert_eq!(missing(&unit), [""; 0]);
    let allowed = unit.lines().filter(|line| line.starts_with("IPAddressAllow=")).count();
    assert_eq!(allowed, 1);
    let key = "LoadCredentialEncrypted=master.key:/etc/holdfast/master.key.cred";
    assert!(unit.contains(key) && unit.contains("--key %d/master.key"));
    assert_eq!(missing(&unit.replace("IPAddressDeny=any", "# IPAddressDeny=any")), ["IPAddressDeny=any"]);
}
