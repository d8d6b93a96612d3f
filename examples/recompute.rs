//! Computes a bundle's results anew: a bundle on standard input, the same
//! bundle with its results recomputed on standard output. One that cannot be
//! opened gives the reason on standard error and status 1.
//!
//! `cargo run --release --example recompute < in.exready.json > out.exready.json`
//!
//! It is how another program checks the numbers of the app: both are the same core.

use std::{
    io::{self, Read as _, Write as _},
    process::ExitCode,
};

use exready::bundle;

fn main() -> ExitCode {
    match recompute() {
        Ok(()) => ExitCode::SUCCESS,
        Err(reason) => {
            eprintln!("{reason}");
            ExitCode::FAILURE
        }
    }
}

fn recompute() -> Result<(), Box<dyn std::error::Error>> {
    let mut bytes = Vec::new();
    // One byte more than a bundle may have is enough to know that it has too many.
    io::stdin().lock().take(bundle::SIZE_MAX + 1).read_to_end(&mut bytes)?;
    let opened = bundle::open(&bytes)?;
    let sealed = bundle::write(&opened.assessment, &opened.kept)?;
    io::stdout().lock().write_all(&sealed.bytes)?;
    Ok(())
}
