#!/usr/bin/env bash
# Runs "heatmill shortcuts" on every case of the test bed that scripts/python/shortcuts_testbed.py has written into FOLDER, with the
# boxes of the objects and without them, and prints what it flagged of what is planted. Takes four starts of Java for each case.
# Usage: scripts/shortcuts_testbed.sh FOLDER [OPTIONS OF SHORTCUTS...]
# HEATMILL (scripts/heatmill) names another launcher, METHODS (grad-cam,random) and LAYER (features.stage4) what is explained, CASES
# (*) the cases, such as "corner-* clean-0", and PYTHON (python3) one with pyarrow. Explanations are kept in CASE/audit-boxes and
# CASE/audit-plain, and not computed again until AGAIN=1 says so; shortcuts are searched anew each time.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

[ $# -gt 0 ] && [ -d "$1" ] || { echo "Usage: shortcuts_testbed.sh FOLDER [OPTIONS OF SHORTCUTS...] (FOLDER must exist)" >&2 && exit 2; }
folder=$1
shift
heatmill=${HEATMILL:-$root/scripts/heatmill}
methods=${METHODS:-grad-cam,random}
layer=${LAYER:-features.stage4}

# Runs a command silently, but for what it wrote when it failed.
quietly() {
  local log
  log=$(mktemp)
  "$@" >"$log" 2>&1 && rm -f "$log" && return
  echo "shortcuts_testbed.sh: failed: $*" >&2
  tail -n 20 "$log" >&2
  rm -f "$log"
  return 1
}

# explain CASE KIND OPTIONS...
explain() {
  local case=$1 output=$1/audit-$2
  shift 2
  [ -z "${AGAIN:-}" ] && [ -f "$output.done" ] && [ "$(cat "$output.done")" = "$methods $layer" ] && return
  rm -rf "$output" "$output.done"
  if quietly "$heatmill" explain --images "$case/images" --labels folder --model "$case/model" --layer "$layer" \
    --methods "$methods" --output "$output" "$@"; then
    echo "$methods $layer" >"$output.done"
  fi
}

read -r -a patterns <<<"${CASES:-*}"
for pattern in "${patterns[@]}"; do
  for truth in "$folder"/$pattern/truth.json; do
    [ -f "$truth" ] || continue
    case=$(dirname "$truth")
    explain "$case" boxes --metrics energy_pointing_game --annotations "csv:$case/boxes.csv"
    explain "$case" plain
    for kind in boxes plain; do
      rm -rf "$case/shortcuts-$kind"
      quietly "$heatmill" shortcuts --input "$case/audit-$kind" --output "$case/shortcuts-$kind" "$@" || true
    done
  done
done
"${PYTHON:-python3}" "$root/scripts/python/shortcuts_score.py" "$folder"
