#!/usr/bin/env python3
"""Inserts numbered entries, each in a transaction of its own, and prints `ACK s0 <id> <time>` when a commit is acknowledged."""
import os
import sys
import time

import psycopg2

ID = f"{os.getpid()}-{int(time.time())}"
DSN = f"host={os.environ['TARGET']} user=app dbname=app connect_timeout=3 tcp_user_timeout=5000 keepalives_idle=2 keepalives_interval=1 keepalives_count=3 options='-c statement_timeout=5000'"

connection, number = None, 0
while True:
    number += 1
    entry = f"{ID}-{number}"
    try:
        if connection is None:
            connection = psycopg2.connect(DSN, password=os.environ["PASSWORD"])
            connection.autocommit = True
            connection.cursor().execute("create table if not exists ledger (id text primary key)")
        connection.cursor().execute("insert into ledger values (%s)", (entry,))
        print("ACK", "s0", entry, time.time(), flush=True)
        time.sleep(0.05)
    except psycopg2.Error as error:
        print("error", str(error).strip().replace("\n", " "), file=sys.stderr, flush=True)
        if connection is not None:
            connection.close()
        connection = None
        time.sleep(0.2)
