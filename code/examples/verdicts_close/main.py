"""What `close` stops: not the making of processes, but the taking of tasks."""

# ANCHOR: main
from multiprocessing import Pool, active_children

if __name__ == "__main__":
    pool = Pool(2)
    workers = len(active_children())
    print("before the first task:", workers, "workers")
    task = pool.apply_async(abs, [-3])
    pool.close()
    try:
        pool.apply_async(abs, [-4])
    except ValueError as error:
        print("after close:", error)
    print("submitted before:", task.get())
    pool.join()
    print("after join:", len(active_children()), "workers")
    assert workers == 2 and not active_children()
# ANCHOR_END: main
