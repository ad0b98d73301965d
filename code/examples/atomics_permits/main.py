"""Two permits and three who ask. A semaphore that is asked without blocking says yes or no."""

# ANCHOR: main
from concurrent.futures import ThreadPoolExecutor
from threading import Semaphore

permits = Semaphore(2)


def ask(_):
    return permits.acquire(blocking=False)


with ThreadPoolExecutor(3) as pool:
    answers = list(pool.map(ask, range(3)))

granted = answers.count(True)
print(f"granted: {granted} of {len(answers)}")
assert granted == 2
# ANCHOR_END: main
