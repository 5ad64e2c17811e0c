#!/usr/bin/env bash
# Runs every test of the project on both Spark lines, with the format check and the architecture test.
# Needs a JDK 17 and Maven, nothing else.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/requirements.sh

for line in spark-4.1 spark-3.5; do
  echo "== Tests on $line"
  options=(-Pcluster)
  # The core knows no Spark, so its tests need no second run. Spark's own SQL shell, Delta and Iceberg are tested on the line for which the
  # registries have it.
  [ "$line" = spark-4.1 ] || options=(-P"cluster,shell,$line" -Dcore.tests.skip=true)
  mvn -B -ntp "${options[@]}" verify
done
