# shellcheck shell=bash
# How this machine builds for WebAssembly. Sourced by setup, build and test.
#
#   rustup  the toolchain on PATH has the target (rustup can add it)
#   debian  Debian's own compiler, which builds the standard library from its
#           sources along with the app
#
# `setup` chooses and writes the choice down; the others read it.

# Everything compiled goes here; cargo reads the same variable.
build_dir() { printf '%s\n' "${CARGO_TARGET_DIR:-target}"; }

wasm_debian_packages=(rustc-web cargo-web rust-web-src rust-web-clippy lld-19)

wasm_record() { printf '%s/wasm-way\n' "$(build_dir)"; }

# The way to use: what EXREADY_WASM says, else what setup wrote down.
# Prints nothing if neither is there.
wasm_way() {
    case "${EXREADY_WASM:-auto}" in
        rustup | debian) printf '%s\n' "$EXREADY_WASM" ;;
        auto) cat "$(wasm_record)" 2>/dev/null || true ;;
        *)
            echo "EXREADY_WASM is '$EXREADY_WASM'; it can be rustup, debian or auto." >&2
            return 1
            ;;
    esac
}

# Where the wasm builds put their files. Debian's way has a folder of its own:
# its settings must not make the native build start over, nor the reverse.
wasm_build_dir() {
    case "$(wasm_way)" in
        debian) printf '%s/debian\n' "$(build_dir)" ;;
        *) build_dir ;;
    esac
}

# wasm_cargo build --release … : cargo for the wasm target. The settings of
# Debian's way live in this one process. RUSTC_BOOTSTRAP above all must not
# reach a native build: it would unlock unstable features there.
wasm_cargo() {
    local way command="$1"
    shift
    way="$(wasm_way)"
    # Where a crate lies on this machine is nobody's business, and the same
    # everywhere makes the same module everywhere.
    set -- --config "target.wasm32-unknown-unknown.rustflags=[
        \"--remap-path-prefix=$(rustc --print sysroot)=rust\",
        \"--remap-path-prefix=${CARGO_HOME:-$HOME/.cargo}/registry/src=crates\",
        \"--remap-path-prefix=$PWD=exready\"]" "$@"
    case "$way" in
        rustup) cargo "$command" --target wasm32-unknown-unknown "$@" ;;
        debian)
            env -u RUSTUP_TOOLCHAIN \
                RUSTC=/usr/bin/rustc RUSTDOC=/usr/bin/rustdoc \
                RUSTC_BOOTSTRAP=1 \
                CARGO_UNSTABLE_BUILD_STD=std,panic_abort \
                CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER=wasm-ld-19 \
                CARGO_TARGET_DIR="$(wasm_build_dir)" \
                PATH="/usr/bin:$PATH" \
                /usr/bin/cargo "$command" --target wasm32-unknown-unknown "$@"
            ;;
        *)
            echo "Nothing is set up yet: run scripts/setup first." >&2
            return 1
            ;;
    esac
}
