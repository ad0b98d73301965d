//! What the building blocks of the part "Tasks" promise.

mod block_on;
mod executor;
mod generator;
mod net;
mod server;
mod timer;

/// What is never woken is waited for for ever. Better an end by SIGALRM.
#[ctor::ctor(unsafe)]
fn limit() {
    nix::unistd::alarm::set(300);
}
