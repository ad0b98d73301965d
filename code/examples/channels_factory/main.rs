//! Robots produce, one link of limited rate carries the products away: the robots run at the speed of the link.

// ANCHOR: main
use code::sync::bounded;
use std::thread;
use std::time::{Duration, Instant};

const ROBOTS: usize = 4;
const PRODUCTS: usize = 25; // of each robot
const BUFFER: usize = 8;
const A_PRODUCT: Duration = Duration::from_millis(2); // 500/s

fn main() {
    let (controllers, link) = bounded(BUFFER);
    let began = Instant::now();
    let robots: Vec<_> = (0..ROBOTS)
        .map(|robot| {
            let controller = controllers.clone();
            thread::spawn(move || {
                for product in 0..PRODUCTS {
                    // Here the robot waits for the link.
                    controller
                        .send((robot, product))
                        .unwrap();
                }
                began.elapsed()
            })
        })
        .collect();
    drop(controllers);

    let mut arrived = [0; ROBOTS];
    for (robot, product) in &link {
        thread::sleep(A_PRODUCT); // on its way
        assert_eq!(product, arrived[robot], "out of order");
        arrived[robot] += 1;
    }
    let robots = robots.into_iter();
    let last =
        robots.map(|robot| robot.join().unwrap()).max();
    let all: usize = arrived.iter().sum();
    println!("{all} arrived: {arrived:?}");
    // All but those in the buffer, one under way and one
    // just taken had gone when the last robot was done.
    let gone = (all - BUFFER - 2) as u32;
    let held = last.unwrap() >= A_PRODUCT * gone;
    println!("the link held the robots up: {held}");
    assert_eq!(arrived, [PRODUCTS; ROBOTS]);
    assert!(held);
}
// ANCHOR_END: main
