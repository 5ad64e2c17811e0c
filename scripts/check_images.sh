#!/usr/bin/env bash
# Compares what Heatmill decodes with what Pillow does, for every file below a folder (see docs/images.md). Prints for each file:
# equal, different (by how many grey levels on average), both refuse, only Heatmill refuses, only Pillow refuses; and the numbers at
# the end. Exits with 1 if a picture differs by more than 3 levels. Usage: scripts/check_images.sh FOLDER
# (PYTHON=python names another Python)
set -euo pipefail

if [ $# -ne 1 ] || [ ! -d "$1" ]; then
  echo "check_images.sh: must be called with one folder" >&2
  exit 2
fi
folder=$(cd "$1" && pwd)
cd "$(dirname "$0")/.."

python=${PYTHON:-/usr/bin/python3}
if ! "$python" -c 'import numpy, PIL' 2>/dev/null; then
  echo "check_images.sh: needs Python with Pillow and NumPy (Debian: python3-pil python3-numpy)" >&2
  exit 2
fi

mvn -q -B -pl src -DskipTests package dependency:build-classpath -Dmdep.outputFile=target/test.classpath >&2
classpath="src/target/spark-4.1/classes:src/target/spark-4.1/test-classes:$(cat src/target/test.classpath)"
exec "$python" scripts/python/compare_images.py "$folder" \
  java -Xmx2g -cp "$classpath" io.github.heatmill.image.decode.DecodeCheck
