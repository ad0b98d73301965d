"""Two pools, two ends; and what `with` does with tasks that nobody has waited for."""

# ANCHOR: main
import os
import tempfile
from multiprocessing import Pool
from time import sleep


def mark(path, seconds):
    sleep(seconds)
    open(path, "w").close()


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        first = os.path.join(folder, "first")
        pool = Pool(2)
        pool.apply_async(mark, [first, 0.2])
        pool.close()
        pool.join()
        print("joined: done is", os.path.exists(first))
        assert os.path.exists(first)

        second = os.path.join(folder, "second")
        with Pool(2) as pool:
            pool.apply_async(mark, [second, 60])
        pool.join()
        print("with: done is", os.path.exists(second))
        assert not os.path.exists(second)
# ANCHOR_END: main
