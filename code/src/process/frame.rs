//! Messages in a stream of bytes: each is sent as its length, four bytes little-endian, and then itself.
//!
//! A pipe or a socket does not keep messages apart. Two writes may arrive in one read, and one write in several.
//! [`FrameWriter`] and [`FrameReader`] put the boundaries back, and trust nobody: a length beyond the limit is refused
//! before any memory is set aside for it, and a stream that ends in the middle of a message is an error and not an end.

#[cfg(test)]
mod tests;

use std::error::Error;
use std::fmt;
use std::io::{self, ErrorKind, Read, Write};

/// Bytes of the length that stands before every message.
pub const HEADER: usize = 4;

/// Asked for in one read while it is not known how long the next message is.
const CHUNK: usize = 8 << 10;

/// Messages up to this size are put behind their length first and leave in one write.
const JOINED: usize = 16 << 10;

/// Why a message was not sent or not received.
#[derive(Debug)]
pub enum FrameError {
    /// The message, or the length that announces it, is greater than the limit. In bytes.
    TooLong {
        /// The message's length.
        length: usize,
        /// The limit of this reader or writer.
        limit: usize,
    },
    /// The stream ended inside a message: the peer died, or never spoke this protocol.
    Truncated {
        /// Bytes that came, the length's own among them.
        received: usize,
    },
    /// An earlier error left the stream at an unknown place, and nothing that follows can be told apart.
    Broken,
    /// The stream itself failed.
    Io(io::Error),
}

impl fmt::Display for FrameError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            FrameError::TooLong { length, limit } => {
                write!(f, "a message of {length} bytes, where {limit} is the limit")
            }
            FrameError::Truncated { received } => {
                write!(
                    f,
                    "the stream ended inside a message, after {received} of its bytes"
                )
            }
            FrameError::Broken => write!(f, "an earlier error left the stream at an unknown place"),
            FrameError::Io(error) => error.fmt(f),
        }
    }
}

impl Error for FrameError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            FrameError::Io(error) => Some(error),
            _ => None,
        }
    }
}

// ANCHOR: writer
/// Writes messages to a stream, which must block: half a message cannot be taken up again.
#[derive(Debug)]
pub struct FrameWriter<W> {
    stream: W,
    limit: usize,
    joined: Vec<u8>,
    broken: bool,
}

impl<W: Write> FrameWriter<W> {
    /// A writer that refuses messages of more than `limit` bytes.
    ///
    /// # Panics
    ///
    /// If `limit` does not fit the four bytes of a length.
    pub fn new(stream: W, limit: usize) -> Self {
        assert!(u32::try_from(limit).is_ok(), "a limit of {limit} bytes");
        FrameWriter {
            stream,
            limit,
            joined: Vec::new(),
            broken: false,
        }
    }

    /// Writes one message, and flushes the stream.
    ///
    /// A message that is too long is refused before anything is written; the next may
    /// follow. After any other error the stream may hold half a message, so this writer
    /// refuses all that come later.
    pub fn write(&mut self, message: &[u8]) -> Result<(), FrameError> {
        let (length, limit) = (message.len(), self.limit);
        if self.broken {
            return Err(FrameError::Broken);
        }
        if length > limit {
            return Err(FrameError::TooLong { length, limit });
        }
        let header = (length as u32).to_le_bytes();
        let written = if length <= JOINED {
            self.joined.clear();
            self.joined.extend_from_slice(&header);
            self.joined.extend_from_slice(message);
            self.stream.write_all(&self.joined)
        } else {
            self.stream
                .write_all(&header)
                .and_then(|()| self.stream.write_all(message))
        };
        written.and_then(|()| self.stream.flush()).map_err(|error| {
            self.broken = true;
            FrameError::Io(error)
        })
    }
}
// ANCHOR_END: writer

impl<W> FrameWriter<W> {
    /// The stream below. What is written to it directly is no message.
    pub fn get_ref(&self) -> &W {
        &self.stream
    }
}

