//! Computes a bundle's results anew. It is how another program checks the numbers
//! of the app: both are the same core.
//!
//! `cargo run --release --example recompute < in.exready.json > out.exready.json`
//! writes the same bundle with its results recomputed.
//!
//! `cargo run --release --example recompute -- --check < in.exready.json`
//! writes nothing but what it says of the results in the file: `agree`, `differ in:`
//! with the rows, or `not comparable:` with the reason.
//!
//! The status is 0, or 1 where the results differ, or 2 where the file cannot be
//! opened; the reason then stands on standard error.

use std::{
    collections::hash_map::RandomState,
    env,
    hash::{BuildHasher as _, Hasher as _},
    io::{self, Read, Write},
    process::ExitCode,
};

use exready::bundle::{self, Agreement, Opened, Salt};

/// The results in the file are others than those computed.
const DIFFERS: u8 = 1;
/// The file, or the command line, cannot be read.
const FAILED: u8 = 2;

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    ExitCode::from(run(&arguments, io::stdin().lock(), io::stdout().lock(), io::stderr().lock()))
}

/// The whole program; gives its status.
pub fn run(
    arguments: &[&str],
    input: impl Read,
    mut output: impl Write,
    mut errors: impl Write,
) -> u8 {
    let outcome = match arguments {
        [] => open(input).and_then(|opened| recomputed(opened, &mut output)),
        ["--check"] => open(input).and_then(|opened| checked(&opened.agreement, &mut output)),
        _ => Err("usage: recompute [--check] < in.exready.json".into()),
    };
    outcome.unwrap_or_else(|reason| {
        // Where even that cannot be written, the status still says it.
        let _ = writeln!(errors, "{reason}");
        FAILED
    })
}

type Outcome<T> = Result<T, Box<dyn std::error::Error>>;

fn open(input: impl Read) -> Outcome<Opened> {
    let mut bytes = Vec::new();
    // One byte more than a bundle may have is enough to know that it has too many.
    input.take(bundle::SIZE_MAX + 1).read_to_end(&mut bytes)?;
    Ok(bundle::open(&bytes)?)
}

fn recomputed(mut opened: Opened, output: &mut impl Write) -> Outcome<u8> {
    let sealed =
        bundle::write(&opened.assessment, &mut opened.envelope, bundle::Notes::Go, &mut salt)?;
    output.write_all(&sealed.bytes)?;
    Ok(0)
}

fn checked(agreement: &Agreement, output: &mut impl Write) -> Outcome<u8> {
    match agreement {
        Agreement::Agree => writeln!(output, "agree")?,
        Agreement::Differ(rows) => {
            writeln!(output, "differ in:")?;
            for row in rows {
                writeln!(output, "{row}")?;
            }
            return Ok(DIFFERS);
        }
        Agreement::NotComparable(why) => writeln!(output, "not comparable: {}", why.text())?,
    }
    Ok(0)
}

/// A salt for a record that has none. The standard library keys every hasher of
/// a new state at random.
fn salt() -> Salt {
    let half = || RandomState::new().build_hasher().finish().to_be_bytes();
    let mut bytes = [0; 16];
    bytes[..8].copy_from_slice(&half());
    bytes[8..].copy_from_slice(&half());
    Salt(bytes)
}
