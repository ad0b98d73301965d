use std::io::{self, Read, Write};

use proptest::collection::vec;
use proptest::prelude::*;

use super::*;

const LIMIT: usize = 1 << 10;

/// A stream that hands out at most that many bytes a read, as a pipe may.
struct Dribble<'a> {
    bytes: &'a [u8],
    at_most: usize,
}

impl Read for Dribble<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let room = buffer.len().min(self.at_most);
        self.bytes.read(&mut buffer[..room])
    }
}

fn framed(messages: &[Vec<u8>]) -> Vec<u8> {
    let mut writer = FrameWriter::new(Vec::new(), 100_000);
    messages
        .iter()
        .for_each(|message| writer.write(message).unwrap());
    writer.stream
}

proptest! {
    #[test]
    fn what_is_written_is_read_however_it_is_cut(
        messages in vec(vec(any::<u8>(), 0..20_000), 0..4),
        at_most in 1usize..20_000,
    ) {
        let bytes = framed(&messages);
        let mut reader = FrameReader::new(Dribble { bytes: &bytes, at_most }, 100_000);
        for message in &messages {
            prop_assert_eq!(reader.read().unwrap(), Some(message.as_slice()));
        }
        prop_assert!(reader.read().unwrap().is_none());
    }

    #[test]
    fn any_bytes_give_messages_or_an_error_and_no_memory_beyond_the_limit(
        bytes in vec(prop_oneof![Just(0u8), any::<u8>()], 0..5_000),
        at_most in 1usize..3_000,
    ) {
        let mut reader = FrameReader::new(Dribble { bytes: &bytes, at_most }, LIMIT);
        let mut handed_out = 0;
        let ended = loop {
            match reader.read() {
                Ok(Some(message)) => {
                    prop_assert!(message.len() <= LIMIT);
                    handed_out += HEADER + message.len();
                }
                Ok(None) => break None,
                Err(error) => break Some(error),
            }
            prop_assert!(reader.buffer.capacity() <= CHUNK.max(HEADER + LIMIT));
        };
        prop_assert!(reader.buffer.capacity() <= CHUNK.max(HEADER + LIMIT));
        let rest = &bytes[handed_out..];
        match ended {
            None => prop_assert!(rest.is_empty()),
            Some(FrameError::Truncated { received }) => prop_assert_eq!(received, rest.len()),
            Some(FrameError::TooLong { length, .. }) => {
                let header = *rest.first_chunk().unwrap();
                prop_assert_eq!(length, u32::from_le_bytes(header) as usize);
                prop_assert!(length > LIMIT);
            }
            Some(other) => prop_assert!(false, "{other}"),
        }
    }

    #[test]
    fn a_stream_cut_short_is_truncated_and_stays_refused(message in vec(any::<u8>(), 0..LIMIT), cut in 1usize..LIMIT) {
        let whole = framed(&[message]);
        prop_assume!(cut < whole.len());
        let mut reader = FrameReader::new(&whole[..cut], LIMIT);
        let truncated = matches!(reader.read(), Err(FrameError::Truncated { received }) if received == cut);
        prop_assert!(truncated);
        prop_assert!(matches!(reader.read(), Err(FrameError::Broken)));
    }
}

#[test]
fn a_length_that_lies_costs_no_memory() {
    let mut bytes = u32::MAX.to_le_bytes().to_vec();
    bytes.extend_from_slice(b"eight is not four billion");
    let mut reader = FrameReader::new(bytes.as_slice(), u32::MAX as usize);
    assert!(matches!(
        reader.read(),
        Err(FrameError::Truncated { received: 29 })
    ));
    assert!(reader.buffer.capacity() <= CHUNK);
}

#[test]
fn no_limit_is_a_limit_too() {
    let bytes = framed(&[vec![7; 100_000]]);
    let mut reader = FrameReader::new(bytes.as_slice(), usize::MAX);
    assert_eq!(reader.read().unwrap(), Some([7; 100_000].as_slice()));
    assert!(reader.read().unwrap().is_none());
}

#[test]
fn a_message_of_the_limit_passes_and_one_byte_more_does_not() {
    let mut writer = FrameWriter::new(Vec::new(), LIMIT);
    let refused = writer.write(&[0; LIMIT + 1]);
    assert!(
        matches!(refused, Err(FrameError::TooLong { length, limit: LIMIT }) if length == LIMIT + 1)
    );
    assert!(
        writer.stream.is_empty(),
        "a refused message left bytes behind"
    );
    writer.write(&[7; LIMIT]).unwrap();

    let bytes = writer.stream;
    let mut reader = FrameReader::new(bytes.as_slice(), LIMIT);
    assert_eq!(reader.read().unwrap(), Some([7; LIMIT].as_slice()));
    let mut strict = FrameReader::new(bytes.as_slice(), LIMIT - 1);
    assert!(matches!(
        strict.read(),
        Err(FrameError::TooLong { length: LIMIT, .. })
    ));
    assert!(matches!(strict.read(), Err(FrameError::Broken)));
}

#[test]
fn filled_to_the_end_before_the_first_is_taken() {
    let messages: Vec<Vec<u8>> = (0..100).map(|n| vec![n; 1000]).collect();
    let bytes = framed(&messages);
    let mut reader = FrameReader::new(bytes.as_slice(), LIMIT);
    while reader.fill().unwrap() > 0 {}
    for message in &messages {
        assert_eq!(reader.take().unwrap(), Some(message.as_slice()));
    }
    assert_eq!(reader.take().unwrap(), None);
}

#[test]
fn after_half_a_message_a_writer_writes_no_more() {
    /// Takes ten bytes and then fails.
    struct Full(usize);
    impl Write for Full {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            let count = bytes.len().min(self.0);
            self.0 -= count;
            if count == 0 {
                Err(io::Error::other("full"))
            } else {
                Ok(count)
            }
        }
        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }
    let mut writer = FrameWriter::new(Full(10), LIMIT);
    assert!(matches!(writer.write(&[1; 100]), Err(FrameError::Io(_))));
    assert!(matches!(writer.write(&[]), Err(FrameError::Broken)));
}

#[test]
fn a_reader_that_would_block_goes_on_later() {
    /// Every other read has nothing yet.
    struct Sometimes<'a>(&'a [u8], bool);
    impl Read for Sometimes<'_> {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            self.1 = !self.1;
            if self.1 {
                Err(io::ErrorKind::WouldBlock.into())
            } else {
                self.0.read(&mut buffer[..1])
            }
        }
    }
    let bytes = framed(&[b"abc".to_vec()]);
    let mut reader = FrameReader::new(Sometimes(&bytes, false), LIMIT);
    let mut waited = 0;
    let message = loop {
        match reader.fill() {
            Ok(_) => {}
            Err(FrameError::Io(error)) if error.kind() == io::ErrorKind::WouldBlock => waited += 1,
            Err(other) => panic!("{other}"),
        }
        if let Some(message) = reader.take().unwrap() {
            break message.to_vec();
        }
    };
    assert_eq!((message.as_slice(), waited), (b"abc".as_slice(), 7));
}
