#!/usr/bin/env bash
# Runs every test of the project on both Spark lines, with the format check and the architecture test.
# Needs a JDK 17 and Maven, nothing else.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/requirements.sh

for line in spark-4.1 spark-3.5; do
  echo "== Tests on $line"
  profiles=cluster
  # Spark's own SQL shell is tested on the line for which the registries have it.
  [ "$line" = spark-4.1 ] || profiles="cluster,shell,$line"
  mvn -B -ntp -P"$profiles" verify
done
