//! Draws the recorded measurements again, and judges their claims by their samples.

use tests::{record, report, root};

#[test]
fn records() {
    let (checked, faults) = record::check(root());
    report::expect_none(&faults);
    report::count("records drawn again", checked.records);
    report::count("claims judged by their samples", checked.claims);
}
