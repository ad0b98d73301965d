"""Two threads own one table. It is freed by whichever lets go of it last."""

# ANCHOR: main
import threading


class Table:
    def __init__(self, rows):
        self.rows = rows

    def __del__(self):
        name = threading.current_thread().name
        print("freed by", name)


def read(table, let_go):
    let_go.wait()
    print("sum:", sum(table.rows))


table = Table([1, 2, 3])
let_go = threading.Event()
reader = threading.Thread(
    target=read, args=(table, let_go), name="the reader"
)
reader.start()

del table  # main's reference
let_go.set()
reader.join()
# ANCHOR_END: main
