#!/usr/bin/env bash
# Runs every test of the project on both Spark lines, with the format check and the architecture test.
# Needs a JDK 17 and Maven, nothing else.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/requirements.sh

for line in spark-4.1 spark-3.5; do
  echo "== Tests on $line"
  profiles=cluster
  [ "$line" = spark-4.1 ] || profiles="cluster,$line"
  mvn -B -ntp -P"$profiles" verify
done
