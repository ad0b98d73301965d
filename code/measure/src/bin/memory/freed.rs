//! What is left of memory that was freed.

use measure::Suite;

use crate::held::Group;

const MOST: u32 = 64_000;
/// With the allocator's own eight bytes a KiB.
const KIB: usize = 1016;

type Block = Box<[u8; KIB]>;

pub fn add(suite: Suite) -> Suite {
    let group = Group {
        name: "After the peak",
        unit: "a KiB that was allocated",
    };
    let suite = suite
        .memory(group.floor("kib", "a KiB, still used", MOST, blocks))
        .memory(
            group
                .ours("kib-freed", "freed, all of them", MOST, |n| drop(blocks(n)))
                .above("kib")
                .beside("python-freed"),
        )
        .memory(
            group
                .ours("kib-sparse", "freed, but each hundredth", MOST, sparse)
                .above("kib")
                .beside("python-sparse"),
        );
    let suite = trimmed(suite, group);
    suite
        .memory(
            group
                .peer("python-freed", "Python, freed, all of them", MOST, "freed")
                .above("kib"),
        )
        .memory(
            group
                .peer(
                    "python-sparse",
                    "Python, freed, but each hundredth",
                    MOST,
                    "sparse",
                )
                .above("kib"),
        )
}

#[cfg(target_env = "gnu")]
fn trimmed(suite: Suite, group: Group) -> Suite {
    let trim = |n| {
        let kept = sparse(n);
        // SAFETY: it takes a number, and changes nothing that is in use.
        unsafe { libc::malloc_trim(0) };
        kept
    };
    let row = group.ours("kib-trimmed", "the same, after malloc_trim", MOST, trim);
    suite.memory(row.above("kib").beside("python-sparse"))
}

#[cfg(not(target_env = "gnu"))]
fn trimmed(suite: Suite, _: Group) -> Suite {
    suite
}

fn blocks(n: u32) -> Vec<Block> {
    (0..n).map(|_| Box::new([1; KIB])).collect()
}

fn sparse(n: u32) -> Vec<Block> {
    blocks(n).into_iter().skip(99).step_by(100).collect()
}
