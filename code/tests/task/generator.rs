//! The generator: order, states, ends, panics.

use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::{Cell, RefCell};
use std::env;
use std::io::ErrorKind;
use std::panic::{self, AssertUnwindSafe};
use std::process::Command;
use std::rc::Rc;

use code::task::generator::{Generator, State, Yielder};

/// Counts how often it is dropped.
struct Counted(Rc<Cell<u32>>);

impl Drop for Counted {
    fn drop(&mut self) {
        self.0.set(self.0.get() + 1);
    }
}

#[test]
fn gives_in_order_and_then_nothing() {
    let mut numbers = Generator::new(|out| (0..3).for_each(|n| out.give(n)));
    assert_eq!(numbers.by_ref().collect::<Vec<_>>(), [0, 1, 2]);
    assert_eq!((numbers.next(), numbers.next()), (None, None));
}

#[test]
fn says_where_it_stands() {
    let mut one = Generator::new(|out| out.give(7));
    assert_eq!(one.state(), State::Created);
    assert_eq!(one.next(), Some(7));
    assert_eq!(one.state(), State::Suspended);
    assert_eq!(format!("{one:?}"), "Generator { state: Suspended, .. }");
    assert_eq!(one.next(), None);
    assert_eq!(one.state(), State::Done);
}

#[test]
fn an_empty_one_is_done_at_once() {
    let mut none = Generator::<u8>::new(|_| ());
    assert_eq!(none.next(), None);
    assert_eq!(none.state(), State::Done);
}

#[test]
fn is_lazy() {
    let ran = Rc::new(Cell::new(0));
    let inside = Rc::clone(&ran);
    let mut steps = Generator::new(move |out| {
        inside.set(1);
        out.give(());
        inside.set(2);
    });
    assert_eq!(ran.get(), 0);
    steps.next();
    assert_eq!(ran.get(), 1);
    steps.next();
    assert_eq!(ran.get(), 2);
}

#[test]
fn gives_from_the_depth_of_a_recursion() {
    fn hanoi(discs: u32, from: u8, to: u8, out: &Yielder<(u8, u8)>) {
        if discs > 0 {
            let free = 3 - from - to;
            hanoi(discs - 1, from, free, out);
            out.give((from, to));
            hanoi(discs - 1, free, to, out);
        }
    }
    let mut pegs = [(1..=10).rev().collect::<Vec<u32>>(), vec![], vec![]];
    let moves = Generator::new(|out| hanoi(10, 0, 2, out));
    let mut count = 0;
    for (from, to) in moves {
        let disc = pegs[usize::from(from)].pop().unwrap();
        assert!(
            pegs[usize::from(to)]
                .last()
                .is_none_or(|&below| below > disc)
        );
        pegs[usize::from(to)].push(disc);
        count += 1;
    }
    assert_eq!((count, pegs[2].len()), (1023, 10));
}

#[test]
fn generators_inside_a_generator() {
    let mut outer = Generator::new(|out| {
        for n in 1..4 {
            let inner = Generator::new(move |out| (0..n).for_each(|k| out.give(10 * n + k)));
            inner.for_each(|value| out.give(value));
        }
    });
    assert_eq!(outer.by_ref().take(4).collect::<Vec<_>>(), [10, 20, 21, 30]);
    drop(outer); // both stacks are unwound
}

#[test]
fn large_values_and_closures_come_through() {
    let big = [7_u64; 1000];
    let mut values = Generator::new(move |out| {
        out.give([1_u64; 512]);
        out.give(big[..512].try_into().unwrap());
    });
    assert_eq!(values.next().unwrap(), [1; 512]);
    assert_eq!(values.next().unwrap(), [7; 512]);
    assert_eq!(values.next(), None);
}

#[test]
fn an_aligned_closure() {
    #[derive(Clone, Copy)]
    #[repr(align(256))]
    struct Aligned(u8);
    let inside = Aligned(3);
    let addresses = Generator::new(move |out| {
        let moved = inside;
        out.give((&raw const moved).addr() % 256 + usize::from(moved.0));
    });
    assert_eq!(addresses.collect::<Vec<_>>(), [3]);
}

#[test]
fn a_value_is_moved_out_once() {
    let drops = Rc::new(Cell::new(0));
    let inside = Rc::clone(&drops);
    let mut values = Generator::new(move |out| {
        out.give(Counted(Rc::clone(&inside)));
        out.give(Counted(inside));
    });
    let first = values.next().unwrap();
    assert_eq!(drops.get(), 0);
    drop(values); // the second was never made
    assert_eq!(drops.get(), 0);
    drop(first);
    assert_eq!(drops.get(), 1);
}

#[test]
fn dropped_when_created() {
    let drops = Rc::new(Cell::new(0));
    let captured = Counted(Rc::clone(&drops));
    let never = Generator::new(move |out: &Yielder<()>| {
        let _captured = &captured;
        out.give(());
    });
    drop(never);
    assert_eq!(drops.get(), 1);
}

