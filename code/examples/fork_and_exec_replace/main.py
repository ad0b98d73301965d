"""`exec` puts another program into this process. The id stays. Where it succeeds, nothing comes back."""

# ANCHOR: main
import os

id = os.getpid()
print(f"this program:  pid {id}", flush=True)

try:
    os.execvp("no-such-program", ["no-such-program"])
except OSError as error:
    print(f"exec returned: {error}", flush=True)

script = 'echo "a shell:       pid $$"; test $$ = $ID'
os.execvpe(
    "sh",
    ["sh", "-c", script],
    {**os.environ, "ID": str(id)},
)
# ANCHOR_END: main
