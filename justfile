# The commands of the house. `just` alone lists them.

_default:
    @just --list

# Run a live standup on the bundled demo team.
run *ARGS="live standup":
    cargo run --release --locked -- {{ARGS}}

# Everything that must hold.
test *ARGS:
    cargo test --locked {{ARGS}}

# Format, clippy and documentation, warnings denied.
lint:
    cargo fmt --check
    cargo clippy --locked --all-targets -- -D warnings
    RUSTDOCFLAGS="-D warnings" cargo doc --locked --no-deps

# What the gate runs.
ci:
    CI=true .ci/run

# How long looking back, importing and a full board take; fails when a promise is broken.
bench:
    cargo bench --locked

# Slow lanes: more random cases, a hundred thousand sessions, and mutants of the engine.
nightly:
    PROPTEST_CASES=20000 cargo test --locked
    cargo bench --locked --bench history -- 100000
    cargo mutants --in-place --file 'src/session/**'

# Look at changed frames and stories, and take or refuse them; unreferenced ones are refused.
snapshots:
    cargo insta test --review --unreferenced reject
