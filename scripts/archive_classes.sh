#!/usr/bin/env bash
# Saves the classes that a run of Spark loads, so that every later command on this machine starts some seconds sooner; long runs
# gain nothing (docs/operations.md). Takes a minute once, and 180 MB in jobs/target, where "mvn clean" removes it.
# Usage: scripts/archive_classes.sh
set -euo pipefail
cd "$(dirname "$0")/.."
archive="jobs/target/${HEATMILL_SPARK_LINE:-spark-4.1}/classes.jsa"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

unset SPARK_HOME # Another Spark has other classes, and does not look for the archive.
rm -f "$archive"
echo "Explaining src/demo/images to see which classes that takes ..."
SPARK_SUBMIT_OPTS="-XX:ArchiveClassesAtExit=$work/classes.jsa -Xlog:cds=off -Xlog:cds+dynamic=off" \
  scripts/heatmill explain --images src/demo/images --labels folder --model src/demo/model --layer features.stage4 \
  --methods grad-cam --output "$work/output" >"$work/log" 2>&1 || { tail -n 20 "$work/log" >&2 && exit 1; }
[ -f "$work/classes.jsa" ] || { echo "archive_classes.sh: This Java saves no classes (needs a JDK 17 or later)" >&2 && exit 1; }
# The file is written under another name first: Java fails on an incomplete archive.
cp "$work/classes.jsa" "$archive.new"
mv "$archive.new" "$archive"
du -h "$archive"
