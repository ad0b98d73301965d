use std::cell::RefCell;
use std::collections::HashMap;
use std::env;
use std::fs;
use std::os::unix::process::ExitStatusExt;
use std::panic::{AssertUnwindSafe, catch_unwind};

use nix::sys::prctl;
use nix::sys::signal::kill;
use nix::sys::wait::WaitPidFlag;

use super::*;

/// No test waits as long as this; it only says that a delay or a grace period is not what ended it.
const NEVER: Duration = Duration::from_secs(600);
const MANY: Limit = Limit {
    restarts: 1_000,
    within: NEVER,
};

fn sh(script: &str) -> Command {
    let mut command = Command::new("sh");
    command.args(["-c", script]);
    command
}

/// Longer than any test.
fn waits() -> Command {
    let mut command = Command::new("sleep");
    command.arg("600");
    command
}

fn service(name: &str, command: Command) -> Service {
    Service::new(name, command)
        .delay(Duration::from_millis(1), Duration::from_millis(1))
        .grace(NEVER)
}

fn supervisor(limit: Limit, services: impl IntoIterator<Item = Service>) -> Supervisor {
    let mut supervisor = Supervisor::new(limit).unwrap();
    services
        .into_iter()
        .for_each(|service| supervisor.add(service));
    supervisor
}

/// The event in a few words, without ids.
fn words(event: &Event<'_>) -> String {
    match event {
        Event::Started { name, .. } => format!("{name} started"),
        Event::NotStarted { name, error } => format!("{name} not started: {:?}", error.kind()),
        Event::Exited { name, status } => match (status.code(), status.signal()) {
            (Some(code), _) => format!("{name} exited {code}"),
            (_, signal) => format!("{name} died of {}", signal.unwrap()),
        },
        Event::Restarting { name, after } => format!("{name} again after {after:?}"),
        Event::GaveUp { name } => format!("gave up on {name}"),
        Event::Killed { name } => format!("{name} killed"),
    }
}

/// Whether it is a child of this process, alive or dead.
fn is_ours(pid: u32) -> bool {
    let Ok(stat) = fs::read_to_string(format!("/proc/{pid}/stat")) else {
        return false;
    };
    let parent = stat
        .rsplit_once(')')
        .unwrap()
        .1
        .split_whitespace()
        .nth(1)
        .unwrap();
    parent == std::process::id().to_string()
}

#[test]
fn what_fails_is_restarted_until_the_limit_and_then_all_are_stopped() {
    let limit = Limit {
        restarts: 2,
        within: NEVER,
    };
    let mut events = Vec::new();
    let mut pids = Vec::new();
    let error = supervisor(
        limit,
        [service("good", waits()), service("bad", sh("exit 7"))],
    )
    .run(|event| {
        if let Event::Started { pid, .. } = event {
            pids.push(pid);
        }
        events.push(words(&event));
    })
    .unwrap_err();
    assert_eq!(
        events,
        [
            "good started",
            "bad started",
            "bad exited 7",
            "bad again after 1ms",
            "bad started",
            "bad exited 7",
            "bad again after 1ms",
            "bad started",
            "bad exited 7",
            "gave up on bad",
            "good died of 15",
        ]
    );
    assert_eq!(
        error.to_string(),
        "more than 2 restarts within 600s, the last of bad (exit status: 7)"
    );
    assert!(!pids.into_iter().any(is_ours));
}

#[test]
fn a_limit_of_a_short_stretch_is_not_reached_slowly() {
    let limit = Limit {
        restarts: 1,
        within: Duration::from_millis(1),
    };
    let slow = Duration::from_millis(20);
    let mut starts = 0;
    let supervisor = supervisor(limit, [service("bad", sh("exit 7")).delay(slow, slow)]);
    let stopper = supervisor.stopper();
    supervisor
        .run(|event| {
            starts += u32::from(matches!(event, Event::Started { .. }));
            if starts == 6 {
                stopper.stop();
            }
        })
        .unwrap();
    assert_eq!(starts, 6);
}