#[test]
fn dropped_when_suspended() {
    fn deep(left: u32, drops: &Rc<Cell<u32>>, out: &Yielder<()>) {
        let _local = Counted(Rc::clone(drops));
        if left > 0 {
            deep(left - 1, drops, out);
        } else {
            out.give(());
            unreachable!("nobody asked for a second");
        }
    }
    let drops = Rc::new(Cell::new(0));
    let captured = Counted(Rc::clone(&drops));
    let mut one = Generator::new(move |out| deep(99, &captured.0, out));
    one.next();
    assert_eq!(drops.get(), 0);
    drop(one);
    assert_eq!(drops.get(), 101);
}

#[test]
fn dropped_when_done() {
    let drops = Rc::new(Cell::new(0));
    let captured = Counted(Rc::clone(&drops));
    let mut one = Generator::new(move |out| {
        let captured = captured;
        out.give(captured.0.get());
    });
    assert_eq!(one.by_ref().count(), 1);
    assert_eq!(drops.get(), 1);
    drop(one);
    assert_eq!(drops.get(), 1);
}

#[test]
fn a_panic_reaches_the_caller_and_ends_it() {
    let drops = Rc::new(Cell::new(0));
    let captured = Counted(Rc::clone(&drops));
    let mut failing = Generator::new(move |out| {
        let _captured = &captured;
        out.give(1);
        panic::resume_unwind(Box::new("inside")); // as `panic!`, without the message
    });
    assert_eq!(failing.next(), Some(1));
    let payload = panic::catch_unwind(AssertUnwindSafe(|| failing.next())).unwrap_err();
    assert_eq!(payload.downcast_ref(), Some(&"inside"));
    assert_eq!(failing.state(), State::Done);
    assert_eq!(drops.get(), 1);
    assert_eq!(failing.next(), None);
}

#[test]
fn unwound_with_its_owner() {
    let drops = Rc::new(Cell::new(0));
    let inside = Rc::clone(&drops);
    let caught = panic::catch_unwind(AssertUnwindSafe(|| {
        let mut owned = Generator::new(move |out| {
            let _local = Counted(inside);
            out.give(());
        });
        owned.next();
        panic::resume_unwind(Box::new("outside"));
    }));
    assert_eq!(caught.unwrap_err().downcast_ref(), Some(&"outside"));
    assert_eq!(drops.get(), 1);
    assert!(!std::thread::panicking());
}

#[test]
fn what_catches_the_unwinding_is_unwound_again() {
    let log = Rc::new(RefCell::new(Vec::new()));
    let inside = Rc::clone(&log);
    let mut stubborn = Generator::new(move |out| {
        for n in 0..3 {
            let caught = panic::catch_unwind(AssertUnwindSafe(|| out.give(n)));
            inside.borrow_mut().push(caught.is_err());
        }
    });
    assert_eq!(stubborn.next(), Some(0));
    drop(stubborn);
    assert_eq!(*log.borrow(), [true, true, true]);
    assert!(!std::thread::panicking());
}

#[test]
fn two_take_turns() {
    let log = Rc::new(RefCell::new(String::new()));
    let writer = |letters: &'static str| {
        let log = Rc::clone(&log);
        Generator::new(move |out| {
            for letter in letters.chars() {
                log.borrow_mut().push(letter);
                out.give(());
            }
        })
    };
    let (mut a, mut b) = (writer("ace"), writer("bdf"));
    while a.next().is_some() && b.next().is_some() {}
    assert_eq!(*log.borrow(), "abcdef");
}

#[test]
fn the_stack_is_as_large_as_was_asked() {
    fn depth(bytes: usize) -> usize {
        let block = std::hint::black_box([0_u8; 1024]);
        if bytes == 0 {
            0
        } else {
            depth(bytes - 2048) + block.len()
        }
    }
    let mut deep = Generator::with_stack(64 << 20, |out| out.give(depth(8 << 20))).unwrap();
    assert_eq!(deep.next(), Some(4 << 20));
    let mut small = Generator::with_stack(0, |out| out.give(1)).unwrap();
    assert_eq!(small.next(), Some(1));
}

#[test]
fn a_stack_that_nobody_has() {
    for bytes in [usize::MAX, isize::MAX as usize, 1 << 60] {
        let drops = Rc::new(Cell::new(0));
        let captured = Counted(Rc::clone(&drops));
        let refused =
            Generator::with_stack(bytes, move |out: &Yielder<u32>| out.give(captured.0.get()));
        assert_eq!(refused.unwrap_err().kind(), ErrorKind::OutOfMemory);
        assert_eq!(drops.get(), 1);
    }
}

