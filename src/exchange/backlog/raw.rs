//! JSON by its pieces: objects and arrays whose parts stay slices of the file, so that each knows its line.

use std::fmt;

use serde::{
    Deserialize,
    de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor},
};
use serde_json::value::RawValue;

use super::{problem::Fault, words::plain};
use crate::ceremony::Text;

/// Names of an object and what stands under them, in the order of the file; a name may be there twice.
#[derive(Deserialize)]
pub(super) struct Fields<'t>(
    #[serde(borrow, deserialize_with = "pairs")] pub(super) Vec<(String, &'t RawValue)>,
);

impl<'t> Fields<'t> {
    pub(super) fn of(raw: &'t RawValue) -> Option<Fields<'t>> {
        serde_json::from_str(raw.get()).ok()
    }

    pub(super) fn named(&self, name: &str) -> impl Iterator<Item = &'t RawValue> {
        let name = plain(name);
        self.0.iter().filter(move |it| plain(&it.0) == name).map(|it| it.1)
    }
}

fn pairs<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<(String, &'de RawValue)>, D::Error> {
    struct Pairs;
    impl<'de> Visitor<'de> for Pairs {
        type Value = Vec<(String, &'de RawValue)>;

        fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
            f.write_str("an object")
        }

        fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
            let mut pairs = Vec::new();
            while let Some(it) = map.next_entry()? {
                pairs.push(it);
            }
            Ok(pairs)
        }
    }
    from.deserialize_map(Pairs)
}

/// The elements of an array up to where it breaks.
struct Elements<'a, 't>(&'a mut Vec<&'t RawValue>);

impl<'t> DeserializeSeed<'t> for Elements<'_, 't> {
    type Value = ();

    fn deserialize<D: Deserializer<'t>>(self, from: D) -> Result<(), D::Error> {
        from.deserialize_seq(self)
    }
}

impl<'t> Visitor<'t> for Elements<'_, 't> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("an array")
    }

    fn visit_seq<A: SeqAccess<'t>>(self, mut seq: A) -> Result<(), A::Error> {
        while let Some(it) = seq.next_element()? {
            self.0.push(it);
        }
        Ok(())
    }
}

pub(super) fn elements(raw: &RawValue) -> Vec<&RawValue> {
    let mut found = Vec::new();
    let mut from = serde_json::Deserializer::from_str(raw.get());
    // What is raw has been read once already.
    let _ = Elements(&mut found).deserialize(&mut from);
    found
}

pub(super) enum Whole<'t> {
    Array(Vec<&'t RawValue>),
    Object(&'t RawValue),
    /// A value a line.
    Lines,
    Broken(Vec<&'t RawValue>, serde_json::Error),
}

pub(super) fn whole(text: &str) -> Whole<'_> {
    if let Ok(raw) = serde_json::from_str::<&RawValue>(text) {
        return if raw.get().starts_with('[') {
            Whole::Array(elements(raw))
        } else {
            Whole::Object(raw)
        };
    }
    let first = text.lines().find(|it| !it.trim().is_empty()).unwrap_or_default();
    if serde_json::from_str::<Fields>(first).is_ok() {
        return Whole::Lines;
    }
    let mut found = Vec::new();
    let mut from = serde_json::Deserializer::from_str(text);
    let read = if text.trim_start().starts_with('[') {
        Elements(&mut found).deserialize(&mut from)
    } else {
        Fields::deserialize(&mut from).map(|_| ())
    };
    let end = read.and_then(|()| from.end());
    let error = end.err().unwrap_or_else(|| serde_json::Error::custom("it does not end"));
    Whole::Broken(found, error)
}

/// The place is said by the problem's line.
pub(super) fn broken(error: &serde_json::Error) -> Fault {
    let why = error.to_string();
    Fault::BadJson(Text::new(why.split(" at line").next().unwrap_or_default()))
}

/// Where a value lies in the text it is a slice of.
pub(super) fn offset(text: &str, raw: &RawValue) -> usize {
    raw.get().as_ptr().addr().saturating_sub(text.as_ptr().addr())
}
