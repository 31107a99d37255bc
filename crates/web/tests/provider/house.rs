//! A provider of the tests' own: it describes itself, signs with its own keys, and gives a token for a code. What
//! it does wrong a test tells it.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use jiff::Timestamp;
use openidconnect::core::{CoreEdDsaPrivateSigningKey, CoreHmacKey, CoreJwsSigningAlgorithm};
use openidconnect::{JsonWebKeyId, PkceCodeChallenge, PkceCodeVerifier, PrivateSigningKey as _};
use serde_json::{Value, json};
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

use super::text::{base64, base64url, pairs};

pub const CLIENT: &str = "holdfast";
pub const SECRET: &str = "quartz lantern 44/+";
pub const NEW_SECRET: &str = "basalt-heron";

/// A provider that listens on this machine.
pub struct House {
    pub issuer: String,
    shared: Arc<Shared>,
    serving: JoinHandle<()>,
}

struct Shared {
    issuer: String,
    codes: Mutex<BTreeMap<String, Code>>,
    manner: Mutex<Manner>,
    redeemed: Mutex<u32>,
}

/// What a code was given for.
#[derive(Clone)]
struct Code {
    challenge: String,
    back: String,
    token: Token,
}

/// How it behaves.
#[derive(Clone, Default)]
pub struct Manner {
    /// It says that each answer names it.
    pub names_itself: bool,
    /// It takes the secret in the body only.
    pub secret_in_body: bool,
    /// It signs with another key than before, and describes that one.
    pub new_key: bool,
    /// It takes this secret, and no longer the one of before.
    pub secret: Option<&'static str>,
    /// What its description says in the place of what is right.
    pub describes: Option<(&'static str, Value)>,
    /// What its token endpoint does.
    pub gives: Gives,
}

#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub enum Gives {
    #[default]
    Token,
    /// The token of a code that was redeemed before, too.
    AlwaysToken,
    NoIdToken,
    Trouble,
    Elsewhere,
    TooMuch,
    Silence,
}

/// An ID token to be: a test changes what it likes.
#[derive(Clone)]
pub struct Token {
    pub header: Value,
    pub claims: Value,
    pub signed: Signed,
}

/// Who signs a token.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Signed {
    Own,
    /// Another key, under the name of the provider's own.
    Other,
    /// A shared secret: the public key's bytes.
    PublicKey,
    /// A shared secret: the client's.
    ClientSecret,
    /// Nobody.
    Nobody,
    /// The provider, something else.
    SomethingElse,
}

impl Token {
    pub fn claim(&mut self, name: &str, value: impl Into<Value>) {
        self.claims[name] = value.into();
    }

    pub fn without(&mut self, name: &str) {
        self.claims.as_object_mut().unwrap().remove(name);
    }

    pub fn algorithm(&mut self, name: &str, signed: Signed) {
        self.header["alg"] = name.into();
        self.signed = signed;
    }

    fn written(&self, key: u8) -> String {
        let parts = [&self.header, &self.claims].map(|part| base64url(part.to_string().as_bytes()));
        let said = parts.join(".");
        let eddsa =
            |key: u8, said: &str| signing_key(key).sign(&CoreJwsSigningAlgorithm::EdDsa, said.as_bytes());
        let hmac = |secret: Vec<u8>| {
            CoreHmacKey::new(secret).sign(&CoreJwsSigningAlgorithm::HmacSha256, said.as_bytes())
        };
        let signature = match self.signed {
            Signed::Own => eddsa(key, &said),
            Signed::Other => eddsa(99, &said),
            Signed::PublicKey => hmac(public_key(key)),
            Signed::ClientSecret => hmac(SECRET.as_bytes().to_vec()),
            Signed::Nobody => Ok(Vec::new()),
            Signed::SomethingElse => eddsa(key, "something else"),
        };
        format!("{said}.{}", base64url(&signature.unwrap()))
    }
}

/// A key of the provider's: its seed is this byte, over and over.
fn signing_key(seed: u8) -> CoreEdDsaPrivateSigningKey {
    let mut der = vec![0x30, 0x2e, 2, 1, 0, 0x30, 5, 6, 3, 0x2b, 0x65, 0x70, 4, 0x22, 4, 0x20];
    der.extend([seed; 32]);
    let pem = format!("-----BEGIN PRIVATE KEY-----\n{}\n-----END PRIVATE KEY-----\n", base64(&der));
    let name = JsonWebKeyId::new(format!("key-{seed}"));
    CoreEdDsaPrivateSigningKey::from_ed25519_pem(&pem, Some(name)).unwrap()
}

/// The public key as everybody knows it.
fn public_key(seed: u8) -> Vec<u8> {
    serde_json::to_vec(&signing_key(seed).as_verification_key()).unwrap()
}

impl House {
    pub async fn open() -> Self {
        let listener = TcpListener::bind(SocketAddr::from(([127, 0, 0, 1], 0))).await.unwrap();
        let issuer = format!("http://{}", listener.local_addr().unwrap());
        let shared = Arc::new(Shared {
            issuer: issuer.clone(),
            codes: Mutex::default(),
            manner: Mutex::default(),
            redeemed: Mutex::default(),
        });
        let pages = Router::new()
            .route("/.well-known/openid-configuration", get(describe))
            .route("/keys", get(keys))
            .route("/token", post(token))
            .with_state(Arc::clone(&shared));
        let serving = tokio::spawn(async move { axum::serve(listener, pages).await.unwrap() });
        Self { issuer, shared, serving }
    }

