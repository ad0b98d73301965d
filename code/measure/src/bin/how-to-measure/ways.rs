//! Two ways to write one thing. This file is compiled twice: optimised with this binary, and without optimisation in
//! `code/measure/unoptimised`.

/// The sum of a ring of numbers that begins in the middle: by index, round the end.
#[inline(never)]
pub fn by_index(ring: &[u32], start: usize) -> u32 {
    let mut sum = 0;
    let mut place = 0;
    while place < ring.len() {
        sum += ring[(start + place) % ring.len()];
        place += 1;
    }
    sum
}

/// The same by iterators: the part from the start on, then the part before it.
#[inline(never)]
pub fn by_iterators(ring: &[u32], start: usize) -> u32 {
    let (before, from) = ring.split_at(start);
    from.iter().chain(before).sum()
}
