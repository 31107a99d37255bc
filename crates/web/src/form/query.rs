//! What stands in an address after the question mark, read as a form is: by the same reader, as strictly.

use axum::extract::FromRequestParts;
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Response};
use serde::de::value::{Error, MapDeserializer};
use serde::de::{DeserializeOwned, Deserializer, Error as _, IntoDeserializer, Visitor};
use serde::forward_to_deserialize_any;

use super::sent::pairs;
use crate::error_page::{ErrorPage, Problem as Shown};

/// What was asked for. A page takes it in its own type; what does not fit it is answered by the page that says so.
pub struct Query<T>(pub T);

/// The address asks for what no page of ours has.
#[derive(Debug)]
pub struct NotAsked;

impl<T: DeserializeOwned> Query<T> {
    fn read(query: &str) -> Result<T, NotAsked> {
        let pairs = pairs(query.as_bytes()).map_err(|_| NotAsked)?;
        let pairs = pairs.into_iter().map(|(name, value)| (name, Value(value)));
        T::deserialize(MapDeserializer::<_, Error>::new(pairs)).map_err(|_| NotAsked)
    }
}

impl<T: DeserializeOwned, S: Sync> FromRequestParts<S> for Query<T> {
    type Rejection = NotAsked;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, NotAsked> {
        Self::read(parts.uri.query().unwrap_or_default()).map(Self)
    }
}

impl IntoResponse for NotAsked {
    fn into_response(self) -> Response {
        (StatusCode::BAD_REQUEST, ErrorPage::new(Shown::Failed)).into_response()
    }
}

/// One value: a text, or a number where one is asked for. That it stands there means that there is one.
struct Value(String);

impl IntoDeserializer<'_, Error> for Value {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}

impl<'de> Deserializer<'de> for Value {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_string(self.0)
    }

    fn deserialize_u64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_u64(self.0.parse().map_err(Error::custom)?)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_some(self)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Error> {
        visitor.visit_newtype_struct(self)
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u128 f32 f64 char str string bytes byte_buf unit unit_struct seq tuple
        tuple_struct map struct enum identifier ignored_any
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use domain::PersonId;
    use serde::Deserialize;

    use super::*;

    #[derive(Debug, Deserialize, PartialEq)]
    #[serde(deny_unknown_fields)]
    struct Asked {
        whose: Option<String>,
        page: Option<usize>,
        person: Option<PersonId>,
    }

    fn asked(query: &str) -> Option<Asked> {
        Query::<Asked>::read(query).ok()
    }

    #[test]
    fn what_stands_in_an_address_is_read_into_the_type_of_its_page() {
        let person: PersonId = "018f4e5a-0000-7000-8000-000000000001".parse().unwrap();
        let all = asked(&format!("whose=O%27Brien+%C5%9E&page=3&person={person}"));
        assert_eq!(all, Some(Asked { whose: Some("O'Brien Ş".into()), page: Some(3), person: Some(person) }));
        assert_eq!(asked(""), Some(Asked { whose: None, page: None, person: None }));
        assert_eq!(asked("whose="), Some(Asked { whose: Some(String::new()), page: None, person: None }));
        let any = Query::<BTreeMap<String, String>>::read("more=child&x=").unwrap();
        assert_eq!(any, [("more".to_owned(), "child".to_owned()), ("x".to_owned(), String::new())].into());
    }

    #[test]
    fn what_a_form_would_not_take_no_address_does_either() {
        for query in [
            "page=-1",
            "page=x",
            "page=18446744073709551616",
            "other=1",
            "page=1&page=2",
            "person=x",
            "whose=%FF",
            "whose=%2",
        ] {
            assert_eq!(asked(query), None, "{query}");
        }
    }
}