#[test]
fn a_program_that_cannot_be_started_counts_as_failed() {
    let limit = Limit {
        restarts: 1,
        within: NEVER,
    };
    for policy in [Policy::Permanent, Policy::Transient] {
        let mut events = Vec::new();
        let missing = service("missing", Command::new("/no/such/program")).policy(policy);
        let error = supervisor(limit, [missing])
            .run(|event| events.push(words(&event)))
            .unwrap_err();
        let failed = "missing not started: NotFound";
        assert_eq!(
            events,
            [
                failed,
                "missing again after 1ms",
                failed,
                "gave up on missing"
            ]
        );
        assert!(matches!(
            error,
            SupervisorError::GaveUp {
                last: Failure::NotStarted(_),
                ..
            }
        ));
    }
}

#[test]
fn a_transient_program_may_succeed_and_then_nothing_is_left_to_do() {
    let folder = tempfile::tempdir().unwrap();
    let first_fails = format!(
        "mkdir {}/tried 2>/dev/null && exit 1; exit 0",
        folder.path().display()
    );
    let mut events = Vec::new();
    supervisor(
        MANY,
        [service("job", sh(&first_fails)).policy(Policy::Transient)],
    )
    .run(|event| events.push(words(&event)))
    .unwrap();
    assert_eq!(
        events,
        [
            "job started",
            "job exited 1",
            "job again after 1ms",
            "job started",
            "job exited 0"
        ]
    );
}

#[test]
fn delays_double_up_to_the_longest() {
    let limit = Limit {
        restarts: 4,
        within: NEVER,
    };
    let mut delays = Vec::new();
    let bad =
        service("bad", sh("exit 7")).delay(Duration::from_millis(2), Duration::from_millis(7));
    supervisor(limit, [bad])
        .run(|event| {
            if let Event::Restarting { after, .. } = event {
                delays.push(after.as_millis());
            }
        })
        .unwrap_err();
    assert_eq!(delays, [2, 4, 7, 7]);
}

#[test]
fn stopping_asks_the_youngest_first_and_waits_for_it() {
    let supervisor = supervisor(MANY, ["a", "b", "c"].map(|name| service(name, waits())));
    let stopper = supervisor.stopper();
    let mut events = Vec::new();
    supervisor
        .run(|event| {
            events.push(words(&event));
            if events.len() == 3 {
                stopper.stop();
            }
        })
        .unwrap();
    assert_eq!(
        events[3..],
        ["c died of 15", "b died of 15", "a died of 15"]
    );
    // Nobody is left to be stopped, and that is no error.
    stopper.stop();
}

#[test]
fn a_program_that_ignores_the_request_is_killed_after_its_grace() {
    let folder = tempfile::tempdir().unwrap();
    let ready = folder.path().join("ready");
    let deaf = sh(&format!(
        "trap '' TERM; mkdir {}; while :; do sleep 600; done",
        ready.display()
    ));
    let supervisor = supervisor(
        MANY,
        [service("deaf", deaf).grace(Duration::from_millis(20))],
    );
    let stopper = supervisor.stopper();
    let mut events = Vec::new();
    supervisor
        .run(|event| {
            events.push(words(&event));
            while !ready.exists() {
                std::thread::yield_now();
            }
            stopper.stop();
        })
        .unwrap();
    assert_eq!(events, ["deaf started", "deaf killed", "deaf died of 9"]);
}

#[test]
fn what_a_program_leaves_in_its_group_is_killed_with_it() {
    // The pipe ends when the last process that holds it has ended: the grandchild, which nobody waits for here.
    let (mut reader, writer) = io::pipe().unwrap();
    let mut parent = sh("sleep 600 & exit 0");
    parent.stdout(writer);
    supervisor(MANY, [service("parent", parent).policy(Policy::Transient)])
        .run(|_| {})
        .unwrap();
    assert_eq!(io::Read::read(&mut reader, &mut [0]).unwrap(), 0);
}

