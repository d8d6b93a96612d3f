//! Draws the scope diagram of a bundle: a bundle on standard input, the SVG on
//! standard output. One that cannot be opened gives the reason on standard error
//! and status 1. With `page`, colours are left to the style sheet of a page.
//!
//! `cargo run --release --example scope_diagram < in.exready.json > scope.svg`

use std::{
    env,
    io::{self, Read as _, Write as _},
    process::ExitCode,
};

use exready::{
    bundle,
    diagram::{Diagram, Theme, svg},
};

fn main() -> ExitCode {
    match draw() {
        Ok(()) => ExitCode::SUCCESS,
        Err(reason) => {
            eprintln!("{reason}");
            ExitCode::FAILURE
        }
    }
}

fn draw() -> Result<(), Box<dyn std::error::Error>> {
    let mut bytes = Vec::new();
    // One byte more than a bundle may have is enough to know that it has too many.
    io::stdin().lock().take(bundle::SIZE_MAX + 1).read_to_end(&mut bytes)?;
    let item = bundle::open(&bytes)?.assessment;
    let diagram = Diagram::of(&item.components, &item.interfaces, &item.test_item.name);
    let theme = if env::args().any(|word| word == "page") { Theme::Page } else { Theme::File };
    io::stdout().lock().write_all(svg(&diagram, theme).as_bytes())?;
    Ok(())
}
