#!/bin/sh
# The image of Debian's node exporter, with the entry point of the original. $1 is the program that builds images; prints the file to load.
set -eu
"$1" image cdk8s-stateful-e2e-node-exporter --packages prometheus-node-exporter --entrypoint /usr/bin/prometheus-node-exporter
