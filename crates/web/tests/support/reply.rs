//! What came back.

use axum::body::Body;
use axum::http::{HeaderMap, Response};
use http_body_util::BodyExt as _;

/// An answer, read whole.
#[derive(Debug, Clone)]
pub struct Reply {
    pub status: u16,
    pub headers: HeaderMap,
    pub body: String,
}

impl Reply {
    pub async fn read(response: Response<Body>) -> Self {
        let (parts, body) = response.into_parts();
        let bytes = body.collect().await.unwrap().to_bytes();
        Self {
            status: parts.status.as_u16(),
            headers: parts.headers,
            body: String::from_utf8_lossy(&bytes).into_owned(),
        }
    }

    /// A header; empty where there is none.
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    /// Where it leads on to; empty where it does not.
    pub fn to(&self) -> &str {
        self.header("location")
    }

    /// Where it leads on to. Fails where it does not.
    #[track_caller]
    pub fn see_other(&self) -> String {
        assert_eq!(self.status, 303, "{}", self.text());
        self.to().to_owned()
    }

    /// The page's main part without its markup, for messages of tests and for reading.
    pub fn text(&self) -> String {
        let from = self.body.find("<main").unwrap_or_default();
        let mut text = String::new();
        let mut inside = false;
        for letter in self.body[from..].chars() {
            match letter {
                '<' => inside = true,
                '>' => inside = false,
                letter if !inside => text.push(letter),
                _ => {}
            }
        }
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// Fails where the page does not say this.
    #[track_caller]
    pub fn says(&self, words: &str) -> &Self {
        assert!(self.text().contains(words), "{} does not say {words:?}: {}", self.status, self.text());
        self
    }

    /// Fails where the page says this anywhere, its markup included.
    #[track_caller]
    pub fn does_not_say(&self, words: &str) -> &Self {
        assert!(!self.body.contains(words), "{} says {words:?}", self.status);
        self
    }

    /// Fails where the status is another.
    #[track_caller]
    pub fn is(&self, status: u16) -> &Self {
        assert_eq!(self.status, status, "{}", self.text());
        self
    }

    /// The value of a hidden field or a box on the page, as it stands in the markup.
    #[track_caller]
    pub fn field(&self, name: &str) -> &str {
        let at = self.body.find(&format!("name=\"{name}\"")).unwrap_or_else(|| panic!("no field {name}"));
        let rest = &self.body[at..];
        let tag = &rest[..rest.find('>').unwrap()];
        tag.split_once("value=\"").and_then(|(_, value)| value.split('"').next()).unwrap_or("")
    }

    /// What a browser would send from the form that goes to this place, or to where it stands, untouched:
    /// hidden fields, what is typed, ticked and chosen already.
    pub fn form(&self, place: &str) -> Vec<(String, String)> {
        let forms =
            self.body.split("<form").skip(1).map(|form| form.split("</form>").next().unwrap_or_default());
        let goes_to = |form: &str, place: &str| attribute(form, "action") == place;
        let form = forms
            .clone()
            .find(|form| goes_to(form, place))
            .or_else(|| forms.clone().find(|form| goes_to(form, "")));
        let Some(form) = form else { return Vec::new() };
        let mut fields = Vec::new();
        let mut select = String::new();
        for tag in form.split('<').skip(1) {
            let (name, value) = (attribute(tag, "name"), attribute(tag, "value"));
            let is = |kind: &str| attribute(tag, "type") == kind;
            match tag.split([' ', '>', '\n']).next().unwrap_or_default() {
                "input" if (is("radio") || is("checkbox")) && !tag.contains(" checked") => {}
                "input" if !name.is_empty() => fields.push((name, value)),
                "textarea" => {
                    let text = tag.split_once('>').map_or("", |(_, text)| text);
                    fields.push((name, text.trim_start_matches('\n').to_owned()));
                }
                "select" => select = name,
                "option" if tag.contains(" selected") => fields.push((select.clone(), value)),
                _ => {}
            }
        }
        fields
    }
}

impl Reply {
    /// Every box into which words, numbers or places are typed: where its form goes to, and its name.
    pub fn boxes(&self) -> Vec<(String, String)> {
        let mut boxes = Vec::new();
        for form in self.body.split("<form").skip(1) {
            let form = form.split("</form>").next().unwrap_or_default();
            let place = attribute(form, "action");
            for tag in form.split('<').skip(1) {
                let kind = attribute(tag, "type");
                let is_box = match tag.split([' ', '>', '\n']).next().unwrap_or_default() {
                    "textarea" => true,
                    "input" => ["", "text", "tel", "email", "search", "password"].contains(&kind.as_str()),
                    _ => false,
                };
                if is_box {
                    boxes.push((place.clone(), attribute(tag, "name")));
                }
            }
        }
        boxes
    }
}

/// An attribute of a tag; empty where it has none of this name.
fn attribute(tag: &str, name: &str) -> String {
    let tag = tag.split('>').next().unwrap_or_default();
    let from = tag.split_once(&format!(" {name}=\"")).map_or("", |(_, rest)| rest);
    from.split('"').next().unwrap_or_default().replace("&#39;", "'").replace("&#34;", "\"")
}
