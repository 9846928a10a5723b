#!/bin/sh
# The image of a Java application: Debian's runtime and a small program. $1 is the program that builds images; prints the file to load.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
"$1" image cdk8s-stateful-e2e-java --packages "openjdk-17-jre-headless openjdk-17-jdk-headless" --copy "$here/Ledger.java:/app/Ledger.java" \
  --run "javac -d /app /app/Ledger.java && dpkg --purge openjdk-17-jdk-headless > /dev/null" --entrypoint "java -cp /app Ledger"
