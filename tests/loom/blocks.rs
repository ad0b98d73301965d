/// The blocks that are model-checked: NAME, whose models are `tests/loom/NAME.rs`, and its file.
pub const BLOCKS: &[(&str, &str)] = &[("event", "code/src/sync/event.rs")];

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
];
