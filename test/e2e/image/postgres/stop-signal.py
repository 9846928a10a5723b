#!/usr/bin/env python3
"""Gives an image (a file as `docker save` writes it) a stop signal, as STOPSIGNAL of a Dockerfile does: stop-signal.py FILE SIGNAL."""
import io
import json
import os
import sys
import tarfile

file, signal = sys.argv[1:]
with tarfile.open(file) as old, tarfile.open(f"{file}.part", "w") as new:
    config = json.load(old.extractfile("manifest.json"))[0]["Config"]
    for member in old:
        content = old.extractfile(member)
        if member.name == config:
            image = json.load(content)
            image["config"]["StopSignal"] = signal
            text = json.dumps(image).encode()
            member.size, content = len(text), io.BytesIO(text)
        new.addfile(member, content)
os.rename(f"{file}.part", file)
