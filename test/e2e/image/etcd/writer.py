#!/usr/bin/env python3
"""Puts numbered keys, each a new one, by the JSON gateway at $TARGET, and prints `ACK s0 <id> <time>` when a put is acknowledged."""
import base64
import itertools
import json
import os
import sys
import time
import urllib.request

ID = f"{os.getpid()}-{int(time.time())}"


def encoded(text):
    return base64.b64encode(text.encode()).decode()


for number in itertools.count():
    entry = f"{ID}-{number}"
    body = json.dumps({"key": encoded(f"ledger/{entry}"), "value": encoded("x")}).encode()
    try:
        with urllib.request.urlopen(f"http://{os.environ['TARGET']}/v3/kv/put", body, timeout=3) as answer:
            json.load(answer)["header"]["revision"]
        print("ACK", "s0", entry, time.time(), flush=True)
        time.sleep(0.05)
    except (OSError, ValueError, KeyError) as error:
        print("error", error, file=sys.stderr, flush=True)
        time.sleep(0.2)
