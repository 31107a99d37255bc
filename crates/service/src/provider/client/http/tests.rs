//! Servers of the tests' own, with a certificate that no list of authorities vouches for.

use std::io::{Read as _, Write as _};
use std::net::TcpListener;
use std::sync::Arc;
use std::thread;

use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::{ClientConfig, RootCertStore, ServerConfig, ServerConnection, StreamOwned};

use super::*;

/// A certificate of the tests' own for `localhost`, with its key, which opens nothing anywhere.
const OWN: &[u8] = include_bytes!("localhost.pem");

fn certificate() -> CertificateDer<'static> {
    CertificateDer::from_pem_slice(OWN).unwrap()
}

/// A server that answers one request under this certificate, if whoever asks goes on so far; its port, and whether a
/// request came.
fn server() -> (u16, thread::JoinHandle<bool>) {
    let ring = Arc::new(rustls::crypto::ring::default_provider());
    let config = ServerConfig::builder_with_provider(ring)
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![certificate()], PrivateKeyDer::from_pem_slice(OWN).unwrap())
        .unwrap();
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let serving = thread::spawn(move || {
        let (stream, _) = listener.accept().unwrap();
        let connection = ServerConnection::new(Arc::new(config)).unwrap();
        let mut stream = StreamOwned::new(connection, stream);
        let mut asked = [0; 1024];
        let came = stream.read(&mut asked).is_ok_and(|length| length > 0);
        let answer = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}";
        came && stream.write_all(answer).and_then(|()| stream.flush()).is_ok()
    });
    (port, serving)
}

fn asking(host: &str, port: u16) -> HttpRequest {
    let address = format!("https://{host}:{port}/.well-known/openid-configuration");
    openidconnect::http::Request::get(address).body(Vec::new()).unwrap()
}

/// What asks with the test's own certificate as its one authority.
fn trusting_it() -> Http {
    let mut roots = RootCertStore::empty();
    roots.add(certificate()).unwrap();
    let ring = Arc::new(rustls::crypto::ring::default_provider());
    let config = ClientConfig::builder_with_provider(ring).with_safe_default_protocol_versions().unwrap();
    let config = config.with_root_certificates(roots).with_no_client_auth();
    let connector = HttpsConnectorBuilder::new().with_tls_config(config).https_only().enable_http1().build();
    Http::Tls(Client::builder(TokioExecutor::new()).build(connector))
}

#[tokio::test]
async fn a_provider_whose_certificate_nobody_vouches_for_is_told_nothing() {
    let (port, serving) = server();
    let http = Http::new("https://localhost").unwrap();
    assert!(matches!(http.send(asking("localhost", port)).await, Err(NoAnswer::NotReached)));
    assert!(!serving.join().unwrap(), "no request came through");
}

#[tokio::test]
async fn a_certificate_of_another_name_is_not_taken() {
    let (port, serving) = server();
    assert!(matches!(trusting_it().send(asking("127.0.0.1", port)).await, Err(NoAnswer::NotReached)));
    assert!(!serving.join().unwrap());
}

/// The control: the same server, asked by somebody who has its certificate as an authority.
#[tokio::test]
async fn a_certificate_that_somebody_vouches_for_is_taken() {
    let (port, serving) = server();
    let answer = trusting_it().send(asking("localhost", port)).await.unwrap();
    assert_eq!((answer.status().as_u16(), answer.body().as_slice()), (200, &b"{}"[..]));
    assert!(serving.join().unwrap());
}

/// ASVS 4.2.5: each part at its longest is asked, and at one more is not: the server has no request.
#[tokio::test]
async fn a_request_that_is_too_long_is_not_sent() {
    let long = |address: usize, headers: usize, body: usize| {
        let start = "https://localhost:1/";
        let address = format!("{start}{}", "a".repeat(address - start.len()));
        let request = openidconnect::http::Request::post(address).header("a", "b".repeat(headers - 1));
        request.body(vec![b'c'; body]).unwrap()
    };
    assert!(is_short(&long(LONGEST_ADDRESS, MOST_IN_HEADERS, MOST_SENT)), "the control");
    let http = Http::new("https://localhost").unwrap();
    for (address, headers, body) in [(1, 0, 0), (0, 1, 0), (0, 0, 1)] {
        let request = long(LONGEST_ADDRESS + address, MOST_IN_HEADERS + headers, MOST_SENT + body);
        assert!(matches!(http.send(request).await, Err(NoAnswer::TooMuchAsked)));
    }
}

#[test]
fn an_address_without_tls_is_not_used_for_a_provider_elsewhere() {
    let http = Http::new("https://sign-in.example.org").unwrap();
    assert!(http.may_use("https://keys.example.org/keys") && !http.may_use("http://keys.example.org/keys"));
    assert!(!http.may_use("http://127.0.0.1/keys") && !http.may_use("ftp://keys.example.org"));
}
