#!/usr/bin/env bash
# build-dev.sh folder: the app as `scripts/dev` serves it, not optimized and not
# compressed.
set -euo pipefail
cd "$(dirname "$0")/../.."
# shellcheck source=scripts/lib/wasm.sh
source scripts/lib/wasm.sh

folder="$1"
mkdir -p "$folder"
wasm_cargo build --profile wasm-dev --package exready --no-default-features --bin exready
wasm_cargo rustc --profile wasm-dev --package exports --lib --crate-type cdylib
compiled="$(wasm_build_dir)/wasm32-unknown-unknown/wasm-dev"
for module in exready exports; do
    if [[ $compiled/$module.wasm -nt $folder/${module}_bg.wasm ]]; then
        "$(build_dir)/tool/xtask" "$folder" "$compiled/$module.wasm"
    fi
done
cp index.html src/boot.js src/translated.js src/worker.js "$folder/"
for texts in catalogue glossary profiles sample; do
    mkdir -p "$folder/$texts"
    cp data/$texts/*.json "$folder/$texts/"
done
node scripts/lib/css.mjs style/main.css "$folder/main.css"
