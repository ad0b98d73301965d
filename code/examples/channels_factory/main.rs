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
            })
        })
        .collect();
    drop(controllers);

    let mut arrived = [0; ROBOTS];
    let mut backlog = 0;
    for (robot, product) in &link {
        backlog = backlog.max(link.len());
        thread::sleep(A_PRODUCT); // on its way
        assert_eq!(product, arrived[robot], "out of order");
        arrived[robot] += 1;
    }
    for robot in robots {
        robot.join().unwrap();
    }
    let all: usize = arrived.iter().sum();
    println!("{all} arrived: {arrived:?}");
    println!(
        "backlog within {BUFFER}: {}",
        backlog <= BUFFER
    );
    assert_eq!(arrived, [PRODUCTS; ROBOTS]);
    assert!(backlog <= BUFFER);
    assert!(began.elapsed() >= A_PRODUCT * all as u32);
}
// ANCHOR_END: main
