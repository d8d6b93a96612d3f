//! Tests that count what they have met.

use std::fmt::Debug;

use proptest::{
    prelude::{Strategy, TestCaseError},
    test_runner::TestRunner,
};

use crate::support::cases;

/// Whether `scripts/prove` asks for the test at its full size.
pub fn is_at_length() -> bool {
    cases::asked().is_some_and(|cases| cases >= 1_000)
}

/// Runs a property test that counts what it has met: the test goes on after the last
/// case. Gives the number of cases.
pub fn run<S: Strategy<Value: Debug>>(
    count: u32,
    strategy: S,
    test: impl Fn(S::Value) -> Result<(), TestCaseError>,
) -> u32 {
    let config = cases::config(count);
    let count = config.cases;
    TestRunner::new(config).run(&strategy, test).unwrap_or_else(|failure| panic!("{failure}"));
    count
}
