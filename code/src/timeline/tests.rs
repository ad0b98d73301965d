use super::*;

const MS: u64 = 1_000_000;

fn span(worker: usize, state: State, start_ms: u64, end_ms: u64) -> Span {
    Span {
        worker,
        state,
        start_ns: start_ms * MS,
        end_ns: end_ms * MS,
    }
}

const fn on(core: usize) -> State {
    State::Running { core }
}

/// A recorder whose stamps the test makes, submitted at 0 of its own clock.
fn recorder() -> (Recorder, u64) {
    let origin = now_ns() + 1_000 * MS; // ahead of the real clock, so that the real start leaves no span
    (Recorder::new(7, origin, Duration::from_millis(3)), origin)
}

#[test]
fn a_gap_longer_than_the_threshold_is_ready() {
    let (mut recorder, origin) = recorder();
    for (at_ms, core) in [(1, 0), (2, 0), (9, 0), (10, 1)] {
        recorder.observe(origin + at_ms * MS, core);
    }
    let timeline = Timeline::new(recorder.finish());
    let expected = [
        span(7, on(0), 0, 2),
        span(7, State::Ready, 2, 9),
        span(7, on(1), 9, 10),
    ];
    assert_eq!(timeline.spans(), expected);
    assert_eq!(timeline.migrations(), 1);
}

#[test]
fn after_its_deadline_a_sleeper_is_ready() {
    let (mut recorder, origin) = recorder();
    recorder.wake(origin + 30 * MS, origin + 34 * MS);
    let timeline = Timeline::new(recorder.finish());
    assert_eq!(
        timeline.spans(),
        [
            span(7, State::Waiting, 0, 30),
            span(7, State::Ready, 30, 34)
        ]
    );
}

#[test]
fn the_spans_of_a_worker_are_contiguous() {
    let mut recorder = Recorder::new(0, now_ns() - MS, Duration::from_micros(200));
    recorder.compute(50, || {
        std::hint::black_box((0..1_000u64).map(std::hint::black_box).sum::<u64>());
    });
    recorder.wait(Duration::from_millis(2));
    recorder.stamp();
    let spans = recorder.finish();
    assert!(
        spans.iter().all(|span| span.start_ns < span.end_ns),
        "{spans:?}"
    );
    assert!(
        spans
            .windows(2)
            .all(|pair| pair[0].end_ns == pair[1].start_ns),
        "{spans:?}"
    );
    assert!(
        spans.windows(2).all(|pair| pair[0].state != pair[1].state),
        "{spans:?}"
    );
    assert_eq!(
        spans[0].state,
        State::Ready,
        "it was ready before its first instruction"
    );
    assert!(
        Timeline::new(spans).time_in(|state| state == State::Waiting) >= Duration::from_millis(2)
    );
}

#[test]
fn a_future_is_waited_for() {
    let mut recorder = Recorder::new(0, now_ns(), Duration::from_millis(1));
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_time()
        .build()
        .unwrap();
    let wait = Duration::from_millis(3);
    runtime.block_on(async { recorder.wait_on(wait, tokio::time::sleep(wait)).await });
    assert_eq!(
        Timeline::new(recorder.finish()).time_in(|state| state == State::Waiting),
        wait
    );
}

#[test]
fn two_in_turn_and_two_at_once() {
    let in_turn = Timeline::new([
        span(0, on(0), 5, 10),
        span(1, on(0), 10, 15),
        span(0, State::Ready, 10, 15),
    ]);
    assert_eq!(
        in_turn.makespan(),
        Duration::from_millis(10),
        "the origin is the earliest start"
    );
    assert_eq!(in_turn.max_running_at_once(), 1);
    assert_eq!(
        in_turn.lanes().map(<[Span]>::len).collect::<Vec<_>>(),
        [2, 1]
    );

    let at_once = Timeline::new([
        span(0, on(0), 0, 10),
        span(1, on(1), 4, 12),
        span(2, State::Waiting, 0, 20),
    ]);
    assert_eq!(at_once.makespan(), Duration::from_millis(20));
    assert_eq!(at_once.max_running_at_once(), 2);
    assert_eq!(at_once.time_running_at_once(2), Duration::from_millis(6));
    assert_eq!(at_once.time_running_at_once(1), Duration::from_millis(12));
    let used = at_once.cpu_used();
    assert_eq!(
        (used[&0], used[&1]),
        (Duration::from_millis(10), Duration::from_millis(8))
    );
}

#[test]
fn nothing_recorded_is_nothing_claimed() {
    let empty = Timeline::new([]);
    assert_eq!(empty, Timeline::default());
    assert_eq!(empty.makespan(), Duration::ZERO);
    assert_eq!(empty.max_running_at_once(), 0);
    assert_eq!(empty.time_running_at_once(1), Duration::ZERO);
    assert_eq!(empty.migrations(), 0);
    assert!(empty.cpu_used().is_empty());
    assert_eq!(empty.lanes().count(), 0);
}

#[test]
fn a_span_survives_the_pipe() {
    for state in [on(3), State::Ready, State::Waiting] {
        let span = span(1, state, 2, 3);
        assert_eq!(span.to_string().parse(), Ok(span));
    }
    for line in [
        "",
        "0 running - 1 2",
        "0 ready - 2 1",
        "0 ready - 1",
        "0 asleep - 1 2",
        "0 ready - 1 2 3",
    ] {
        let error = line.parse::<Span>().unwrap_err();
        assert!(error.to_string().starts_with("not a span"), "{line}");
    }
}