#[test]
fn many_at_a_time() {
    let mut many: Vec<_> = (0..1000)
        .map(|n| {
            Generator::with_stack(16 << 10, move |out| {
                out.give(n);
                out.give(n + 1);
            })
            .unwrap()
        })
        .collect();
    let firsts: u32 = many.iter_mut().map(|one| one.next().unwrap()).sum();
    let seconds: u32 = many.iter_mut().map(|one| one.next().unwrap()).sum();
    assert_eq!((firsts, seconds), (499_500, 500_500));
}

/// The floor: dropping unwinds, and that takes more than a page.
#[test]
fn the_smallest_stack_can_be_unwound() {
    let drops = Rc::new(Cell::new(0));
    let captured = Counted(Rc::clone(&drops));
    let mut small = Generator::with_stack(0, move |out| {
        let _captured = captured;
        let text = String::from("on the stack");
        out.give(text.len());
    })
    .unwrap();
    assert_eq!(small.next(), Some(12));
    drop(small);
    assert_eq!(drops.get(), 1);
}

#[test]
fn the_smallest_stack_holds_a_panic() {
    let mut small = Generator::<()>::with_stack(0, |_| panic!("inside")).unwrap();
    let payload = panic::catch_unwind(AssertUnwindSafe(|| small.next())).unwrap_err();
    assert_eq!(payload.downcast_ref(), Some(&"inside"));
}

#[test]
fn the_smallest_stack_holds_a_backtrace() {
    for style in ["1", "full"] {
        let output = Command::new(env::current_exe().unwrap())
            .args(["--exact", "--nocapture"])
            .arg("generator::the_smallest_stack_holds_a_panic")
            .env("RUST_BACKTRACE", style)
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{}: {said}", output.status);
        assert!(said.contains("the_smallest_stack_holds_a_panic"), "{said}");
    }
}

/// Up to a size corosensei takes the closure onto the stack, and refuses what is larger.
#[test]
fn closures_of_any_size() {
    fn through<const N: usize>() {
        let bytes = [7_u8; N];
        let body = move |out: &Yielder<usize>| {
            out.give(bytes.iter().map(|&byte| usize::from(byte)).sum());
        };
        assert_eq!(size_of_val(&body), N);
        assert_eq!(Generator::new(body).collect::<Vec<_>>(), [7 * N]);
    }
    through::<0>();
    through::<1008>();
    through::<1016>();
    through::<1024>();
    through::<1025>();
    through::<1032>();
    through::<1040>();
    through::<1056>();
    through::<2048>();
    through::<4096>();
    through::<4112>();
    through::<8192>();
}

thread_local! {
    /// Allocations of this thread less those it has given back.
    static KEPT: Cell<isize> = const { Cell::new(0) };
}

struct Counting;

#[global_allocator]
static COUNTING: Counting = Counting;

// SAFETY: `System` does it all. The counter allocates nothing, and has no destructor.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        KEPT.set(KEPT.get() + 1);
        // SAFETY: as the caller promises.
        unsafe { System.alloc(layout) }
    }

    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        KEPT.set(KEPT.get() + 1);
        // SAFETY: as the caller promises.
        unsafe { System.alloc_zeroed(layout) }
    }

    unsafe fn dealloc(&self, memory: *mut u8, layout: Layout) {
        KEPT.set(KEPT.get() - 1);
        // SAFETY: as the caller promises.
        unsafe { System.dealloc(memory, layout) }
    }

    unsafe fn realloc(&self, memory: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        // SAFETY: as the caller promises.
        unsafe { System.realloc(memory, layout, size) }
    }
}

/// Of a small closure and of a large one, dropped in each state: no memory, and no stack.
#[test]
fn nothing_is_left_of_it() {
    fn once<const N: usize>(values: usize) {
        let drops = Rc::new(Cell::new(0));
        let captured = (Counted(Rc::clone(&drops)), [1_u8; N]);
        let mut one = Generator::with_stack(64 << 20, move |out| {
            let local = (Box::new(1), &captured.0);
            out.give(captured.1.len());
            out.give(*local.0);
        })
        .unwrap();
        assert_eq!(one.by_ref().take(values).count(), values.min(2));
        drop(one);
        assert_eq!(drops.get(), 1);
    }
    fn reserved_gib() -> usize {
        let pages = std::fs::read_to_string("/proc/self/statm").unwrap();
        pages.split(' ').next().unwrap().parse::<usize>().unwrap() >> 18
    }
    fn all() {
        for values in 0..4 {
            once::<8>(values);
            once::<8000>(values);
        }
    }
    all(); // what is made once, such as the first panic's table
    let (kept, reserved) = (KEPT.get(), reserved_gib());
    for _ in 0..20 {
        all();
    }
    assert_eq!(KEPT.get(), kept);
    assert!(reserved_gib() < reserved + 5); // ten, if each left its stack
}
