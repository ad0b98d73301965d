//! Copying between private memory and the ring's words.
//!
//! The peer may write while this side reads or writes. In Rust two threads may do that to atomics only, and another process is no
//! better than a thread. So every access here is a relaxed atomic one, word by word; on 64-bit processors these are
//! ordinary loads and stores, and a word that changes meanwhile is the old one or the new one.
//!
//! The compiler never joins atomic accesses into wider ones, so a long copy of that kind is slower than `memcpy`. On x86-64 long
//! copies are the one instruction `rep movsb`. To the compiler it does what relaxed accesses word by word would do, in some order.
//! The one difference is a word that is part old and part new. It appears only when the peer breaks the protocol, and such a peer
//! could have stored that word. The compiler cannot look inside, so it draws no conclusion from the bytes staying the same.

use std::sync::atomic::{AtomicU64, Ordering::Relaxed};

const BYTES: usize = size_of::<u64>();

/// From this many bytes on, one instruction copies faster than a loop, which needs none of its start-up.
const LONG: usize = 256;

/// The word at a position. Positions count bytes for ever and are multiples of a word; the number of words is a power of two.
pub(super) fn get(words: &[AtomicU64], position: u64) -> u64 {
    words[index(words, position)].load(Relaxed)
}

/// Stores the word at a position.
pub(super) fn set(words: &[AtomicU64], position: u64, value: u64) {
    words[index(words, position)].store(value, Relaxed);
}

/// Copies bytes in, from a position on, and from the start again where the ring ends.
pub(super) fn copy_in(words: &[AtomicU64], position: u64, bytes: &[u8]) {
    let (before, after) = words.split_at(index(words, position));
    let (first, second) = bytes.split_at(bytes.len().min(after.len() * BYTES));
    for (words, bytes) in [(after, first), (before, second)] {
        let (whole, rest) = bytes.as_chunks::<BYTES>();
        let (body, tail) = words.split_at(whole.len());
        if bytes.len() < LONG || !long::copy_in(body, whole) {
            for (word, bytes) in body.iter().zip(whole) {
                word.store(u64::from_ne_bytes(*bytes), Relaxed);
            }
        }
        if !rest.is_empty() {
            let mut last = [0; BYTES];
            last[..rest.len()].copy_from_slice(rest);
            tail[0].store(u64::from_ne_bytes(last), Relaxed);
        }
    }
}

/// Copies bytes out, from a position on.
pub(super) fn copy_out(words: &[AtomicU64], position: u64, bytes: &mut [u8]) {
    let (before, after) = words.split_at(index(words, position));
    let (first, second) = bytes.split_at_mut(bytes.len().min(after.len() * BYTES));
    for (words, bytes) in [(after, first), (before, second)] {
        let is_long = bytes.len() >= LONG;
        let (whole, rest) = bytes.as_chunks_mut::<BYTES>();
        let (body, tail) = words.split_at(whole.len());
        if !is_long || !long::copy_out(body, whole) {
            for (word, bytes) in body.iter().zip(whole) {
                *bytes = word.load(Relaxed).to_ne_bytes();
            }
        }
        if !rest.is_empty() {
            let last = tail[0].load(Relaxed).to_ne_bytes();
            rest.copy_from_slice(&last[..rest.len()]);
        }
    }
}

fn index(words: &[AtomicU64], position: u64) -> usize {
    (position / BYTES as u64) as usize & (words.len() - 1)
}

/// Long copies, where the processor has an instruction for them. `false`: it has not, and nothing was copied.
#[cfg(target_arch = "x86_64")]
mod long {
    use std::arch::asm;
    use std::sync::atomic::AtomicU64;

    use super::BYTES;

    pub(super) fn copy_in(words: &[AtomicU64], bytes: &[[u8; BYTES]]) -> bool {
        assert_eq!(words.len(), bytes.len());
        // SAFETY: both are as long, and do not overlap, since `bytes` would be borrowed from atomics then. Atomics may be written
        // through a shared reference.
        unsafe {
            copy(
                bytes.as_ptr().cast(),
                words.as_ptr().cast_mut().cast(),
                size_of_val(bytes),
            )
        };
        true
    }

    pub(super) fn copy_out(words: &[AtomicU64], bytes: &mut [[u8; BYTES]]) -> bool {
        assert_eq!(words.len(), bytes.len());
        // SAFETY: both are as long, and `bytes` is ours alone.
        unsafe {
            copy(
                words.as_ptr().cast(),
                bytes.as_mut_ptr().cast(),
                size_of_val(bytes),
            )
        };
        true
    }

    /// # Safety
    ///
    /// `from` may be read and `to` may be written for `count` bytes, and they do not overlap. What others may change meanwhile is
    /// made of atomics.
    unsafe fn copy(from: *const u8, to: *mut u8, count: usize) {
        // SAFETY: the caller's. The direction flag is clear, as at the start of every `asm!`.
        unsafe {
            asm!(
                "rep movsb",
                inout("rsi") from => _,
                inout("rdi") to => _,
                inout("rcx") count => _,
                options(nostack, preserves_flags),
            );
        }
    }
}

#[cfg(not(target_arch = "x86_64"))]
mod long {
    use std::sync::atomic::AtomicU64;

    use super::BYTES;

    pub(super) fn copy_in(_: &[AtomicU64], _: &[[u8; BYTES]]) -> bool {
        false
    }

    pub(super) fn copy_out(_: &[AtomicU64], _: &mut [[u8; BYTES]]) -> bool {
        false
    }
}
