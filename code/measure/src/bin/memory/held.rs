//! Memory candidates with their place in a table, and those that a Python process holds.

use std::env;
use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};

use measure::{Kind, MemoryCandidate, python};

const PYTHON: &str = "MEMORY_PYTHON";

/// Looks for the interpreter once, and tells the cold processes, which are many.
pub fn find_python() {
    if env::var_os(PYTHON).is_none()
        && let Ok(interpreter) = python::interpreter(None)
    {
        // SAFETY: this process has one thread yet.
        unsafe { env::set_var(PYTHON, interpreter.path) };
    }
}

/// A group of a table: what one is, and how its rows are made.
#[derive(Clone, Copy)]
pub struct Group {
    pub name: &'static str,
    pub unit: &'static str,
}

impl Group {
    pub fn floor<T: 'static>(
        self,
        id: &str,
        name: &str,
        most: u32,
        hold: impl Fn(u32) -> T + 'static,
    ) -> MemoryCandidate {
        MemoryCandidate::new(id, name, most, hold).listed(Kind::Floor, self.name, self.unit)
    }

    pub fn ours<T: 'static>(
        self,
        id: &str,
        name: &str,
        most: u32,
        hold: impl Fn(u32) -> T + 'static,
    ) -> MemoryCandidate {
        MemoryCandidate::new(id, name, most, hold).listed(Kind::Ours, self.name, self.unit)
    }

    /// Held by Python: `kind` is a function of `memory_held.py`.
    pub fn peer(self, id: &str, name: &str, most: u32, kind: &'static str) -> MemoryCandidate {
        MemoryCandidate::new(id, name, most, move |n| InPython::new(kind, n)).listed(
            Kind::Peer,
            self.name,
            self.unit,
        )
    }
}

/// A Python process that holds some, until its standard input is closed: when this is dropped, or this process ends.
struct InPython(Child);

impl InPython {
    fn new(kind: &str, n: u32) -> Self {
        let path = env::var_os(PYTHON).expect("there is a Python");
        let mut child = Command::new(path)
            .arg(python::script("memory_held.py"))
            .args([kind, &n.to_string()])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("it starts");
        let mut line = String::new();
        BufReader::new(child.stdout.as_mut().expect("it is piped"))
            .read_line(&mut line)
            .expect("it can be read");
        assert_eq!(line, "ready\n");
        InPython(child)
    }
}

impl Drop for InPython {
    fn drop(&mut self) {
        drop(self.0.stdin.take());
        let _ = self.0.wait();
    }
}
