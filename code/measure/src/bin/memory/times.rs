//! The time of it: a page touched for the first time, a block allocated and freed.

use std::hint::black_box;
use std::io;
use std::ptr;
use std::time::{Duration, Instant};

use measure::{Candidate, Suite};

const PAGE: usize = 4096;
const PAGES: usize = 4096;
const MIB: usize = 1 << 20;

pub fn add(suite: Suite) -> Suite {
    large(small(suite))
}

fn small(suite: Suite) -> Suite {
    let (group, unit) = ("A page, and less", "one");
    suite
        .candidate(
            Candidate::floor("page-again", "a page that is there, touched")
                .group(group, unit)
                .prepared(|| {
                    let region = Region::new(PAGES * PAGE);
                    touch(&region, PAGES);
                    move |n| {
                        let mut left = n as usize;
                        while left > 0 {
                            touch(&region, left.min(PAGES));
                            left -= left.min(PAGES);
                        }
                    }
                }),
        )
        .candidate(
            Candidate::ours("page-first", "a page touched for the first time")
                .group(group, unit)
                .above("page-again")
                .beside("python-page-first")
                .timed(|n| {
                    let (mut left, mut spent) = (n as usize, Duration::ZERO);
                    while left > 0 {
                        let region = Region::new(PAGES * PAGE);
                        let pages = left.min(PAGES);
                        let start = Instant::now();
                        touch(&region, pages);
                        spent += start.elapsed();
                        left -= pages;
                    }
                    spent
                }),
        )
        .candidate(
            Candidate::ours("stack", "2 MiB mapped, a page touched, unmapped")
                .group(group, unit)
                .above("page-again")
                .each(|| touch(&Region::new(2 * MIB), 1)),
        )
        .candidate(
            Candidate::ours("box-64", "a Box of 64 bytes, and dropped")
                .group(group, unit)
                .above("page-again")
                .beside("python-bytes")
                .each(|| drop(black_box(Box::new([1u8; 64])))),
        )
        .candidate(
            Candidate::peer("python-page-first", "mmap, touched for the first time")
                .group(group, unit)
                .above("page-again"),
        )
        .candidate(
            Candidate::peer("python-bytes", "bytes(64), and dropped")
                .group(group, unit)
                .above("page-again"),
        )
}

fn large(suite: Suite) -> Suite {
    let (group, unit) = ("A MiB", "one, filled");
    let ours = |id: &str, name: &str| {
        Candidate::ours(id, name)
            .group(group, unit)
            .above("fill")
            .beside("python-mib")
    };
    suite
        .candidate(
            Candidate::floor("fill", "a MiB that is there")
                .group(group, unit)
                .prepared(|| {
                    let mut block = vec![0u8; MIB];
                    move |n| (0..n).for_each(|_| black_box(&mut block).fill(1))
                }),
        )
        .candidate(ours("vec-mib", "a Vec, and dropped").each(|| {
            drop(black_box(vec![1u8; MIB]));
        }))
        .candidate(ours("map-mib", "mapped, and unmapped").each(|| {
            let region = Region::new(MIB);
            // SAFETY: the region has so many bytes, and nobody else has it.
            unsafe { region.0.write_bytes(1, MIB) };
            black_box(region.0);
        }))
        .candidate(
            Candidate::peer("python-mib", "a bytearray, and dropped")
                .group(group, unit)
                .above("fill"),
        )
}

/// Memory of its own, in pages of the smallest size, unmapped on drop.
struct Region(*mut u8, usize);

impl Region {
    fn new(bytes: usize) -> Self {
        // SAFETY: the kernel chooses the place.
        let start = unsafe {
            libc::mmap(
                ptr::null_mut(),
                bytes,
                libc::PROT_READ | libc::PROT_WRITE,
                libc::MAP_PRIVATE | libc::MAP_ANONYMOUS | libc::MAP_NORESERVE,
                -1,
                0,
            )
        };
        assert!(start != libc::MAP_FAILED, "{}", io::Error::last_os_error());
        // SAFETY: it is ours. Where a kernel knows no large pages, it refuses, and there are none.
        unsafe { libc::madvise(start, bytes, libc::MADV_NOHUGEPAGE) };
        Region(start.cast(), bytes)
    }
}

impl Drop for Region {
    fn drop(&mut self) {
        // SAFETY: it was mapped with this size, and nobody refers to it any more.
        unsafe { libc::munmap(self.0.cast(), self.1) };
    }
}

/// Writes a byte into each of the first pages.
fn touch(region: &Region, pages: usize) {
    assert!(pages * PAGE <= region.1);
    for page in 0..pages {
        // SAFETY: it is within the region.
        unsafe { region.0.add(page * PAGE).write_volatile(1) };
    }
}
