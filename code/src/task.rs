//! Building blocks of the part "Tasks": coroutines, and what runs futures.
//!
//! [`Generator`] is a coroutine with a stack of its own. [`block_on`] runs one future. [`Executor`] runs many on one thread, and
//! sleeps in the kernel while none can go on. It is made of a queue of tasks that are ready, which any thread may put into
//! ([`ReadyQueue`]), of a [`Timer`], and of a [`Reactor`], which knows who waits for which socket. [`server`] is a TCP server
//! with limits, on tokio.

pub mod block_on;
mod executor;
pub mod generator;
mod join;
mod net;
mod reactor;
pub(crate) mod ready;
pub mod server;
mod sleep;
mod timer;

pub use block_on::block_on;
pub use executor::{Executor, spawn, yield_now};
pub use generator::Generator;
pub use join::JoinHandle;
pub use net::{TcpListener, TcpStream};
pub use reactor::{Direction, Operation, Reactor, Source};
pub use ready::{ReadyQueue, Sleeper, Task};
pub use sleep::{Sleep, sleep};
pub use timer::{Timer, TimerKey};
