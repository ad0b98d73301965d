//! Where tasks lose: a small file that is in memory.

use std::fs::File;
use std::hint::black_box;
use std::io::Write;
use std::os::unix::fs::FileExt;
use std::path::PathBuf;

use measure::{Candidate, Suite};
use tempfile::NamedTempFile;
use tokio::runtime::{self, Runtime};

const SIZE: usize = 4096;
const GROUP: &str = "A file of 4 KiB, in memory";
const UNIT: &str = "one read";

pub fn candidates(suite: Suite) -> Suite {
    let ours = |id: &str, name: &str, peer: &str| {
        Candidate::ours(id, name)
            .group(GROUP, UNIT)
            .above("file-pread")
            .beside(peer)
    };
    let peer = |id: &str, name: &str| {
        Candidate::peer(id, name)
            .group(GROUP, UNIT)
            .above("file-pread")
    };
    suite
        .candidate(
            Candidate::floor("file-pread", "pread, the file is open")
                .group(GROUP, UNIT)
                .prepared(|| {
                    let file = file();
                    let open = File::open(file.path()).expect("it is there");
                    let mut buffer = vec![0; SIZE];
                    move |n| {
                        for _ in 0..n {
                            let read = open.read_at(&mut buffer, 0).expect("it can be read");
                            assert_eq!(read, file.size());
                            black_box(&buffer);
                        }
                    }
                }),
        )
        .candidate(
            ours("file-std", "std::fs::read", "python-file").prepared(|| {
                let file = file();
                move |n| {
                    for _ in 0..n {
                        let bytes = std::fs::read(file.path()).expect("it can be read");
                        assert_eq!(bytes.len(), file.size());
                    }
                }
            }),
        )
        .candidate(
            ours("file-tokio", "tokio::fs::read", "python-file-to-thread").prepared(|| {
                let (file, runtime) = (file(), runtime());
                move |n| {
                    runtime.block_on(async {
                        for _ in 0..n {
                            let bytes = tokio::fs::read(file.path()).await;
                            assert_eq!(bytes.expect("it can be read").len(), file.size());
                        }
                    });
                }
            }),
        )
        .candidate(
            ours(
                "file-tokio-100",
                "tokio::fs::read, 100 at once",
                "python-file-to-thread",
            )
            .items(100)
            .prepared(|| {
                let (file, runtime) = (file(), runtime());
                move |n| {
                    runtime.block_on(async {
                        for _ in 0..n {
                            let read = || tokio::spawn(tokio::fs::read(PathBuf::from(file.path())));
                            let reads: Vec<_> = (0..100).map(|_| read()).collect();
                            for read in reads {
                                let bytes = read.await.expect("it does not panic");
                                assert_eq!(bytes.expect("it can be read").len(), file.size());
                            }
                        }
                    });
                }
            }),
        )
        .candidate(peer("python-file", "open().read()"))
        .candidate(peer("python-file-to-thread", "asyncio.to_thread"))
}

fn runtime() -> Runtime {
    runtime::Builder::new_current_thread()
        .build()
        .expect("it starts")
}

/// A small file that has been written a moment ago, so it is in memory.
struct Small(NamedTempFile);

fn file() -> Small {
    let mut file = NamedTempFile::new().expect("there is room");
    file.write_all(&[b'x'; SIZE]).expect("there is room");
    Small(file)
}

impl Small {
    fn path(&self) -> &std::path::Path {
        self.0.path()
    }

    fn size(&self) -> usize {
        SIZE
    }
}
