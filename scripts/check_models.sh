#!/usr/bin/env bash
# Saves networks in many ways with the Python at hand, opens each file as a run does, and compares probabilities and maps with
# PyTorch's. Prints a Markdown table (see docs/models.md), and exits with 1 if a row is neither equal nor refused for the expected
# reason. Usage: scripts/check_models.sh [NAME...]   (PYTHON=python names another Python; timm's families need timm)
set -euo pipefail
cd "$(dirname "$0")/.."

python=${PYTHON:-/usr/bin/python3}
if ! "$python" -c 'import torch, torchvision' 2>/dev/null; then
  echo "check_models.sh: needs Python with torch and torchvision (Debian: python3-torch python3-torchvision)" >&2
  exit 2
fi

known=$("$python" scripts/python/saved_networks.py --list)
names=("$@")
if [ ${#names[@]} -eq 0 ]; then
  mapfile -t names <<<"$known"
fi
for name in "${names[@]}"; do
  if ! grep -qxF "$name" <<<"$known"; then
    echo "check_models.sh: Unknown name: $name (must be one of" $known")" >&2
    exit 2
  fi
done

mvn -q -B -pl src,udfs -DskipTests package dependency:build-classpath -Dmdep.outputFile=target/test.classpath >&2
classpath="udfs/target/spark-4.1/classes:udfs/target/spark-4.1/test-classes:$(cat udfs/target/test.classpath)"

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
result=0
# A few at a time, because the files of large networks need gigabytes.
check() {
  "$python" scripts/python/saved_networks.py "$work/networks" "$@" >"$work/log" 2>&1 || { cat "$work/log" >&2 && exit 1; }
  java -Xmx2g -Dai.djl.pytorch.num_threads=1 -cp "$classpath" \
    io.github.heatmill.udf.request.SavedNetworkCheck "$work/networks" 2>"$work/log" || { tail -n 3 "$work/log" >&2; result=1; }
  rm -rf "$work/networks"
}
echo "| network | saved as | kind | result | probabilities | map | reason |"
echo "|---|---|---|---|---|---|---|"
for ((i = 0; i < ${#names[@]}; i += 4)); do
  check "${names[@]:i:4}"
done
exit $result
