//! How long each kind of statement holds the lock it takes. (Edition 2024; with 2021 the line about `else` is another.)

// ANCHOR: main
use std::sync::Mutex;

fn main() {
    let names = Mutex::new(vec!["Ada"]);
    let held = |place: &str| {
        let held = names.try_lock().is_err();
        println!(
            "{place:<16} {}",
            if held { "held" } else { "free" }
        );
        held
    };

    let guard = names.lock().unwrap();
    assert!(held("let guard"));
    drop(guard);
    assert!(!held("after drop"));

    #[expect(let_underscore_lock)]
    let _ = names.lock().unwrap();
    assert!(!held("let _"));

    let first = names.lock().unwrap()[0];
    assert!(!held("let first") && first == "Ada");

    match names.lock().unwrap().len() {
        1 => assert!(held("match")),
        _ => unreachable!(),
    }
    for name in names.lock().unwrap().iter() {
        assert!(held("for") && *name == "Ada");
    }
    while let Some(name) = names.lock().unwrap().pop() {
        assert!(held("while let") && name == "Ada");
    }
    if let Some(name) = names.lock().unwrap().pop() {
        unreachable!("{name}");
    } else {
        assert!(!held("if let, else"));
    }
    if names.lock().unwrap().is_empty() {
        assert!(!held("if"));
    }
}
// ANCHOR_END: main
