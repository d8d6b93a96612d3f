//! How many cases a property test runs; the tests of `exports` use it too.

use proptest::prelude::ProptestConfig;

/// So many cases, or as many as `scripts/prove` asks for; and no file of
/// regressions: a case that fails becomes a test.
pub fn config(cases: u32) -> ProptestConfig {
    let asked = std::env::var("EXREADY_CASES").ok();
    let cases = asked.map_or(cases, |cases| cases.parse().unwrap());
    ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() }
}
