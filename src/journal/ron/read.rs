//! Compact RON to values, leniently: fields a type does not know are passed over, whatever the type says about them.
//!
//! Reads what `write` writes and nothing more. Nesting is limited, sizes are never taken from the text.

use serde::de::{
    self, Deserialize, DeserializeSeed, IntoDeserializer, Visitor, value::StrDeserializer,
};

use super::Fault;

/// How deep values may nest; the deepest condition of a shipped ceremony needs a tenth.
const DEEPEST: u32 = 128;

/// Reads one value that takes up the whole text.
pub fn from_str<'de, T: Deserialize<'de>>(text: &'de str) -> Result<T, Fault> {
    let mut reader = Reader { rest: text, depth: 0 };
    let value = T::deserialize(&mut reader)?;
    if reader.rest.is_empty() { Ok(value) } else { fault("something stands after the value") }
}

/// Where the value that `text` begins with ends: at the comma or closing bracket behind it.
pub fn value_end(text: &str) -> Option<usize> {
    let (mut depth, mut quoted, mut escaped) = (0_u32, false, false);
    for (at, it) in text.bytes().enumerate() {
        match it {
            _ if escaped => escaped = false,
            b'\\' if quoted => escaped = true,
            b'"' => quoted = !quoted,
            _ if quoted => {}
            b'(' | b'[' => depth += 1,
            b',' | b')' | b']' if depth == 0 => return (at > 0).then_some(at),
            b')' | b']' => depth -= 1,
            _ => {}
        }
    }
    None
}

fn fault<T>(why: &str) -> Result<T, Fault> {
    Err(Fault(why.to_owned()))
}

struct Reader<'de> {
    rest: &'de str,
    depth: u32,
}

impl<'de> Reader<'de> {
    fn eat(&mut self, token: &str) -> bool {
        match self.rest.strip_prefix(token) {
            Some(rest) => {
                self.rest = rest;
                true
            }
            None => false,
        }
    }

    fn expect(&mut self, token: &str) -> Result<(), Fault> {
        if self.eat(token) { Ok(()) } else { Err(Fault(format!("expected `{token}`"))) }
    }

    fn take_while(&mut self, keep: impl Fn(u8) -> bool) -> &'de str {
        let end = self.rest.bytes().position(|it| !keep(it)).unwrap_or(self.rest.len());
        let (taken, rest) = self.rest.split_at(end);
        self.rest = rest;
        taken
    }

    fn word(&mut self) -> Result<&'de str, Fault> {
        let word = self.take_while(|it| it.is_ascii_alphanumeric() || it == b'_');
        if word.is_empty() { fault("expected a name") } else { Ok(word) }
    }

    fn number<T: std::str::FromStr>(&mut self) -> Result<T, Fault> {
        let digits = self.take_while(|it| it.is_ascii_digit() || it == b'-');
        digits.parse().or_else(|_| fault("expected a number in range"))
    }

    fn string(&mut self) -> Result<String, Fault> {
        self.expect("\"")?;
        let mut text = String::new();
        loop {
            text.push_str(self.take_while(|it| !matches!(it, b'"' | b'\\')));
            if self.eat("\"") {
                return Ok(text);
            }
            self.expect("\\")?;
            text.push(self.escaped()?);
        }
    }

    fn escaped(&mut self) -> Result<char, Fault> {
        if self.eat("\"") {
            return Ok('"');
        }
        if self.eat("\\") {
            return Ok('\\');
        }
        self.expect("u{")?;
        let hex = self.take_while(|it| it.is_ascii_hexdigit());
        self.expect("}")?;
        let code = u32::from_str_radix(hex, 16).ok().and_then(char::from_u32);
        code.map_or_else(|| fault("no such character"), Ok)
    }

    /// Reads what stands between an opening bracket, already eaten, and its closing one.
    fn group<T>(
        &mut self,
        close: &'static str,
        read: impl FnOnce(Group<'_, 'de>) -> Result<T, Fault>,
    ) -> Result<T, Fault> {
        let read = |reader: &mut Self| read(Group { reader, close, first: true, fields: &[] });
        let value = self.deeper(read)?;
        self.expect(close)?;
        Ok(value)
    }

    fn deeper<T>(&mut self, read: impl FnOnce(&mut Self) -> Result<T, Fault>) -> Result<T, Fault> {
        if self.depth == DEEPEST {
            return fault("nested too deeply");
        }
        self.depth += 1;
        let value = read(self)?;
        self.depth -= 1;
        Ok(value)
    }

    /// One value in round brackets.
    fn wrapped<T>(&mut self, read: impl FnOnce(&mut Self) -> Result<T, Fault>) -> Result<T, Fault> {
        self.expect("(")?;
        let value = self.deeper(read)?;
        self.expect(")")?;
        Ok(value)
    }

    fn fields<V: Visitor<'de>>(
        &mut self,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        self.expect("(")?;
        self.group(")", |group| visitor.visit_map(Group { fields, ..group }))
    }

    fn values<V: Visitor<'de>>(&mut self, visitor: V) -> Result<V::Value, Fault> {
        self.expect("(")?;
        self.group(")", |group| visitor.visit_seq(group))
    }
}

