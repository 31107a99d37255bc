//! The requests to the provider: with TLS, bounded in size, followed nowhere.

use std::future::Future;
use std::io;
use std::pin::Pin;

use http_body_util::{BodyExt as _, Full, Limited};
use hyper::body::Bytes;
use hyper_rustls::{HttpsConnector, HttpsConnectorBuilder};
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;
use openidconnect::{AsyncHttpClient, HttpRequest, HttpResponse};

use super::super::config::is_here;

/// The most that an answer of the provider's may hold, in bytes.
const LARGEST: usize = 256 * 1024;

/// The longest address that is asked, in bytes, the most that all headers hold, and the most that is sent: what is
/// longer, servers refuse, and a request that the provider's own words made so long is none of ours (ASVS 4.2.5).
const LONGEST_ADDRESS: usize = 2048;
const MOST_IN_HEADERS: usize = 8192;
const MOST_SENT: usize = 8192;

/// What asks the provider.
pub enum Http {
    /// With TLS, against the machine's own list of certificate authorities.
    Tls(Client<HttpsConnector<HttpConnector>, Full<Bytes>>),
    /// On this machine only.
    Here(Client<HttpConnector, Full<Bytes>>),
}

/// Why there is no answer.
#[derive(Debug, thiserror::Error)]
pub enum NoAnswer {
    #[error("the provider named an address without TLS")]
    InTheOpen,
    #[error("the provider could not be reached")]
    NotReached,
    #[error("what the provider would be asked is too long")]
    TooMuchAsked,
    #[error("the provider answered with more than it should")]
    TooLong,
    #[error("the provider answered that it is not well")]
    NotWell,
}

impl Http {
    /// With TLS, or for a provider on this machine without.
    pub fn new(issuer: &str) -> io::Result<Self> {
        if issuer.starts_with("http://") {
            return Ok(Self::Here(Client::builder(TokioExecutor::new()).build_http()));
        }
        let ring = rustls::crypto::ring::default_provider();
        let connector = HttpsConnectorBuilder::new().with_provider_and_native_roots(ring)?;
        let connector = connector.https_only().enable_http1().build();
        Ok(Self::Tls(Client::builder(TokioExecutor::new()).build(connector)))
    }

    /// Whether an address that the provider names may be used: as safe as its own.
    pub fn may_use(&self, address: &str) -> bool {
        match (self, address.split_once("://")) {
            (_, Some(("https", _))) => true,
            (Self::Here(_), Some(("http", rest))) => is_here(rest),
            _ => false,
        }
    }

    async fn send(&self, request: HttpRequest) -> Result<HttpResponse, NoAnswer> {
        if !self.may_use(&request.uri().to_string()) {
            return Err(NoAnswer::InTheOpen);
        }
        if !is_short(&request) {
            return Err(NoAnswer::TooMuchAsked);
        }
        let request = request.map(|body| Full::new(Bytes::from(body)));
        let response = match self {
            Self::Tls(client) => client.request(request).await,
            Self::Here(client) => client.request(request).await,
        };
        let (parts, body) = response.map_err(|_| NoAnswer::NotReached)?.into_parts();
        if parts.status.is_server_error() {
            return Err(NoAnswer::NotWell);
        }
        let body = Limited::new(body, LARGEST).collect().await.map_err(|_| NoAnswer::TooLong)?;
        Ok(HttpResponse::from_parts(parts, body.to_bytes().to_vec()))
    }
}

fn is_short(request: &HttpRequest) -> bool {
    let headers = request.headers().iter().map(|(name, value)| name.as_str().len() + value.len());
    request.uri().to_string().len() <= LONGEST_ADDRESS
        && headers.sum::<usize>() <= MOST_IN_HEADERS
        && request.body().len() <= MOST_SENT
}

impl<'c> AsyncHttpClient<'c> for Http {
    type Error = NoAnswer;
    type Future = Pin<Box<dyn Future<Output = Result<HttpResponse, NoAnswer>> + Send + 'c>>;

    fn call(&'c self, request: HttpRequest) -> Self::Future {
        Box::pin(self.send(request))
    }
}

#[cfg(test)]
mod tests;
