"""One record as bytes, in two formats: what travels between processes."""

# ANCHOR: main
import json
import pickle
import threading
from dataclasses import asdict, dataclass


@dataclass
class Sample:
    probe: str
    at: int
    values: list


sample = Sample("roof", 1200, [21, 22, -3])
data = pickle.dumps(sample)
text = json.dumps(asdict(sample), separators=(",", ":"))
print(f"pickle: {len(data)} bytes")
print(f"JSON:   {len(text)} bytes {text}")

copy = pickle.loads(data)
assert copy == sample and copy is not sample

with open(__file__) as file:
    for thing in (threading.Lock(), file, lambda: 1):
        try:
            pickle.dumps(thing)
        except (TypeError, pickle.PicklingError) as error:
            name = type(thing).__name__
            print(f"{name}: {type(error).__name__}")
# ANCHOR_END: main
