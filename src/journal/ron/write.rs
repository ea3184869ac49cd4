//! Values to compact RON: no space, no names of structs, one spelling for each value.

use std::fmt::Write;

use serde::{Serialize, ser};

use super::{Fault, escape};

/// The value on one line. Floats, characters, bytes and maps have no spelling here and are refused.
pub fn to_string<T: Serialize + ?Sized>(value: &T) -> Result<String, Fault> {
    let mut writer = Writer { out: String::new() };
    value.serialize(&mut writer)?;
    Ok(writer.out)
}

struct Writer {
    out: String,
}

impl Writer {
    fn number(&mut self, value: impl std::fmt::Display) {
        // Writing to a string cannot fail.
        let _ = write!(self.out, "{value}");
    }

    fn open(&mut self, bracket: char, close: &'static str) -> Group<'_> {
        self.out.push(bracket);
        Group { writer: self, first: true, close }
    }
}

/// What stands between two brackets, parted by commas.
struct Group<'a> {
    writer: &'a mut Writer,
    first: bool,
    close: &'static str,
}

impl Group<'_> {
    fn part(&mut self) {
        if !std::mem::take(&mut self.first) {
            self.writer.out.push(',');
        }
    }

    fn value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Fault> {
        self.part();
        value.serialize(&mut *self.writer)
    }

    fn field<T: Serialize + ?Sized>(&mut self, key: &'static str, value: &T) -> Result<(), Fault> {
        self.part();
        self.writer.out.push_str(key);
        self.writer.out.push(':');
        value.serialize(&mut *self.writer)
    }

    fn close(self) {
        self.writer.out.push_str(self.close);
    }
}

fn refused<T>(what: &str) -> Result<T, Fault> {
    Err(Fault(format!("a journal holds no {what}")))
}

macro_rules! numbers {
    ($($method:ident: $kind:ty),*) => {
        $(fn $method(self, value: $kind) -> Result<(), Fault> {
            self.number(value);
            Ok(())
        })*
    };
}

impl<'a> ser::Serializer for &'a mut Writer {
    type Ok = ();
    type Error = Fault;
    type SerializeSeq = Group<'a>;
    type SerializeTuple = Group<'a>;
    type SerializeTupleStruct = Group<'a>;
    type SerializeTupleVariant = Group<'a>;
    type SerializeMap = ser::Impossible<(), Fault>;
    type SerializeStruct = Group<'a>;
    type SerializeStructVariant = Group<'a>;

    numbers! {
        serialize_bool: bool, serialize_i8: i8, serialize_i16: i16, serialize_i32: i32, serialize_i64: i64,
        serialize_u8: u8, serialize_u16: u16, serialize_u32: u32, serialize_u64: u64
    }

    fn serialize_f32(self, _: f32) -> Result<(), Fault> {
        refused("float")
    }

    fn serialize_f64(self, _: f64) -> Result<(), Fault> {
        refused("float")
    }

    fn serialize_char(self, _: char) -> Result<(), Fault> {
        refused("single character")
    }

    fn serialize_bytes(self, _: &[u8]) -> Result<(), Fault> {
        refused("bytes")
    }

    fn serialize_str(self, value: &str) -> Result<(), Fault> {
        self.out.push('"');
        escape(value, &mut self.out);
        self.out.push('"');
        Ok(())
    }

    fn serialize_none(self) -> Result<(), Fault> {
        self.out.push_str("None");
        Ok(())
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<(), Fault> {
        self.serialize_newtype_variant("Option", 1, "Some", value)
    }

    fn serialize_unit(self) -> Result<(), Fault> {
        self.out.push_str("()");
        Ok(())
    }

    fn serialize_unit_struct(self, _: &'static str) -> Result<(), Fault> {
        self.serialize_unit()
    }

    fn serialize_unit_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
    ) -> Result<(), Fault> {
        self.out.push_str(variant);
        Ok(())
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        value: &T,
    ) -> Result<(), Fault> {
        let mut group = self.open('(', ")");
        group.value(value)?;
        group.close();
        Ok(())
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        value: &T,
    ) -> Result<(), Fault> {
        self.out.push_str(variant);
        self.serialize_newtype_struct(variant, value)
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Group<'a>, Fault> {
        Ok(self.open('[', "]"))
    }

    fn serialize_tuple(self, _: usize) -> Result<Group<'a>, Fault> {
        Ok(self.open('(', ")"))
    }

    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<Group<'a>, Fault> {
        Ok(self.open('(', ")"))
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<Group<'a>, Fault> {
        self.out.push_str(variant);
        Ok(self.open('(', ")"))
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Self::SerializeMap, Fault> {
        refused("map")
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Group<'a>, Fault> {
        Ok(self.open('(', ")"))
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<Group<'a>, Fault> {
        self.out.push_str(variant);
        Ok(self.open('(', ")"))
    }
}

macro_rules! lists {
    ($($kind:ident: $method:ident),*) => {
        $(impl ser::$kind for Group<'_> {
            type Ok = ();
            type Error = Fault;

            fn $method<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Fault> {
                self.value(value)
            }

            fn end(self) -> Result<(), Fault> {
                self.close();
                Ok(())
            }
        })*
    };
}

lists! {
    SerializeSeq: serialize_element, SerializeTuple: serialize_element,
    SerializeTupleStruct: serialize_field, SerializeTupleVariant: serialize_field
}

macro_rules! structs {
    ($($kind:ident),*) => {
        $(impl ser::$kind for Group<'_> {
            type Ok = ();
            type Error = Fault;

            fn serialize_field<T: Serialize + ?Sized>(
                &mut self,
                key: &'static str,
                value: &T,
            ) -> Result<(), Fault> {
                self.field(key, value)
            }

            fn end(self) -> Result<(), Fault> {
                self.close();
                Ok(())
            }
        })*
    };
}

structs! { SerializeStruct, SerializeStructVariant }
