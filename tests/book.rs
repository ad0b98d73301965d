//! Checks the chapters as they are written and as a browser gets them.

use tests::{ledger, page, report, root, site};

#[test]
fn pages() {
    let (pages, faults) = page::check(root());
    report::expect_none(&faults);
    report::count("pages read", pages);
}

#[test]
fn links_and_pictures() {
    let (links, faults) = site::check(root());
    report::expect_none(&faults);
    report::count("links checked", links.internal);
    println!("links to other sites, not fetched: {}", links.external);
}

#[test]
fn verdicts() {
    let (claims, faults) = ledger::check(root());
    report::expect_none(&faults);
    report::count("claims judged", claims);
}
