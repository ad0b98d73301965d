//! Which numbers are worth knowing, and where each is measured.

/// A figure of a suite's record.
pub struct Number {
    /// The suite, which is a chapter and a binary.
    pub suite: &'static str,
    /// Of the candidate, or of what is held.
    pub id: &'static str,
    /// What it is called among the others.
    pub name: &'static str,
}

const fn number(suite: &'static str, id: &'static str, name: &'static str) -> Number {
    Number { suite, id, name }
}

/// Times, in groups.
pub const NUMBERS: &[(&str, &[Number])] = &[(
    "Entering the kernel",
    &[number("starting-costs", "syscall", "an empty system call")],
)];

/// What is held in memory.
pub const MEMORIES: &[Number] = &[number("starting-costs", "memory-thread", "a thread")];
