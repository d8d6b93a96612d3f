//! How many cases a property test runs; the tests of `exports` use it too.

use std::fmt::Debug;

use proptest::{
    prelude::{ProptestConfig, Strategy, TestCaseError},
    test_runner::TestRunner,
};

/// So many cases, or as many as `scripts/prove` asks for; and no file of
/// regressions: a case that fails becomes a test.
pub fn config(cases: u32) -> ProptestConfig {
    let cases = asked().unwrap_or(cases);
    ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() }
}

fn asked() -> Option<u32> {
    std::env::var("EXREADY_CASES").ok().map(|cases| cases.parse().unwrap())
}

/// Whether `scripts/prove` asks for the test at its full size.
pub fn is_at_length() -> bool {
    asked().is_some_and(|cases| cases >= 1_000)
}

/// Runs a property test that counts what it has met: the test goes on after the last
/// case. Gives the number of cases.
pub fn run<S: Strategy<Value: Debug>>(
    cases: u32,
    strategy: S,
    test: impl Fn(S::Value) -> Result<(), TestCaseError>,
) -> u32 {
    let config = config(cases);
    let cases = config.cases;
    TestRunner::new(config).run(&strategy, test).unwrap_or_else(|failure| panic!("{failure}"));
    cases
}