// ANCHOR: reader
/// Reads messages from a stream.
///
/// It reads ahead: bytes of later messages may already be here when a message is handed
/// out.
#[derive(Debug)]
pub struct FrameReader<R> {
    stream: R,
    limit: usize,
    /// What has come and is not handed out: `buffer[start..end]`. It grows with what
    /// arrives and not with what a length promises, and never beyond one message of the
    /// greatest size or one chunk, whichever is more, unless `fill` is called while
    /// messages wait to be taken.
    buffer: Vec<u8>,
    start: usize,
    end: usize,
    broken: bool,
}
// ANCHOR_END: reader

impl<R: Read> FrameReader<R> {
    /// A reader that refuses messages of more than `limit` bytes.
    pub fn new(stream: R, limit: usize) -> Self {
        FrameReader {
            stream,
            limit,
            buffer: Vec::new(),
            start: 0,
            end: 0,
            broken: false,
        }
    }

    // ANCHOR: read
    /// The next message; waits for it. `None` if the stream has ended between two
    /// messages.
    pub fn read(&mut self) -> Result<Option<&[u8]>, FrameError> {
        while !self.is_ready()? {
            if self.fill()? == 0 {
                return match self.end - self.start {
                    0 => Ok(None),
                    received => self.fail(FrameError::Truncated { received }),
                };
            }
        }
        self.take()
    }

    /// The next message if all of it has come. Reads nothing.
    pub fn take(&mut self) -> Result<Option<&[u8]>, FrameError> {
        if !self.is_ready()? {
            return Ok(None);
        }
        let from = self.start + HEADER;
        self.start = from + self.announced().unwrap_or_default();
        Ok(Some(&self.buffer[from..self.start]))
    }

    /// Whether the next message has come whole.
    fn is_ready(&mut self) -> Result<bool, FrameError> {
        if self.broken {
            return Err(FrameError::Broken);
        }
        let limit = self.limit;
        match self.announced() {
            None => Ok(false),
            Some(length) if length > limit => self.fail(FrameError::TooLong { length, limit }),
            // Saturating: with no limit to speak of, a length may be as great as a
            // `usize`.
            Some(length) => Ok(self.end - self.start >= HEADER.saturating_add(length)),
        }
    }
    // ANCHOR_END: read

    /// Reads once, and waits if nothing is there. Returns how many bytes came: none at the stream's end.
    ///
    /// For streams that do not block, or that were polled: take what has come, and fill again when there is more.
    pub fn fill(&mut self) -> Result<usize, FrameError> {
        if self.broken {
            return Err(FrameError::Broken);
        }
        self.make_room();
        loop {
            match self.stream.read(&mut self.buffer[self.end..]) {
                Ok(count) => {
                    self.end += count;
                    return Ok(count);
                }
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) if error.kind() == ErrorKind::WouldBlock => {
                    return Err(FrameError::Io(error));
                }
                Err(error) => return self.fail(FrameError::Io(error)),
            }
        }
    }

    /// The length of the message that comes next, if its header is here.
    fn announced(&self) -> Option<usize> {
        let header = self.buffer[self.start..self.end].first_chunk::<HEADER>()?;
        Some(u32::from_le_bytes(*header) as usize)
    }

    /// Makes room behind what is here for at least one byte, by moving it to the front or by growing.
    fn make_room(&mut self) {
        if self.end < self.buffer.len() && self.start < self.end {
            return;
        }
        self.buffer.copy_within(self.start..self.end, 0);
        (self.start, self.end) = (0, self.end - self.start);
        if self.end == self.buffer.len() {
            // Doubling keeps pace with what arrives. The length is no reason to set memory aside: it may be a lie.
            let most = CHUNK.max(HEADER.saturating_add(self.limit));
            let size = match self.buffer.len() {
                size if size < most => (2 * size).clamp(CHUNK, most),
                // Full of whole messages that nobody has taken.
                size => size + CHUNK,
            };
            self.buffer.resize(size, 0);
        }
    }

    fn fail<T>(&mut self, error: FrameError) -> Result<T, FrameError> {
        self.broken = true;
        Err(error)
    }
}

impl<R> FrameReader<R> {
    /// The stream below. What is read from it directly is missing from the messages.
    pub fn get_ref(&self) -> &R {
        &self.stream
    }
}
