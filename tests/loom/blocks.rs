/// The blocks that are model-checked: NAME, whose models are `tests/loom/NAME.rs`, and its file.
pub const BLOCKS: &[(&str, &str)] = &[
    ("event", "code/src/sync/event.rs"),
    ("task", "code/src/thread_pool/task.rs"),
    ("thread_pool", "code/src/thread_pool/pool.rs"),
];

/// A bug to plant in a block: the one place that reads `from` reads `to` instead. The model `caught_by` must fail and
/// say `says`.
pub struct Planted {
    pub name: &'static str,
    pub block: &'static str,
    pub from: &'static str,
    pub to: &'static str,
    pub caught_by: &'static str,
    pub says: &'static str,
}

pub const PLANTED: &[Planted] = &[
    Planted {
        name: "event_without_notify",
        block: "event",
        from: "self.changed.notify_all();",
        to: "",
        caught_by: "a_waiter_is_woken",
        says: "deadlock",
    },
    Planted {
        name: "event_wakes_one",
        block: "event",
        from: "notify_all",
        to: "notify_one",
        caught_by: "all_waiters_are_woken",
        says: "deadlock",
    },
    Planted {
        name: "task_without_notify",
        block: "task",
        from: "self.done.notify_all();",
        to: "",
        caught_by: "a_result_is_waited_for",
        says: "deadlock",
    },
    Planted {
        name: "task_result_that_nobody_looks_at_again",
        block: "task",
        from: "while matches!(progress.step, Step::Submitted(_) | Step::Begun)",
        to: "if false",
        caught_by: "a_result_is_waited_for",
        says: "gone",
    },
    Planted {
        name: "task_never_awaited",
        block: "task",
        from: "progress.awaited = true;",
        to: "",
        caught_by: "a_result_is_waited_for",
        says: "deadlock",
    },
    Planted {
        name: "pool_without_notify",
        block: "thread_pool",
        from: "let wake = queue.wake_another();\n        drop(queue);\n        if wake {\n            self.work.notify_one();\n        }\n    }",
        to: "}",
        caught_by: "every_task_is_run",
        says: "deadlock",
    },
    Planted {
        name: "pool_wakes_no_second_worker",
        block: "thread_pool",
        from: "let wake = queue.wake_another();\n                drop(queue);\n                if wake {\n                    self.work.notify_one();\n                }",
        to: "",
        caught_by: "two_tasks_run_at_once",
        says: "deadlock",
    },
    Planted {
        name: "pool_forgets_that_the_worker_is_awake",
        block: "thread_pool",
        from: "queue.waking = false;",
        to: "",
        caught_by: "two_tasks_run_at_once",
        says: "deadlock",
    },
    Planted {
        name: "pool_ends_with_a_full_queue",
        block: "thread_pool",
        from: "if let Some(task) = queue.tasks.pop_front() {",
        to: "if !queue.open { return None; }\n            if let Some(task) = queue.tasks.pop_front() {",
        caught_by: "what_was_submitted_is_run_before_the_end",
        says: "a task was lost",
    },
    Planted {
        name: "pool_wakes_one_at_the_end",
        block: "thread_pool",
        from: "self.shared.work.notify_all();",
        to: "self.shared.work.notify_one();",
        caught_by: "two_idle_workers_end",
        says: "deadlock",
    },
];
