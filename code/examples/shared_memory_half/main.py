"""A file as a channel, as the sources have it: it need not be there, and it holds half lines and no end."""

# ANCHOR: main
import os
import subprocess
import tempfile


def write(text, file):
    """Another process appends this to the file."""
    append = 'printf %s "$0" >> "$1"'
    subprocess.run(
        ["sh", "-c", append, text, file], check=True
    )


with tempfile.TemporaryDirectory() as folder:
    path = os.path.join(folder, "test.txt")

    try:
        open(path)
    except FileNotFoundError as error:
        print("the reader is first:", type(error).__name__)

    write("hello wor", path)
    with open(path) as file:
        print("half a line:", repr(file.read()))

        ends = [file.read(1) for _ in range(3)]
        print("the end, three times:", ends)

        write("ld\n", path)
        print("it was not the end:", repr(file.read()))
# ANCHOR_END: main
