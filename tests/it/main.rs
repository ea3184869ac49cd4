//! One integration binary; a file per kind of promise.

#![allow(clippy::unwrap_used, reason = "helpers of tests may stop a test as its body may")]

mod assets;
mod check;
mod graph;
mod journals;
mod mistakes;
mod tidy;

#[test]
fn ids_are_well_formed() {
    assert!(runsheet::ceremony::Id::from("su.open.g1").is_well_formed());
    assert!(!runsheet::ceremony::Id::from("Su open").is_well_formed());
}
