"""A child process is started, waited for, and asked what it printed and how it ended."""

# ANCHOR: main
import subprocess

done = subprocess.run(
    [
        "printf",
        "[%s]\\n",
        "two words",
        "$HOME",
        "*; rm -rf ~",
    ],
    capture_output=True,
    text=True,
)
print(done.stdout, end="")
print("exit status:", done.returncode)
# ANCHOR_END: main
