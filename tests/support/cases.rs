//! How many cases a property test runs; the tests of `exports` use it too.

use proptest::prelude::ProptestConfig;

/// So many cases, or as many as `scripts/prove` asks for; and no file of
/// regressions: a case that fails becomes a test.
pub fn config(cases: u32) -> ProptestConfig {
    let cases = asked().unwrap_or(cases);
    ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() }
}

/// How many cases `scripts/prove` asks for.
pub fn asked() -> Option<u32> {
    std::env::var("EXREADY_CASES").ok().map(|cases| cases.parse().unwrap())
}
