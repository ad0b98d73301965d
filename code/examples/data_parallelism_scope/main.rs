//! A pool of one thread. A job that waits for another over a channel waits in vain; `scope` does the others meanwhile.

// ANCHOR: main
use rayon::ThreadPoolBuilder;
use std::sync::mpsc;
use std::time::Duration;

fn main() {
    let pool = ThreadPoolBuilder::new()
        .num_threads(1)
        .build()
        .unwrap();
    let words = ["one", "two", "three"];

    let answer = pool.install(|| {
        let (send, receive) = mpsc::channel();
        rayon::spawn(move || {
            let _ = send.send(3);
        });
        receive.recv_timeout(Duration::from_millis(200))
    });
    println!("over a channel: {answer:?}");
    assert!(answer.is_err());

    let mut lengths = [0; 3];
    pool.install(|| {
        rayon::scope(|s| {
            for (word, n) in words.iter().zip(&mut lengths) {
                s.spawn(move |_| *n = word.len());
            }
        }); // waits here, and works
    });
    println!("at the end of a scope: {lengths:?}");
    assert_eq!(lengths, [3, 3, 5]);
}
// ANCHOR_END: main
