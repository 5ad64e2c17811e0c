#!/usr/bin/env bash
# Runs the tests: all that are quick on Spark 4.1, and on Spark 3.5 those that depend on Spark, with the format check and the
# architecture test. Needs a JDK 17 and Maven, nothing else; tests that need more are skipped, and named at the end.
# Usage: scripts/test.sh [--all]   (--all adds the slow proofs: a million paths, 10,000 damaged files, every fault of a cluster)
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/requirements.sh
case "${1:-}" in
"") tier=everyday profiles=cluster ;;
--all) tier=all profiles=cluster,exhaustive ;;
*) echo "test.sh: Unknown option: $1 (must be --all)" >&2 && exit 2 ;;
esac
# Two runs of Maven share the classes for Spark 4.1, so neither may compile again what is up to date.
maven() {
  mvn -B -ntp -Dmaven.compiler.useIncrementalCompilation=false "$@"
}

rm -rf {src,udfs,jobs}/target/*/surefire-reports

# Two processes, as two cores need, from the first compilation on: the jobs on Spark 4.1 beside all others. Both lines have target
# folders of their own. The core knows no Spark, so it is tested once. Spark's own SQL shell, Delta and Iceberg are tested on the
# line for which the registries have them.
work=$(mktemp -d)
others() {
  local status=0
  maven -P"$profiles,shell,spark-3.5" -Dspotless.check.skip=true package || status=$?
  until [ -e "$work/built" ]; do sleep 1; done
  maven -P"$profiles" -Dspotless.check.skip=true -pl src,udfs test || status=$?
  return "$status"
}
set -m # Gives the others a process group, so that they end together.
others >"$work/log" 2>&1 &
others=$!
set +m
trap 'kill -- -"$others" 2>/dev/null || true; rm -rf "$work"' EXIT
status=0
echo "== Building"
maven -q -DskipTests package
touch "$work/built"
echo "== Tests of the jobs on Spark 4.1; those on Spark 3.5, and those of the core and the udfs, run beside them"
maven -P"$profiles" -Dspotless.check.skip=true -Dcore.tests.skip=true -Dudfs.tests.skip=true test || status=$?
wait "$others" || status=$?
echo "== Tests on Spark 3.5, and those of the core and the udfs"
cat "$work/log"

echo "== Tests by module and line"
for reports in {src,udfs,jobs}/target/*/surefire-reports; do
  [ -d "$reports" ] || continue
  cat "$reports"/TEST-*.xml | awk -v where="${reports%/surefire-reports}" '
    /<testcase / { tests++ } /<skipped/ { skipped++ }
    END { printf "%-22s %5d tests, %d skipped\n", where, tests - skipped, skipped }'
done
scripts/skipped_tests.sh "$tier" || status=$?
exit "$status"
