#!/usr/bin/env bash
# Runs every test of the project on both Spark lines, side by side, with the format check and the architecture test.
# Needs a JDK 17 and Maven, nothing else.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/requirements.sh

# One after the other, for Maven's own repository may have to be filled first.
mvn -B -ntp -q -DskipTests package
mvn -B -ntp -q -P"shell,spark-3.5" -DskipTests package

# Most tests wait for processes that they have started, so two lines take little longer than one. The core knows no Spark: its tests need
# no second run. Spark's own SQL shell, Delta and Iceberg are tested on the line for which the registries have it.
log=$(mktemp)
echo "== Tests on spark-4.1, and beside them on spark-3.5"
mvn -B -ntp -P"cluster,shell,spark-3.5" -Dcore.tests.skip=true verify >"$log" 2>&1 &
other=$!
trap 'kill "$other" 2>/dev/null || true; rm -f "$log"' EXIT
status=0
mvn -B -ntp -Pcluster verify || status=$?
wait "$other" || status=$?
echo "== Tests on spark-3.5"
cat "$log"
exit "$status"
