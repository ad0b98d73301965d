"""A thread changes five things, and another looks. Four of them have changed for it too."""

# ANCHOR: main
import os
import tempfile
import threading

shared = []
own = threading.local()
count = 0
file = tempfile.TemporaryFile(buffering=0)
file.write(b"abcdef")
file.seek(0)
own.word = "main's"


def change():
    global count
    count += 1
    shared.append("a thread's")
    os.chdir("/")
    file.read(3)
    own.word = "a thread's"


thread = threading.Thread(target=change)
thread.start()
thread.join()

print("variable of main:", count)
print("list on the heap:", shared[0])
print("working directory:", os.getcwd())
print("rest of the file:", file.read().decode())
print("thread-local word:", own.word)
# ANCHOR_END: main
