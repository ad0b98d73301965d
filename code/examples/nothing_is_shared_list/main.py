"""Two children fill a list. The parent's, at the same address, stays empty."""

# ANCHOR: main
import multiprocessing


def fill(name, numbers):
    numbers.extend([1, 2, 3])
    print(f"{name}: {id(numbers):#x} {numbers}", flush=True)


if __name__ == "__main__":
    context = multiprocessing.get_context("fork")
    numbers = []
    for name in ("child 1", "child 2"):
        child = context.Process(
            target=fill, args=(name, numbers)
        )
        child.start()
        child.join()
    print(f"parent:  {id(numbers):#x} {numbers}")
    assert numbers == []
# ANCHOR_END: main
