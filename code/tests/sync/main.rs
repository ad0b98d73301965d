//! What the building blocks for threads promise, on threads of the system. In every order: `tests/loom.rs`.

mod barrier;
mod channel;
mod event;
mod once;
mod semaphore;
mod thread_pool;

/// A lost wake-up is waited for for ever. Better an end by SIGALRM.
#[ctor::ctor(unsafe)]
fn limit() {
    nix::unistd::alarm::set(300);
}
