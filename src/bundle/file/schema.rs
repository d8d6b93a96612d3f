//! The JSON Schemas of the bundle and of profiles, generated from the types. Native builds
//! only: the browser does not need it.

use schemars::{Schema, generate::SchemaSettings, transform::RecursiveTransform};
use serde_json::{Value, json};

use super::{File, integrity::Integrity, results::Tables};
use crate::assessment::Profile;

/// The schema (draft 2020-12) of what [`super::write`] makes.
#[must_use]
pub fn schema() -> Value {
    let mut generator = SchemaSettings::draft2020_12()
        .with_transform(RecursiveTransform(without_rust_formats))
        .into_generator();
    let integrity = generator.subschema_for::<Integrity>();
    let mut schema = Value::from(generator.into_root_schema_for::<File<Tables>>());
    schema["$id"] = json!("https://exready.example/schema/bundle-1.schema.json");
    schema["title"] = json!("Exready bundle");
    schema["description"] = json!(
        "One assessment with its results. Further fields are allowed: a later minor version adds some."
    );
    schema["properties"]["integrity"] = integrity.into();
    if let Some(required) = schema["required"].as_array_mut() {
        required.push(json!("integrity"));
    }
    schema
}

/// The schema (draft 2020-12) of a profile as a file.
#[must_use]
pub fn profile_schema() -> Value {
    let generator = SchemaSettings::draft2020_12()
        .with_transform(RecursiveTransform(without_rust_formats))
        .into_generator();
    let mut schema = Value::from(generator.into_root_schema_for::<Profile>());
    schema["$id"] = json!("https://exready.example/schema/profile-1.schema.json");
    schema["title"] = json!("Exready profile");
    schema["description"] = json!(
        "Which requirements of IEC 62443 a context asks for and which it does not need. It adds none and changes none."
    );
    schema
}

/// The widths of Rust's numbers are no formats that a validator knows; their
/// limits stand beside them.
fn without_rust_formats(schema: &mut Schema) {
    if schema.get("format").and_then(Value::as_str).is_some_and(|format| format.starts_with("uint"))
    {
        schema.remove("format");
    }
}