macro_rules! numbers {
    ($($method:ident: $visit:ident),*) => {
        $(fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
            visitor.$visit(self.number()?)
        })*
    };
}

impl<'de> de::Deserializer<'de> for &mut Reader<'de> {
    type Error = Fault;

    numbers! {
        deserialize_i8: visit_i8, deserialize_i16: visit_i16, deserialize_i32: visit_i32, deserialize_i64: visit_i64,
        deserialize_u8: visit_u8, deserialize_u16: visit_u16, deserialize_u32: visit_u32, deserialize_u64: visit_u64
    }

    fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value, Fault> {
        fault("a journal holds no value of a kind not known beforehand")
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        match self.word()? {
            "true" => visitor.visit_bool(true),
            "false" => visitor.visit_bool(false),
            _ => fault("expected `true` or `false`"),
        }
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        visitor.visit_string(self.string()?)
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        visitor.visit_string(self.string()?)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        if self.eat("None") {
            return visitor.visit_none();
        }
        self.expect("Some")?;
        self.wrapped(|reader| visitor.visit_some(reader))
    }

    fn deserialize_unit<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        self.expect("()")?;
        visitor.visit_unit()
    }

    fn deserialize_unit_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Fault> {
        self.deserialize_unit(visitor)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Fault> {
        self.wrapped(|reader| visitor.visit_newtype_struct(reader))
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        self.expect("[")?;
        self.group("]", |group| visitor.visit_seq(group))
    }

    fn deserialize_tuple<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Fault> {
        self.values(visitor)
    }

    fn deserialize_tuple_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: usize,
        visitor: V,
    ) -> Result<V::Value, Fault> {
        self.values(visitor)
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        self.fields(fields, visitor)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        visitor.visit_enum(self)
    }

    fn deserialize_identifier<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        visitor.visit_borrowed_str(self.word()?)
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        let end = value_end(self.rest).unwrap_or(self.rest.len());
        self.rest = &self.rest[end..];
        visitor.visit_unit()
    }

    serde::forward_to_deserialize_any! { f32 f64 char bytes byte_buf map }
}

/// The parts of a list, a tuple or a struct.
struct Group<'a, 'de> {
    reader: &'a mut Reader<'de>,
    close: &'static str,
    first: bool,
    /// Names a struct knows.
    fields: &'static [&'static str],
}

impl Group<'_, '_> {
    fn more(&mut self) -> Result<bool, Fault> {
        if self.reader.rest.starts_with(self.close) {
            return Ok(false);
        }
        if !std::mem::take(&mut self.first) {
            self.reader.expect(",")?;
        }
        Ok(true)
    }
}

impl<'de> de::SeqAccess<'de> for Group<'_, 'de> {
    type Error = Fault;

    fn next_element_seed<T: DeserializeSeed<'de>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, Fault> {
        if self.more()? { seed.deserialize(&mut *self.reader).map(Some) } else { Ok(None) }
    }
}

impl<'de> de::MapAccess<'de> for Group<'_, 'de> {
    type Error = Fault;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, Fault> {
        while self.more()? {
            let key = self.reader.word()?;
            self.reader.expect(":")?;
            if self.fields.contains(&key) {
                let key: StrDeserializer<'_, Fault> = key.into_deserializer();
                return seed.deserialize(key).map(Some);
            }
            let end = value_end(self.reader.rest).map_or_else(|| fault("unfinished value"), Ok)?;
            self.reader.rest = &self.reader.rest[end..];
        }
        Ok(None)
    }

    fn next_value_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<T::Value, Fault> {
        seed.deserialize(&mut *self.reader)
    }
}

impl<'de> de::EnumAccess<'de> for &mut Reader<'de> {
    type Error = Fault;
    type Variant = Self;

    fn variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<(T::Value, Self), Fault> {
        let name: StrDeserializer<'_, Fault> = self.word()?.into_deserializer();
        Ok((seed.deserialize(name)?, self))
    }
}

impl<'de> de::VariantAccess<'de> for &mut Reader<'de> {
    type Error = Fault;

    fn unit_variant(self) -> Result<(), Fault> {
        Ok(())
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<T::Value, Fault> {
        self.wrapped(|reader| seed.deserialize(reader))
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Fault> {
        self.values(visitor)
    }

    fn struct_variant<V: Visitor<'de>>(
        self,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        self.fields(fields, visitor)
    }
}
