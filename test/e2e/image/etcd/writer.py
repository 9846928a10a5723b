#!/usr/bin/env python3
"""Puts numbered keys, each a new one, by the JSON gateway at $TARGET, and prints `ACK s0 <id> <time>` when a put is
acknowledged. Each put is a connection of its own, and reads the certificates again."""
import base64
import itertools
import json
import os
import ssl
import sys
import time
import urllib.request

ID = f"{os.getpid()}-{int(time.time())}"


def encoded(text):
    return base64.b64encode(text.encode()).decode()


def context():
    if not os.environ["TARGET"].startswith("https:"):
        return None
    tls = ssl.create_default_context(cafile="/etc/etcd-tls/ca.crt")
    tls.load_cert_chain("/etc/etcd-tls/tls.crt", "/etc/etcd-tls/tls.key")
    return tls


for number in itertools.count():
    entry = f"{ID}-{number}"
    body = json.dumps({"key": encoded(f"ledger/{entry}"), "value": encoded("x")}).encode()
    try:
        with urllib.request.urlopen(f"{os.environ['TARGET']}/v3/kv/put", body, timeout=3, context=context()) as answer:
            json.load(answer)["header"]["revision"]
        print("ACK", "s0", entry, time.time(), flush=True)
        time.sleep(0.05)
    except (OSError, ValueError, KeyError) as error:
        print("error", error, file=sys.stderr, flush=True)
        time.sleep(0.2)
