//! Taking turns by the bare system call.

use std::sync::atomic::{
    AtomicU32,
    Ordering::{Acquire, Release},
};

pub const NEAR: u32 = 0;
pub const FAR: u32 = 1;
/// No more turns.
pub const OVER: u32 = 2;

/// Whose turn it is. The kernel knows a futex by its address, or, where processes share it, by the page and the place in it.
#[repr(transparent)]
pub struct Turn(AtomicU32);

/// Who may wait at a futex: for threads of one process the kernel has less to look up.
#[derive(Clone, Copy)]
pub enum Among {
    Threads,
    Processes,
}

impl Turn {
    pub fn new() -> Self {
        Turn(AtomicU32::new(NEAR))
    }

    /// Hands over to the other, and wakes it.
    pub fn pass(&self, to: u32, among: Among) {
        self.0.store(to, Release);
        self.call(libc::FUTEX_WAKE, 1, among);
    }

    /// Sleeps while it is the turn of `other`, and says whose it is then.
    pub fn wait_while(&self, other: u32, among: Among) -> u32 {
        loop {
            let turn = self.0.load(Acquire);
            if turn != other {
                return turn;
            }
            self.call(libc::FUTEX_WAIT, other, among);
        }
    }

    /// Hands over to the far side, and sleeps until it is handed back.
    pub fn there_and_back(&self, among: Among) {
        self.pass(FAR, among);
        self.wait_while(FAR, among);
    }

    /// Sleeps until it is the far side's turn, and hands back.
    pub fn answer(&self, among: Among) {
        self.wait_while(NEAR, among);
        self.pass(NEAR, among);
    }

    fn call(&self, operation: libc::c_int, value: u32, among: Among) {
        let private = match among {
            Among::Threads => libc::FUTEX_PRIVATE_FLAG,
            Among::Processes => 0,
        };
        let no_limit = std::ptr::null::<libc::timespec>();
        // SAFETY: the word is alive during the call. A value that has changed meanwhile, or a signal, ends the wait; it is looked at again.
        unsafe {
            libc::syscall(
                libc::SYS_futex,
                self.0.as_ptr(),
                operation | private,
                value,
                no_limit,
            )
        };
    }
}
