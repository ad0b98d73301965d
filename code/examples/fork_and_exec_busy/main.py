""""Text file busy": while any process has a program open for writing, nobody can start it."""

# ANCHOR: main
import os
import signal
import subprocess
import tempfile

with tempfile.TemporaryDirectory() as folder:
    path = os.path.join(folder, "program")
    with open(path, "x") as file:
        os.chmod(path, 0o700)
        file.write("#!/bin/sh\nexit 7\n")
        file.flush()
        child = os.fork()
        if child == 0:
            while True:
                signal.pause()  # has never heard of the file

    # Closed, as far as we can see.
    try:
        subprocess.run([path])
    except OSError as error:
        print(f"while the child lives: {error.strerror}")

    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    code = subprocess.run([path]).returncode
    print(f"when it is gone:       exit status: {code}")
# ANCHOR_END: main
