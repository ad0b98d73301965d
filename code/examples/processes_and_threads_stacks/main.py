"""The stack pointer and the program counter of two threads, and the pieces of memory they point into."""

# ANCHOR: main
import os
import queue
import threading
import time

READ = {"x86_64": "0", "aarch64": "63"}[os.uname().machine]


def registers(tid):
    """Stack pointer and program counter of a thread, as soon
    as it is in the system call `read`."""
    while True:
        with open(f"/proc/self/task/{tid}/syscall") as file:
            words = file.read().split()
        if words[0] == READ:
            return int(words[7], 16), int(words[8], 16)
        time.sleep(0)


def show(name, tid):
    stack, program = registers(tid)
    print(f"{name}:")
    print(f"  stack {stack:#x}: {place(stack)}")
    print(f"  program {program:#x}: {place(program)}")
    return place(stack), program


def main():
    reader, writer = os.pipe()
    told = queue.SimpleQueue()

    def work():
        told.put(threading.get_native_id())
        # Nobody writes: it sleeps until the pipe is closed.
        os.read(reader, 1)

    threading.stack_size(2 * 1024 * 1024)
    worker = threading.Thread(target=work)
    worker.start()

    main_stack, main_program = show(
        "main", threading.get_native_id()
    )
    stack, program = show("worker", told.get())
    os.close(writer)
    worker.join()
    os.close(reader)

    assert main_stack == "[stack]"
    assert stack == "2 MiB without a name"
    assert main_program == program
# ANCHOR_END: main


def place(address):
    """What lies in this process's memory at an address."""
    with open("/proc/self/maps") as maps:
        for line in maps:
            words = line.split()
            ends = words[0].split("-")
            start, end = (int(n, 16) for n in ends)
            if start <= address < end:
                if len(words) > 5:
                    return os.path.basename(words[5])
                size = round((end - start) / 2**20)
                return f"{size} MiB without a name"


main()
