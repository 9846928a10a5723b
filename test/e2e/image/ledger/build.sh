#!/bin/sh
# The image of the drills: a ledger, and a log agent; and the ledger under the name of an engine whose members hold parts. $1 is the program that builds images; prints the files to load.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
"$1" image cdk8s-stateful-e2e --packages "python3 rsyslog" --copy "$here/ledger.py:/usr/local/bin/ledger"
"$1" image cdk8s-stateful-e2e/cp-kafka --packages python3 --copy "$here/ledger.py:/usr/local/bin/ledger"
