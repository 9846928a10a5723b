#!/usr/bin/env python3
"""A ledger: the smallest thing that can lose data. It acknowledges an entry only when it is on the disk.

ledger serve   keeps entries in $DATA_DIR/ledger and answers on $PORT, one line a request:
                 APPEND <id>   stores the entry once, however often it is asked to; `OK`
                 DUMP          all entries, then `END`
               A member with nothing on its disk first copies what all of $PEERS have.
ledger write   appends without end to $TARGETS; an entry is acknowledged when $NEED of them have stored it.
               With NEED=each every target is a stream of entries of its own. Prints `ACK <stream> <id> <unix time>`.
ledger dump    the file of this member.
"""
import fcntl
import os
import signal
import socket
import socketserver
import sys
import threading
import time

FOLDER = os.environ.get("DATA_DIR", "/data")
FILE = os.path.join(FOLDER, "ledger")
PORT = int(os.environ.get("PORT", "7000"))


def say(*words):
    print(*words, flush=True)


class Ledger:
    """Lines `start WRITER`, `beat WRITER` and `entry WRITER ID`: with two writers at a time, their lines would mix."""

    def __init__(self):
        os.makedirs(FOLDER, exist_ok=True)
        self.writer = f"{socket.gethostname()}/{time.time_ns()}"
        self.lock = threading.Lock()
        self.guard = open(os.path.join(FOLDER, "lock"), "a")
        try:
            fcntl.flock(self.guard, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            with open(FILE, "a") as file:
                file.write(f"intruder {self.writer}\n")  # shows in every later dump
            sys.exit(f"another writer holds {FILE}")
        self.guard.truncate(0)
        print(os.getpid(), file=self.guard, flush=True)  # for those who want to kill it
        self.is_new = not os.path.exists(FILE)
        self.file = os.open(FILE, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o640)
        content = b"".join(iter(lambda: os.read(self.file, 1 << 20), b""))
        os.ftruncate(self.file, content.rfind(b"\n") + 1)  # a line that a crash cut short was never acknowledged
        lines = [line.split() for line in content[:content.rfind(b"\n") + 1].decode().splitlines()]
        self.ids = {line[2] for line in lines if line[0] == "entry"}
        self.ready = threading.Event()
        say(f"found {len(self.ids)} entries")
        self.record("start")

    def record(self, what, identifier=""):
        os.write(self.file, f"{what} {self.writer} {identifier}".rstrip().encode() + b"\n")
        os.fsync(self.file)
        folder = os.open(FOLDER, os.O_RDONLY)  # the first time, the file's name has to last too
        os.fsync(folder)
        os.close(folder)

    def append(self, identifier):
        with self.lock:
            if identifier not in self.ids:
                self.record("entry", identifier)
                self.ids.add(identifier)

    def beat(self):
        while True:
            time.sleep(0.5)
            with self.lock:
                self.record("beat")

    def seed(self, peers):
        """An entry may be on any of the peers alone, so all have to answer."""
        for peer in peers if self.is_new else []:
            for identifier in self.dump_of(peer):
                self.append(identifier)
        self.ready.set()
        say(f"ready with {len(self.ids)} entries")

    def dump_of(self, peer):
        while True:
            try:
                with Connection(peer) as connection:
                    return list(connection.dump())
            except OSError as error:
                say(f"no copy from {peer} yet: {error}")
                time.sleep(0.5)


class Handler(socketserver.StreamRequestHandler):
    def handle(self):
        ledger = self.server.ledger
        for line in self.rfile:
            command, _, identifier = line.decode().strip().partition(" ")
            if command == "DUMP":
                with ledger.lock:
                    answer = "".join(f"{i}\n" for i in sorted(ledger.ids)) + "END\n"
            elif not ledger.ready.is_set():
                answer = "BUSY\n"
            else:
                ledger.append(identifier)
                answer = "OK\n"
            self.wfile.write(answer.encode())


class Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True


def serve():
    ledger = Ledger()
    server = Server(("", PORT), Handler)
    server.ledger = ledger
    peers = [p for p in os.environ.get("PEERS", "").split(",") if p and not p.startswith(socket.gethostname() + ".")]
    threading.Thread(target=ledger.seed, args=(peers,), daemon=True).start()
    threading.Thread(target=ledger.beat, daemon=True).start()
    server.serve_forever()


class Connection:
    """A connection that gives up after a second without an answer: a dead node sends no refusal."""

    def __init__(self, host):
        self.socket = socket.create_connection((host, PORT), timeout=1)
        self.file = self.socket.makefile("rw")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.socket.close()

    def ask(self, line):
        self.file.write(line + "\n")
        self.file.flush()
        answer = self.file.readline()
        if not answer.endswith("\n"):
            raise OSError("the connection ended")
        return answer.strip()

    def dump(self):
        answer = self.ask("DUMP")
        while answer != "END":
            yield answer
            answer = self.file.readline().strip()
            if not answer:
                raise OSError("the connection ended")


class Target:
    def __init__(self, host):
        self.host, self.connection = host, None

    def append(self, identifier):
        try:
            self.connection = self.connection or Connection(self.host)
            return self.connection.ask(f"APPEND {identifier}") == "OK"
        except OSError:
            if self.connection:
                self.connection.socket.close()
            self.connection = None
            return False


def stream(name, hosts, need):
    targets = [Target(host) for host in hosts]
    for number in range(sys.maxsize):
        identifier = f"{name}-{number}"
        while sum([target.append(identifier) for target in targets]) < need:
            time.sleep(0.1)
        say(f"ACK {name} {identifier} {time.time():.3f}")
        time.sleep(0.05)


def write():
    hosts, need = os.environ["TARGETS"].split(","), os.environ["NEED"]
    streams = [(f"s{i}", [host], 1) for i, host in enumerate(hosts)] if need == "each" else [("s0", hosts, int(need))]
    threads = [threading.Thread(target=stream, args=arguments, daemon=True) for arguments in streams]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def dump():
    with open(FILE) as file:
        sys.stdout.write(file.read())


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, lambda *_: os._exit(0))  # whatever was acknowledged is on the disk
    {"serve": serve, "write": write, "dump": dump}[sys.argv[1]]()
