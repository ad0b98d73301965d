//! Blanks what may differ between two runs of one program: ids, durations, addresses. Nothing else.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

macro_rules! pattern {
    ($name:ident, $pattern:expr) => {
        static $name: LazyLock<Regex> = LazyLock::new(|| Regex::new($pattern).expect("a valid pattern"));
    };
}

pattern!(DURATION, r"\b\d+(?:\.\d+)?\s?(?:ns|µs|μs|us|ms|s|seconds?|min|minutes?)\b");
// Seven digits or more: the shorter ones are masks and byte values, which the program chose.
pattern!(ADDRESS, r"\b0x[0-9a-f]{7,16}\b");
// A number that is called an id, or a list of them: "pid 4711", "pids: [4711, 4712]", "parent id = 4711".
pattern!(
    CALLED_ID,
    r"(?ix) (?:\b|_) (?: p?pids? | p?tids? | p?gids? | sids? | (?:process|thread|parent|child|task|group|session)\ ids? | idents? )
      (?: \ is | \ are | \ was )? [:=\#]? \ ? [\[({]? (?<id> \d+ (?: (?: ,\ | \ and\ | ,\ and\ ) \d+ )* ) \b"
);
// "child 4711" is an id, "child 3" is the third child: three digits at least. By the time tests run, pids have that many.
pattern!(NAMED, r"(?i)\b(?:process|parent|child|thread)[ =#](?<id>\d{3,})\b");
pattern!(THREAD_ID, r"\bThreadId\((?<id>\d+)\)");
// The head of a panic message: thread 'main' (4711) panicked at …
pattern!(PANIC, r"\bthread '[^'\n]*' \((?<id>\d+)\)");
pattern!(NUMBER, r"\d+");

/// The text with durations and addresses blanked and every distinct id replaced by a numbered placeholder, so that equal
/// ids stay equal and distinct ones distinct.
pub fn blank(text: &str) -> String {
    let mut placeholders = HashMap::new();
    blank_ids(text, |id| {
        let next = placeholders.len() + 1;
        format!("<id {}>", placeholders.entry(id.to_owned()).or_insert(next))
    })
}

/// The same for output whose lines come in any order: sorted, and with one placeholder for all ids, since their numbers would
/// depend on the order.
pub fn blank_any_order(text: &str) -> String {
    let blanked = blank_ids(text, |_| "<id>".to_owned());
    let mut lines: Vec<&str> = blanked.lines().collect();
    lines.sort_unstable();
    lines.into_iter().map(|line| format!("{line}\n")).collect()
}

fn blank_ids(text: &str, mut placeholder: impl FnMut(&str) -> String) -> String {
    let text = DURATION.replace_all(text, "<duration>");
    let text = ADDRESS.replace_all(&text, "<address>");

    let mut ids: Vec<Range<usize>> = [&*CALLED_ID, &NAMED, &THREAD_ID, &PANIC]
        .into_iter()
        .flat_map(|pattern| pattern.captures_iter(&text))
        .filter_map(|found| found.name("id"))
        .flat_map(|list| {
            let numbers = NUMBER.find_iter(&text[list.range()]);
            numbers.map(move |number| list.start() + number.start()..list.start() + number.end())
        })
        // 0 is nobody and 1 is init or the main thread: those are the same in every run.
        .filter(|id| !matches!(&text[id.clone()], "0" | "1"))
        .collect();
    ids.sort_unstable_by_key(|id| id.start);
    ids.dedup();

    let mut blanked = String::with_capacity(text.len());
    let mut end = 0;
    for id in ids {
        blanked.push_str(&text[end..id.start]);
        blanked.push_str(&placeholder(&text[id.clone()]));
        end = id.end;
    }
    blanked.push_str(&text[end..]);
    blanked
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_go_with_their_unit() {
        assert_eq!(
            blank("slept 30.2 ms, then 2s, 1.5µs and 3 min"),
            "slept <duration>, then <duration>, <duration> and <duration>"
        );
        assert_eq!(blank("took 0.31 seconds"), "took <duration>");
    }

    #[test]
    fn numbers_that_are_not_durations_stay() {
        for text in ["30 sums", "7 mins-of-x", "v2.0stable", "total: 30", "1.84 x", "3 m", "2 strings"] {
            assert_eq!(blank(text), text);
        }
    }

    #[test]
    fn equal_ids_stay_equal() {
        assert_eq!(
            blank("pid 4711, parent 99123\nchild 4711 of pid 99123"),
            "pid <id 1>, parent <id 2>\nchild <id 1> of pid <id 2>"
        );
        assert_eq!(blank("pids: [4711, 4712] and pid=4711"), "pids: [<id 1>, <id 2>] and pid=<id 1>");
        assert_eq!(blank("ThreadId(2) ThreadId(3) ThreadId(2)"), "ThreadId(<id 1>) ThreadId(<id 2>) ThreadId(<id 1>)");
        assert_eq!(blank("thread '<unnamed>' (4711) panicked at"), "thread '<unnamed>' (<id 1>) panicked at");
        assert_eq!(blank("child_pid is 4711; PID 4711"), "child_pid is <id 1>; PID <id 1>");
    }

    #[test]
    fn what_a_program_means_stays() {
        for text in [
            "child exited with 7",
            "the child's exit code is 7",
            "exit status: 7",
            "signal: 9 (SIGKILL)",
            "process exited with 256",
            "thread 3 of 10",
            "child 2 done",
            "threads: 128",
            "10000 threads, 10000 tasks",
            "adopted by pid 1",
            "the main thread is ThreadId(1)",
            "mask 0xff, byte 0x1f",
            "task 4711",
            "exitcode=-9",
            "Process-17",
        ] {
            assert_eq!(blank(text), text);
        }
    }

    #[test]
    fn in_any_order_ids_are_not_numbered() {
        let one = blank_any_order("b: pid 4711\na: pid 4712\n");
        assert_eq!(one, blank_any_order("a: pid 5001\nb: pid 5002\n"));
        assert_eq!(one, "a: pid <id>\nb: pid <id>\n");
    }
}
