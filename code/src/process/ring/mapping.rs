//! The memory: a file without a name, sealed so that it stays as long as it is, and mapped.

use std::fs::File;
use std::io::{self, Error};
use std::num::NonZeroUsize;
use std::os::fd::{AsFd, OwnedFd};
use std::ptr::NonNull;
use std::slice;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};

use nix::fcntl::{FcntlArg, SealFlag, fcntl};
use nix::sys::memfd::{MFdFlags, memfd_create};
use nix::sys::mman::{MapFlags, ProtFlags, mmap, munmap};
use nix::sys::statfs::{TMPFS_MAGIC, fstatfs};

use super::{AWAKE, Header, RingError};

/// Where the messages begin.
const HEADER: usize = 4096;

/// What a ring's memory begins with. The last byte is the version of its layout.
const MAGIC: u64 = u64::from_ne_bytes(*b"shmring\x01");

/// The least and the greatest capacity, in bytes.
const LEAST: usize = 64;
const MOST: usize = 1 << 30;

/// Without the first a peer could cut the memory off under us, without the last it could take the first away.
const SEALS: SealFlag = SealFlag::F_SEAL_SHRINK.union(SealFlag::F_SEAL_SEAL);

/// A ring's memory in this process. The address is another one in each process, so nothing in it may be a pointer.
pub(super) struct Mapping {
    address: NonNull<u8>,
    capacity: usize,
}

// SAFETY: a mapping belongs to the process, not to a thread. It is reached through atomics, and unmapped by its one owner.
unsafe impl Send for Mapping {}

impl Mapping {
    /// New memory, and the file that another process can map.
    pub(super) fn create(capacity: usize) -> io::Result<(Mapping, OwnedFd)> {
        assert!(
            capacity.is_power_of_two() && (LEAST..=MOST).contains(&capacity),
            "a capacity of {capacity} bytes"
        );
        let flags = MFdFlags::MFD_CLOEXEC | MFdFlags::MFD_ALLOW_SEALING;
        let file = File::from(memfd_create(c"ring", flags)?);
        file.set_len((HEADER + capacity) as u64)?;
        fcntl(&file, FcntlArg::F_ADD_SEALS(SEALS | SealFlag::F_SEAL_GROW))?;
        let mapping = Mapping::map(&file, capacity)?;
        let header = mapping.header();
        header.magic.store(MAGIC, Relaxed);
        header.producer.waiting.wakes_at.store(AWAKE, Relaxed);
        header.consumer.waiting.wakes_at.store(AWAKE, Relaxed);
        Ok((mapping, OwnedFd::from(file)))
    }

    /// Maps what another process made, if it is what it should be.
    pub(super) fn open(file: &OwnedFd) -> Result<Mapping, RingError> {
        let file = File::from(file.try_clone()?);
        let seals = fcntl(&file, FcntlArg::F_GET_SEALS).map(SealFlag::from_bits_retain);
        if !seals.is_ok_and(|seals| seals.contains(SEALS)) {
            return Err(RingError::Corrupt("memory that is not sealed"));
        }
        // Huge pages can run out, and then an access is a `SIGBUS` too.
        if fstatfs(&file).map_err(Error::from)?.filesystem_type() != TMPFS_MAGIC {
            return Err(RingError::Corrupt("memory of another kind"));
        }
        let capacity = usize::try_from(file.metadata()?.len())
            .ok()
            .and_then(|length| length.checked_sub(HEADER))
            .filter(|capacity| capacity.is_power_of_two() && (LEAST..=MOST).contains(capacity));
        let Some(capacity) = capacity else {
            return Err(RingError::Corrupt("memory of another size"));
        };
        let mapping = Mapping::map(&file, capacity)?;
        if mapping.header().magic.load(Relaxed) != MAGIC {
            return Err(RingError::Corrupt("memory of another layout"));
        }
        Ok(mapping)
    }

    fn map(file: impl AsFd, capacity: usize) -> io::Result<Mapping> {
        const { assert!(size_of::<Header>() <= HEADER) };
        let length = NonZeroUsize::new(HEADER + capacity).expect("it has a header");
        let access = ProtFlags::PROT_READ | ProtFlags::PROT_WRITE;
        // SAFETY: the kernel chooses the place, so nothing that is there is replaced. The file is sealed and cannot become shorter.
        let address = unsafe { mmap(None, length, access, MapFlags::MAP_SHARED, file, 0) };
        Ok(Mapping {
            address: address.map_err(Error::from)?.cast(),
            capacity,
        })
    }

    /// Bytes for messages.
    pub(super) fn capacity(&self) -> usize {
        self.capacity
    }

    pub(super) fn header(&self) -> &Header {
        // SAFETY: the mapping begins at a page, is longer than a header, and lives as long as `self`. A header is made of atomic
        // integers: any bytes are one, and both processes may change them at any time.
        unsafe { self.address.cast().as_ref() }
    }

    /// Where the messages are.
    pub(super) fn words(&self) -> &[AtomicU64] {
        // SAFETY: the mapping has `capacity` bytes behind the header's, which is a multiple of a word's size, and so is the
        // capacity. For the rest see `header`; the two do not overlap.
        unsafe {
            let words = self.address.add(HEADER).cast().as_ptr();
            slice::from_raw_parts(words, self.capacity / size_of::<AtomicU64>())
        }
    }
}

impl Drop for Mapping {
    fn drop(&mut self) {
        // SAFETY: this is what `map` mapped, and what was borrowed from `self` is gone.
        let unmapped = unsafe { munmap(self.address.cast(), HEADER + self.capacity) };
        debug_assert!(unmapped.is_ok());
    }
}
