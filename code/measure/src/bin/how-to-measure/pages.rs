//! Pages that can be given back to the kernel, so that they can be written for the first time again.

const PAGE: usize = 4096;
/// How many there are.
pub const PAGES: usize = 256;

/// Pages of memory, mapped for this alone.
pub struct Pages(*mut u8);

impl Pages {
    /// Reserves the addresses. No page is behind them yet.
    pub fn new() -> Self {
        let (rights, kind) = (
            libc::PROT_READ | libc::PROT_WRITE,
            libc::MAP_PRIVATE | libc::MAP_ANONYMOUS,
        );
        // SAFETY: a new mapping, anywhere, touches no memory that is in use.
        let start = unsafe { libc::mmap(std::ptr::null_mut(), PAGES * PAGE, rights, kind, -1, 0) };
        assert_ne!(start, libc::MAP_FAILED, "there is memory");
        let pages = Pages(start.cast());
        // One huge page would come with one fault.
        pages.advise(libc::MADV_NOHUGEPAGE);
        pages
    }

    /// Writes one byte into each page.
    pub fn touch(&mut self) {
        for page in 0..PAGES {
            // SAFETY: the mapping is ours, alive, and so many pages long.
            unsafe { self.0.add(page * PAGE).write_volatile(1) };
        }
    }

    /// Gives the pages back. The addresses stay reserved.
    pub fn give_back(&mut self) {
        assert_eq!(
            self.advise(libc::MADV_DONTNEED),
            0,
            "the kernel takes them back"
        );
    }

    fn advise(&self, advice: i32) -> i32 {
        // SAFETY: the mapping is ours; no reference into it is alive.
        unsafe { libc::madvise(self.0.cast(), PAGES * PAGE, advice) }
    }
}

impl Drop for Pages {
    fn drop(&mut self) {
        // SAFETY: the mapping is ours, and nobody has its address any more.
        unsafe { libc::munmap(self.0.cast(), PAGES * PAGE) };
    }
}
