//! Misuse that the types stop: each file of `tests/compile_fail` holds one, and does not compile.
//!
//! What the compiler says is pinned beside each file. With a new compiler, look at the differences and
//! renew them with `TRYBUILD=overwrite cargo test --test compile_fail -- --ignored`.

#[test]
#[ignore = "compares compiler messages, which differ between compiler versions; .ci/run runs it"]
fn misuse_does_not_compile() {
    trybuild::TestCases::new().compile_fail("tests/compile_fail/*.rs");
}
