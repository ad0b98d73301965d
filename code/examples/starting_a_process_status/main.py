"""Four ways for a child to end, and what its parent is told of each."""

# ANCHOR: main
import subprocess


def end_of(program, script):
    code = subprocess.run([program, "-c", script]).returncode
    return (
        f"exited with {code}"
        if code >= 0
        else f"killed by signal {-code}"
    )


print("true:            ", end_of("sh", "true"))
print("exit 7:          ", end_of("sh", "exit 7"))
print("kill -9 $$:      ", end_of("sh", "kill -9 $$"))
print(
    "not found by sh: ",
    end_of("sh", "no-such-program 2>/dev/null"),
)
try:
    end_of("no-such-program", "")
except FileNotFoundError as error:
    print("not found by us: ", error)
# ANCHOR_END: main
