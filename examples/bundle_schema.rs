//! Prints the JSON Schema of the bundle, as it is kept in `schema/`:
//! `cargo run --example bundle_schema > schema/bundle-1.schema.json`

fn main() {
    println!("{:#}", exready::bundle::schema());
}