    /// Behaves otherwise from now on.
    pub fn behaves(&self, manner: Manner) {
        *self.shared.manner.lock().unwrap() = manner;
    }

    /// How many codes were redeemed.
    pub fn redeemed(&self) -> u32 {
        *self.shared.redeemed.lock().unwrap()
    }

    /// Listens no longer.
    pub fn closes(&self) {
        self.serving.abort();
    }

    /// Signs somebody in who came with this address, and gives the address with which they go back. Their token
    /// will be as `twisted` leaves it.
    pub fn signs_in(
        &self,
        address: &str,
        subject: &str,
        now: Timestamp,
        twisted: impl Fn(&mut Token),
    ) -> String {
        let asked = pairs(address.split_once('?').unwrap().1);
        let second = now.as_second();
        let key = self.shared.key();
        let mut token = Token {
            header: json!({ "alg": "EdDSA", "kid": format!("key-{key}"), "typ": "JWT" }),
            claims: json!({
                "iss": self.issuer, "sub": subject, "aud": CLIENT, "iat": second, "exp": second + 300,
                "nonce": asked["nonce"], "amr": ["pwd", "mfa"], "auth_time": second,
            }),
            signed: Signed::Own,
        };
        twisted(&mut token);
        let mut codes = self.shared.codes.lock().unwrap();
        let code = format!("code-{}", codes.len() + 1);
        let given =
            Code { challenge: asked["code_challenge"].clone(), back: asked["redirect_uri"].clone(), token };
        codes.insert(code.clone(), given);
        format!("{}?code={code}&state={}", asked["redirect_uri"], asked["state"])
    }
}

impl Drop for House {
    fn drop(&mut self) {
        self.closes();
    }
}

impl Shared {
    fn key(&self) -> u8 {
        if self.manner.lock().unwrap().new_key { 8 } else { 7 }
    }

    /// The secret is the client's, in the place where the provider takes it.
    fn knows(&self, headers: &HeaderMap, form: &BTreeMap<String, String>) -> bool {
        let new = self.manner.lock().unwrap().secret;
        let (secret, written) = new.map_or((SECRET, "quartz+lantern+44%2F%2B"), |new| (new, new));
        let basic = base64(format!("{CLIENT}:{written}").as_bytes());
        let in_header =
            headers.get("authorization").is_some_and(|sent| sent == format!("Basic {basic}").as_str());
        let in_body = form.get("client_secret").map(String::as_str) == Some(secret);
        if self.manner.lock().unwrap().secret_in_body { in_body && !in_header } else { in_header && !in_body }
    }
}

async fn describe(State(house): State<Arc<Shared>>) -> Json<Value> {
    let at = |path: &str| format!("{}/{path}", house.issuer);
    let manner = house.manner.lock().unwrap().clone();
    let method = if manner.secret_in_body { "client_secret_post" } else { "client_secret_basic" };
    let mut description = json!({
        "issuer": house.issuer,
        "authorization_endpoint": at("authorise"),
        "token_endpoint": at("token"),
        "jwks_uri": at("keys"),
        "response_types_supported": ["code"],
        "subject_types_supported": ["public"],
        "id_token_signing_alg_values_supported": ["EdDSA", "HS256", "none"],
        "token_endpoint_auth_methods_supported": [method],
        "authorization_response_iss_parameter_supported": manner.names_itself,
    });
    if let Some((name, value)) = manner.describes {
        description[name] = value;
    }
    Json(description)
}

async fn keys(State(house): State<Arc<Shared>>) -> Json<Value> {
    let key: Value = serde_json::from_slice(&public_key(house.key())).unwrap();
    Json(json!({ "keys": [key] }))
}

async fn token(State(house): State<Arc<Shared>>, headers: HeaderMap, body: String) -> Response {
    let (form, gives) = (pairs(&body), house.manner.lock().unwrap().gives);
    let refused = |why: &str| (StatusCode::BAD_REQUEST, Json(json!({ "error": why }))).into_response();
    match gives {
        Gives::Silence => std::future::pending().await,
        Gives::Trouble => return StatusCode::BAD_GATEWAY.into_response(),
        Gives::Elsewhere => {
            let elsewhere = [("location", format!("{}/token-elsewhere", house.issuer))];
            return (StatusCode::TEMPORARY_REDIRECT, elsewhere).into_response();
        }
        Gives::TooMuch => return "x".repeat(300 * 1024).into_response(),
        Gives::Token | Gives::AlwaysToken | Gives::NoIdToken => {}
    }
    if !house.knows(&headers, &form) {
        return refused("invalid_client");
    }
    let mut codes = house.codes.lock().unwrap();
    let Some(code) = codes.get(&form["code"]).cloned() else { return refused("invalid_grant") };
    if gives != Gives::AlwaysToken {
        codes.remove(&form["code"]);
    }
    let verifier = PkceCodeVerifier::new(form["code_verifier"].clone());
    let challenge = PkceCodeChallenge::from_code_verifier_sha256(&verifier);
    if challenge.as_str() != code.challenge || form["redirect_uri"] != code.back {
        return refused("invalid_grant");
    }
    *house.redeemed.lock().unwrap() += 1;
    let mut answer =
        json!({ "access_token": "canary-access-token", "token_type": "Bearer", "expires_in": 300 });
    if gives != Gives::NoIdToken {
        answer["id_token"] = code.token.written(house.key()).into();
    }
    Json(answer).into_response()
}
