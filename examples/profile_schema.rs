//! Prints the JSON Schema of a profile, as it is kept in `schema/`:
//! `cargo run --example profile_schema > schema/profile-1.schema.json`

fn main() {
    println!("{:#}", exready::bundle::profile_schema());
}
