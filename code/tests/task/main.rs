//! What the building blocks of the part "Tasks" promise.

mod server;

/// What is never woken is waited for for ever. Better an end by SIGALRM.
#[ctor::ctor(unsafe)]
fn limit() {
    nix::unistd::alarm::set(300);
}

mod generator;
mod block_on;
