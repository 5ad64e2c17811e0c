#!/usr/bin/env bash
# Names the tests that the last scripts/test.sh skipped, and what they miss. Ends with 1 if there are more than .ci/skipped-tests
# allows: as many as are skipped on a machine that has a JDK and Maven alone.
# Usage: scripts/skipped_tests.sh everyday|all
set -euo pipefail
cd "$(dirname "$0")/.."
most=$(awk -v tier="$1" '$1 == tier { print $2 }' .ci/skipped-tests)
skipped=$(find src udfs jobs -path '*/surefire-reports/TEST-*.xml' -exec cat {} + | awk '
  # Reasons of some length stand in the text and not in the attribute.
  function reason(  at) {
    at = attribute("message")
    if (at == "" && match($0, /Assumption failed: .*/)) at = substr($0, RSTART + 19)
    return at == "" ? "no reason given" : at
  }
  function attribute(name,  at) {
    if (!match($0, " " name "=\"[^\"]*\"")) return ""
    at = substr($0, RSTART + length(name) + 3, RLENGTH - length(name) - 4)
    gsub(/&#10;|&#13;/, " ", at); gsub(/&quot;/, "\"", at); gsub(/&apos;/, "\047", at); gsub(/&lt;/, "<", at); gsub(/&gt;/, ">", at)
    gsub(/&amp;/, "\\&", at); sub(/^.*Assumption failed: /, "", at)
    return at
  }
  /<testcase / { class = attribute("classname"); sub(/.*\./, "", class); test = class "." attribute("name") }
  /<skipped/ { print test ": " reason() }')
count=$(printf '%s' "$skipped" | grep -c '' || true)
echo "== $count skipped tests (at most $most)"
[ "$count" -eq 0 ] || printf '%s\n' "$skipped"
if [ "$count" -gt "$most" ]; then
  echo "skipped_tests.sh: $count skipped tests are more than the $most of .ci/skipped-tests" >&2
  exit 1
fi
