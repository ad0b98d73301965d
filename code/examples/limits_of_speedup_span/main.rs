//! Tasks that need the results of others: beyond the longest
//! chain no worker helps.

// ANCHOR: main
struct Task {
    name: &'static str,
    time: u64,
    after: &'static [&'static str],
}

const fn task(
    name: &'static str,
    time: u64,
    after: &'static [&'static str],
) -> Task {
    Task { name, time, after }
}

const TASKS: [Task; 6] = [
    task("plan", 1, &[]),
    task("a", 2, &["plan"]),
    task("b", 2, &["plan"]),
    task("c", 2, &["plan"]),
    task("d", 6, &["plan"]),
    task("link", 1, &["a", "b", "c", "d"]),
];

/// When the last is done. A worker that is free takes the
/// first task that has all it needs.
fn end(workers: usize) -> u64 {
    let mut now = 0;
    let mut waiting: Vec<&Task> = TASKS.iter().collect();
    let mut running: Vec<(u64, &Task)> = Vec::new();
    let mut done: Vec<&str> = Vec::new();
    while done.len() < TASKS.len() {
        while running.len() < workers {
            let ready = waiting.iter().position(|task| {
                task.after
                    .iter()
                    .all(|name| done.contains(name))
            });
            let Some(ready) = ready else { break };
            let task = waiting.remove(ready);
            running.push((now + task.time, task));
        }
        // On to the moment when the next one is done.
        running.sort_by_key(|&(end, _)| end);
        let (end, task) = running.remove(0);
        now = end;
        done.push(task.name);
    }
    now
}

/// The longest chain that ends with this task.
fn chain(task: &Task) -> u64 {
    let before = TASKS
        .iter()
        .filter(|other| task.after.contains(&other.name));
    task.time + before.map(chain).max().unwrap_or(0)
}

fn main() {
    let work: u64 = TASKS.iter().map(|task| task.time).sum();
    let span = TASKS.iter().map(chain).max().unwrap();
    println!("work {work}, span {span}");
    for workers in [1, 2, 3, 4, 100] {
        let end = end(workers);
        println!("workers {workers:3}: {end}");
        let p = workers as u64;
        assert!(end >= span && end * p >= work);
        assert!(end * p <= work + span * (p - 1));
    }
}
// ANCHOR_END: main
