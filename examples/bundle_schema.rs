//! Prints the JSON Schema of the evidence bundle, as it is kept in `schema/`:
//! `cargo run --example bundle_schema > schema/evidence-bundle-1.schema.json`

fn main() {
    println!("{:#}", exready::bundle::schema());
}
