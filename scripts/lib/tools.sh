# shellcheck shell=bash
# Where the tools of the tests are. Sourced by setup and test.

# Programs compiled for the tests, outside the source tree, so that a fresh
# clone finds them again.
tools_dir="${XDG_CACHE_HOME:-${HOME:?}/.cache}/exready"
PATH="$PATH:$tools_dir/bin"

# Prints the path of a Chromium; fails if there is none.
find_chromium() { node scripts/lib/chromium.mjs; }
