"""Every Python thread may touch everything. `with` an executor at least waits for all of them."""

# ANCHOR: main
from concurrent.futures import ThreadPoolExecutor

numbers = [1, 2, 3, 4]
words = ["one", "two"]

with ThreadPoolExecutor() as pool:
    small = pool.submit(min, numbers)
    large = pool.submit(max, numbers)
    pool.submit(words.append, "three")

print(small.result(), large.result(), words)
# ANCHOR_END: main
