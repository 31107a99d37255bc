//! The headers that every response carries, errors included (security.md G14).

use axum::http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, HeaderMap, HeaderName, HeaderValue, REFERRER_POLICY,
    STRICT_TRANSPORT_SECURITY, X_CONTENT_TYPE_OPTIONS, X_FRAME_OPTIONS,
};
use axum::response::{IntoResponseParts, Response, ResponseParts};
use tower::util::MapResponseLayer;

const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; \
    connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// Every feature that a browser knows and could ask a person about: none is used here but passkeys, by our own
/// pages.
const PERMISSIONS: &str = "accelerometer=(), autoplay=(), camera=(), display-capture=(), \
    encrypted-media=(), fullscreen=(), geolocation=(), gyroscope=(), hid=(), idle-detection=(), \
    magnetometer=(), microphone=(), midi=(), payment=(), picture-in-picture=(), \
    publickey-credentials-create=(self), publickey-credentials-get=(self), screen-wake-lock=(), serial=(), usb=(), \
    xr-spatial-tracking=()";

const TWO_YEARS: &str = "max-age=63072000; includeSubDomains";

/// How browsers reach the service.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Transport {
    /// Without TLS: on one machine, for a trial.
    Plain,
    /// Through TLS; browsers are told never to come without it.
    Tls,
}

/// Marks a response that a browser may keep: an asset that is the same for everyone. All others must
/// leave nothing on a device that others use as well.
#[derive(Clone, Copy, Debug)]
pub struct MayBeKept;

impl IntoResponseParts for MayBeKept {
    type Error = std::convert::Infallible;

    fn into_response_parts(self, mut parts: ResponseParts) -> Result<ResponseParts, Self::Error> {
        parts.extensions_mut().insert(self);
        Ok(parts)
    }
}

/// The layer to put around everything else, so that responses of other layers carry the headers too.
pub fn layer(transport: Transport) -> MapResponseLayer<impl Fn(Response) -> Response + Clone> {
    MapResponseLayer::new(move |response| harden(response, transport))
}

fn harden(mut response: Response, transport: Transport) -> Response {
    let may_be_kept = response.extensions().get::<MayBeKept>().is_some();
    let headers = response.headers_mut();
    set(headers, CONTENT_SECURITY_POLICY, POLICY);
    set(headers, X_CONTENT_TYPE_OPTIONS, "nosniff");
    set(headers, REFERRER_POLICY, "no-referrer");
    // Says what the policy's `frame-ancestors` says, to scanners and browsers that read only this.
    set(headers, X_FRAME_OPTIONS, "DENY");
    set(headers, HeaderName::from_static("cross-origin-opener-policy"), "same-origin");
    set(headers, HeaderName::from_static("cross-origin-resource-policy"), "same-origin");
    set(headers, HeaderName::from_static("permissions-policy"), PERMISSIONS);
    if !may_be_kept {
        set(headers, CACHE_CONTROL, "no-store");
    }
    if transport == Transport::Tls {
        set(headers, STRICT_TRANSPORT_SECURITY, TWO_YEARS);
    }
    response
}

/// Replaces what a handler may have set: no page can weaken the headers.
fn set(headers: &mut HeaderMap, name: HeaderName, value: &'static str) {
    headers.insert(name, HeaderValue::from_static(value));
}

#[cfg(test)]
mod tests;