#[test]
fn a_subreaper_is_not_left_with_orphans() {
    const CHILD: &str = "SUPERVISOR_TEST_SUBREAPER";
    if env::var_os(CHILD).is_none() {
        // A whole process is a subreaper, and other tests run in this one.
        let name = "process::supervisor::tests::a_subreaper_is_not_left_with_orphans";
        let mut test = Command::new(env::current_exe().unwrap());
        let output = test
            .args(["--exact", name])
            .env(CHILD, "1")
            .output()
            .unwrap();
        assert!(
            output.status.success(),
            "{}",
            String::from_utf8_lossy(&output.stdout)
        );
        assert!(String::from_utf8_lossy(&output.stdout).contains("1 passed"));
        return;
    }
    prctl::set_child_subreaper(true).unwrap();
    let parent = sh("sleep 600 & sleep 600 & exit 0");
    supervisor(MANY, [service("parent", parent).policy(Policy::Transient)])
        .run(|_| {})
        .unwrap();
    assert_eq!(
        waitpid(Pid::from_raw(-1), Some(WaitPidFlag::WNOHANG)),
        Err(Errno::ECHILD)
    );
}

#[test]
fn a_stopper_never_waits() {
    let supervisor = supervisor(MANY, []);
    (0..100_000).for_each(|_| supervisor.stopper().stop());
    supervisor.run(|_| {}).unwrap();
}

#[test]
fn a_signal_stops_it() {
    let supervisor = supervisor(MANY, [service("a", waits())]);
    let descriptor = supervisor.stopper().descriptor().unwrap();
    let id =
        signal_hook::low_level::pipe::register(signal_hook::consts::SIGUSR2, descriptor).unwrap();
    let mut events = Vec::new();
    supervisor
        .run(|event| {
            events.push(words(&event));
            if let Event::Started { .. } = event {
                kill(Pid::this(), Signal::SIGUSR2).unwrap();
            }
        })
        .unwrap();
    signal_hook::low_level::unregister(id);
    assert_eq!(events, ["a started", "a died of 15"]);
}

#[test]
fn a_callback_that_panics_leaves_nobody_behind() {
    let pids = RefCell::new(Vec::new());
    let supervisor = supervisor(MANY, ["a", "b", "c"].map(|name| service(name, waits())));
    let run = AssertUnwindSafe(|| {
        supervisor.run(|event| {
            if let Event::Started { name, pid } = event {
                pids.borrow_mut().push(pid);
                assert_ne!(name, "c");
            }
        })
    });
    assert!(catch_unwind(run).is_err());
    let pids = pids.into_inner();
    assert_eq!(pids.len(), 3);
    assert!(!pids.into_iter().any(is_ours));
}

#[test]
fn a_hundred_random_deaths_are_answered_by_a_hundred_restarts() {
    const DEATHS: usize = 100;
    let supervisor = supervisor(
        MANY,
        ["a", "b", "c", "d"].map(|name| service(name, waits())),
    );
    let stopper = supervisor.stopper();
    let mut random = 0x2545_f491_u32;
    let mut alive = HashMap::new();
    let mut started = Vec::new();
    let (mut deaths, mut restarts) = (0, 0);
    supervisor
        .run(|event| match event {
            Event::Started { name, pid } => {
                started.push(pid);
                alive.insert(name.to_owned(), pid);
                if started.len() == 4 + DEATHS {
                    stopper.stop();
                } else if started.len() >= 4 {
                    random ^= random << 13;
                    random ^= random >> 17;
                    random ^= random << 5;
                    let victim = *alive.values().nth(random as usize % alive.len()).unwrap();
                    let signals = [
                        Signal::SIGKILL,
                        Signal::SIGTERM,
                        Signal::SIGABRT,
                        Signal::SIGUSR1,
                    ];
                    let signal = signals[random as usize / 7 % signals.len()];
                    kill(Pid::from_raw(victim as i32), signal).unwrap();
                }
            }
            Event::Exited { name, .. } => {
                deaths += 1;
                alive.remove(name);
            }
            Event::Restarting { .. } => restarts += 1,
            other => panic!("{other:?}"),
        })
        .unwrap();
    assert_eq!(
        (started.len(), deaths, restarts),
        (4 + DEATHS, 4 + DEATHS, DEATHS)
    );
    assert!(alive.is_empty());
    assert!(!started.into_iter().any(is_ours));
}
