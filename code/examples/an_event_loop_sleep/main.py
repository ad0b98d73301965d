"""Three sleepers on one thread, and who wakes first. With gevent."""

import time

import gevent


# ANCHOR: main
def nap(ms):
    gevent.sleep(ms / 1000)
    print(f"slept {ms}")
    return ms


def main():
    start = time.monotonic()
    naps = [gevent.spawn(nap, ms) for ms in (500, 100, 300)]
    total = sum(nap.get() for nap in naps)
    took = time.monotonic() - start >= 0.5
    took = "true" if took else "false"
    print(f"{total} ms slept; 500 or more passed: {took}")
    assert total == 900
# ANCHOR_END: main


if __name__ == "__main__":
    main()
