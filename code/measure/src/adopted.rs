//! Child processes that take part in what is measured, and live on from sample to sample.

use std::io;
use std::ops::{Deref, DerefMut};
use std::process::{Child, Command};
use std::sync::Mutex;

use nix::time::{clock_getcpuclockid, clock_gettime};
use nix::unistd::Pid;

/// Those that live.
static ADOPTED: Mutex<Vec<Pid>> = Mutex::new(Vec::new());

/// A child whose CPU time counts as this process's own while it runs, and not only once it has been waited for. What a server does
/// for a sample would be foreign work otherwise. It is killed when this is dropped.
pub struct Adopted(Child);

impl Adopted {
    /// Starts it.
    pub fn spawn(command: &mut Command) -> io::Result<Self> {
        let child = command.spawn()?;
        list().push(pid(&child));
        Ok(Adopted(child))
    }
}

impl Deref for Adopted {
    type Target = Child;

    fn deref(&self) -> &Child {
        &self.0
    }
}

impl DerefMut for Adopted {
    fn deref_mut(&mut self) -> &mut Child {
        &mut self.0
    }
}

impl Drop for Adopted {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
        list().retain(|&other| other != pid(&self.0));
    }
}

/// What those that live have used so far.
pub(crate) fn cpu_ns() -> i64 {
    let of = |&pid: &Pid| -> nix::Result<i64> {
        let time = clock_gettime(clock_getcpuclockid(pid)?)?;
        Ok(time.tv_sec() * 1_000_000_000 + time.tv_nsec())
    };
    list().iter().map(|pid| of(pid).unwrap_or_default()).sum()
}

fn pid(child: &Child) -> Pid {
    Pid::from_raw(child.id() as i32)
}

fn list() -> std::sync::MutexGuard<'static, Vec<Pid>> {
    ADOPTED
        .lock()
        .unwrap_or_else(|poisoned| poisoned.into_inner())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::thread::sleep;
    use std::time::Duration;

    #[test]
    fn the_time_of_a_child_that_lives_counts() {
        let before = cpu_ns();
        let mut busy = Command::new("sh");
        let busy = Adopted::spawn(busy.args(["-c", "while :; do :; done"])).unwrap();
        // Other programs may have the cores.
        for _ in 0..200 {
            if cpu_ns() - before > 1_000_000 {
                break;
            }
            sleep(Duration::from_millis(10));
        }
        assert!(cpu_ns() - before > 1_000_000);
        drop(busy);
        assert!(list().is_empty());
    }
}
