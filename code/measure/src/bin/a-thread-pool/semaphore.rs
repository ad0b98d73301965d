//! A permit that nobody else wants.

use std::hint::black_box;
use std::sync::Mutex;

use code::sync::Semaphore;
use measure::{Bound, Candidate, Suite};

pub fn candidates(suite: Suite) -> Suite {
    let (group, unit) = (
        "Take and give back, and nobody else wants it",
        "one take and give back",
    );
    let ours = |id: &str, name: &str| {
        Candidate::ours(id, name)
            .group(group, unit)
            .above("mutex")
            .beside("python-semaphore")
    };
    let peer = |id: &str, name: &str| Candidate::peer(id, name).group(group, unit).above("mutex");
    suite
        .candidate(
            Candidate::floor("mutex", "Mutex: lock and unlock")
                .group(group, unit)
                .prepared(|| {
                    let mutex = Mutex::new(0_u64);
                    move |n| {
                        for _ in 0..n {
                            *black_box(&mutex).lock().unwrap() += 1;
                        }
                    }
                }),
        )
        .candidate(ours("semaphore", "Semaphore: acquire, drop").prepared(|| {
            let semaphore = Semaphore::new(1);
            move |n| {
                for _ in 0..n {
                    drop(black_box(black_box(&semaphore).acquire()));
                }
            }
        }))
        .candidate(
            ours("tokio-semaphore", "tokio's Semaphore: try_acquire, drop").prepared(|| {
                let semaphore = tokio::sync::Semaphore::new(1);
                move |n| {
                    for _ in 0..n {
                        drop(black_box(
                            black_box(&semaphore).try_acquire().expect("it is free"),
                        ));
                    }
                }
            }),
        )
        .candidate(peer("python-lock", "threading.Lock: with"))
        .candidate(peer("python-semaphore", "threading.Semaphore: with"))
}

pub fn claims(suite: Suite) -> Suite {
    suite
        .claim(
            "semaphore-vs-mutex",
            "To take a permit that is free and to give it back costs at most twice what a `Mutex` costs.",
            "semaphore",
            "mutex",
            Bound::AtMost(2.0),
        )
        .claim(
            "python-semaphore-vs-semaphore",
            "`threading.Semaphore` takes at least ten times as long.",
            "python-semaphore",
            "semaphore",
            Bound::AtLeast(10.0),
        )
}
