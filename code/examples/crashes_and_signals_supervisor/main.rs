//! Restarting without a limit, and a supervisor that has one.

// ANCHOR: naive
use std::io;
use std::process::Command;
use std::time::Instant;

/// A service that cannot find what it needs.
fn broken() -> Command {
    let mut command = Command::new("sh");
    command.args(["-c", "exit 78"]);
    command
}

fn naive() -> io::Result<()> {
    let begin = Instant::now();
    // `loop`, if nobody counted.
    for _ in 0..100 {
        broken().status()?;
    }
    println!("100 starts in {:.1?}", begin.elapsed());
    Ok(())
}
// ANCHOR_END: naive

// ANCHOR: supervised
use code::process::supervisor::{
    Event, Limit, Policy, Service, Supervisor,
};
use std::time::Duration;

fn supervised() -> io::Result<()> {
    let ms = Duration::from_millis;
    let limit = Limit {
        restarts: 3,
        within: ms(60_000),
    };
    let mut supervisor = Supervisor::new(limit)?;
    let mut good = Command::new("sleep");
    good.arg("600");
    supervisor.add(Service::new("good", good));
    supervisor.add(
        Service::new("broken", broken())
            .policy(Policy::Transient)
            .delay(ms(20), ms(1000)),
    );
    let result = supervisor.run(|event| match event {
        Event::Started { name, .. } => {
            println!("{name} starts")
        }
        Event::Exited { name, status } => {
            println!("{name}: {status}")
        }
        Event::Restarting { name, after } => {
            println!("{name} again after {after:?}")
        }
        Event::GaveUp { .. } => println!("gave up"),
        other => panic!("{other:?}"),
    });
    let error = result.unwrap_err();
    println!("{error}");
    assert!(error.to_string().ends_with("exit status: 78)"));
    Ok(())
}
// ANCHOR_END: supervised

fn main() -> io::Result<()> {
    naive()?;
    supervised()
}
