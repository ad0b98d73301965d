"""Threads, one after another, until one has the number of an earlier one. Which number comes again?"""

# ANCHOR: main
from threading import Thread, get_ident, get_native_id

seen = []


def look():
    seen.append((get_ident(), get_native_id()))


while True:
    thread = Thread(target=look)
    thread.start()
    thread.join()
    idents, kernels = (set(ids) for ids in zip(*seen))
    if len(idents) < len(seen):
        break
    assert len(seen) < 1000
print("get_ident: one came again")
print("get_native_id: all different, so far")
assert len(kernels) == len(seen)
# ANCHOR_END: main
