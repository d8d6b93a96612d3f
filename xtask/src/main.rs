//! Turns each compiled module of the app into the two files a browser loads: the
//! module and its JavaScript glue. `xtask <folder> <module.wasm>...`.

use std::{ffi::OsString, path::Path, process::ExitCode};

use wasm_bindgen_cli_support::Bindgen;

fn main() -> ExitCode {
    let mut args = std::env::args_os().skip(1);
    let (Some(folder), modules) = (args.next(), args.collect::<Vec<OsString>>()) else {
        return usage();
    };
    if modules.is_empty() {
        return usage();
    }
    for module in modules {
        let made = Bindgen::new()
            .input_path(module)
            .web(true)
            // The glue finds its module next to itself, wherever the page is.
            .map(|bindgen| bindgen.omit_default_module_path(false).typescript(false))
            .and_then(|bindgen| bindgen.generate(Path::new(&folder)));
        if let Err(error) = made {
            eprintln!("{error:?}");
            return ExitCode::FAILURE;
        }
    }
    ExitCode::SUCCESS
}

fn usage() -> ExitCode {
    eprintln!("usage: xtask <output folder> <compiled module.wasm>...");
    ExitCode::from(2)
}
