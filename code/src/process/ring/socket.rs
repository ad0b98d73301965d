//! The socket between the two processes: it hands the memory over, wakes who sleeps, and ends when the peer does.

use std::io::{self, IoSlice, IoSliceMut};
use std::os::fd::{AsFd, AsRawFd, FromRawFd, OwnedFd, RawFd};
use std::os::unix::net::UnixStream;
use std::time::Instant;

use nix::errno::Errno;
use nix::poll::{PollFd, PollFlags, PollTimeout, poll};
use nix::sys::socket::{
    ControlMessage, ControlMessageOwned, MsgFlags, UnixCredentials, recv, recvmsg, send, sendmsg,
};

use super::{Deadline, RingError};

/// How a sleep ended.
pub(super) enum Slept {
    /// By the peer, or for no reason: look again.
    Woken,
    PeerGone,
    TimedOut,
}

pub(super) struct Socket(OwnedFd);

/// As many descriptors as one message can carry on Linux (`SCM_MAX_FD`). All are taken, and closed but for one.
const MOST_FILES: usize = 253;

impl Socket {
    /// An end that another process has made.
    pub(super) fn new(fd: OwnedFd) -> io::Result<Socket> {
        let stream = UnixStream::from(fd);
        // A sleep that returns at once would be a spin.
        stream.set_nonblocking(false)?;
        Ok(Socket(stream.into()))
    }

    /// One end, and the peer's.
    pub(super) fn pair() -> io::Result<(Socket, OwnedFd)> {
        let (ours, theirs) = UnixStream::pair()?;
        Ok((Socket(ours.into()), theirs.into()))
    }

    /// Sends a descriptor to the peer, which need not be there yet.
    pub(super) fn give(&self, file: &OwnedFd) -> io::Result<()> {
        let files = [file.as_raw_fd()];
        let control = [ControlMessage::ScmRights(&files)];
        let bytes = [IoSlice::new(&[0])];
        let flags = MsgFlags::MSG_NOSIGNAL;
        sendmsg::<()>(self.0.as_raw_fd(), &bytes, &control, flags, None)?;
        Ok(())
    }

    /// Takes the descriptor that the peer has sent.
    pub(super) fn take(&self) -> Result<OwnedFd, RingError> {
        let mut byte = [0];
        let mut bytes = [IoSliceMut::new(&mut byte)];
        // With room for what a socket may be set to add, so that no descriptor is cut off and forgotten.
        let mut control = nix::cmsg_space!([RawFd; MOST_FILES], UnixCredentials, [u8; 512]);
        // It was sent before this end was handed over: if it is not there, it never comes.
        let flags = MsgFlags::MSG_CMSG_CLOEXEC | MsgFlags::MSG_DONTWAIT;
        let message = recvmsg::<()>(self.0.as_raw_fd(), &mut bytes, Some(&mut control), flags)
            .map_err(|error| match error {
                Errno::EAGAIN | Errno::ENOTSOCK => {
                    RingError::Corrupt("nothing that hands over memory")
                }
                error => RingError::Io(error.into()),
            })?;
        let mut files = Vec::new();
        for control in message.cmsgs().map_err(io::Error::from)? {
            if let ControlMessageOwned::ScmRights(numbers) = control {
                // SAFETY: the kernel has opened these for us with this message, and nobody else knows of them.
                files.extend(
                    numbers
                        .into_iter()
                        .map(|number| unsafe { OwnedFd::from_raw_fd(number) }),
                );
            }
        }
        match (files.pop(), message.bytes) {
            (Some(file), _) if files.is_empty() => Ok(file),
            (None, 0) => Err(RingError::PeerGone),
            _ => Err(RingError::Corrupt("a socket that hands over no memory")),
        }
    }

    /// Sleeps until the peer wakes us, or its end is closed, or it is time.
    pub(super) fn sleep(&self, until: Deadline) -> Result<Slept, RingError> {
        if let Some(until) = until
            && !self.readable(until)?
        {
            return Ok(Slept::TimedOut);
        }
        // One byte is a wake. More than one are wakes that came too late for an earlier sleep.
        let mut bytes = [0; 64];
        match recv(self.0.as_raw_fd(), &mut bytes, MsgFlags::empty()) {
            Ok(0) | Err(Errno::ECONNRESET) => Ok(Slept::PeerGone),
            Ok(_) | Err(Errno::EINTR) => Ok(Slept::Woken),
            // Somebody who shares this end has made it non-blocking again.
            Err(Errno::EAGAIN) => {
                let _ = poll(
                    &mut [PollFd::new(self.0.as_fd(), PollFlags::POLLIN)],
                    PollTimeout::NONE,
                );
                Ok(Slept::Woken)
            }
            Err(error) => Err(RingError::Io(error.into())),
        }
    }

    /// Waits until there is something to receive, be it the end.
    fn readable(&self, until: Instant) -> Result<bool, RingError> {
        loop {
            let left = until.saturating_duration_since(Instant::now());
            // Rounded up, so that it does not wake before the time.
            let milliseconds = left.as_nanos().div_ceil(1_000_000);
            let timeout = PollTimeout::try_from(milliseconds).unwrap_or(PollTimeout::MAX);
            let mut polled = [PollFd::new(self.0.as_fd(), PollFlags::POLLIN)];
            match poll(&mut polled, timeout) {
                Ok(0) if Instant::now() >= until => return Ok(false),
                Ok(0) | Err(Errno::EINTR) => {}
                Ok(_) => return Ok(true),
                Err(error) => return Err(RingError::Io(error.into())),
            }
        }
    }

    /// Wakes the peer. It does not matter if it does not get there: if the socket is full, wakes are waiting to be read; if the
    /// peer's end is closed, we learn it when we wait.
    pub(super) fn wake(&self) {
        let flags = MsgFlags::MSG_DONTWAIT | MsgFlags::MSG_NOSIGNAL;
        let _ = send(self.0.as_raw_fd(), &[0], flags);
    }
}
