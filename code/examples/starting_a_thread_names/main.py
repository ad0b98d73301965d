"""What a thread is called in Python: a name that need not be unique, and an id that is."""

# ANCHOR: main
import threading

threading.stack_size(64 * 1024)
worker = threading.Thread(
    target=lambda: None, name="resize the photographs"
)
worker.start()
worker.join()

print("main is called", repr(threading.current_thread().name))
print("to Python the other is", repr(worker.name))
# ANCHOR_END: main
