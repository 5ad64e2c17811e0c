# Sourced by benchmark.sh: measures the commands that read the tables of a large finished run.
audit_rows=${HEATMILL_BENCHMARK_AUDIT_ROWS:-100000}

# Explains and measures the demo with the network $1 into the folder $2.
audited_demo() {
  [ -f "$2/manifest.json" ] ||
    scripts/heatmill explain --images src/demo/images --labels folder --model "$1" --layer features.stage4 \
      --methods grad-cam,layer-cam,random --metrics average_drop,pointing_game,energy_pointing_game \
      --annotations voc:src/demo/annotations --annotations csv:src/demo/tags.csv --output "$2" \
      >"$work/progress" 2>&1 || { tail -n 20 "$work/progress" >&2 && exit 1; }
}

# Repeats the rows of the run in $1 in the folder $2 until the table explanations has $audit_rows rows. Adds 10 % noise to maps and 1 %
# to probabilities. The SQL expression $3 names the images: new names, or the same ones, whose files can be read again.
repeated() {
  local rows copies image noise
  rows=$(scripts/heatmill sql --input "$1" "SELECT count(*) FROM explanations" 2>/dev/null | grep -o '[0-9]\+' | tail -n 1)
  copies=$(((audit_rows + rows - 1) / rows))
  image="$3 AS image"
  noise="(pmod(hash(copy, image, method, place), 1000) / 1000D - 0.5D)"
  mkdir -p "$2"
  scripts/heatmill sql --input "$1" \
    "INSERT OVERWRITE DIRECTORY '$2/explanations/piece=0' USING parquet
     SELECT $image, probability * (1 - pmod(hash(copy, image), 100) / 10000D) AS probability,
       heatmap_of(heatmap.height, heatmap.width, transform(heatmap_values(heatmap),
         (value, place) -> CAST(value + 0.1D * (maximum - minimum) * $noise AS FLOAT))) AS heatmap,
       * EXCEPT (image, probability, heatmap, copy)
     FROM explanations CROSS JOIN (SELECT /*+ REPARTITION(8) */ id AS copy FROM range($copies))" \
    "INSERT OVERWRITE DIRECTORY '$2/predictions/piece=0' USING parquet
     SELECT $image, * EXCEPT (image, copy) FROM predictions CROSS JOIN (SELECT id AS copy FROM range($copies))" \
    "INSERT OVERWRITE DIRECTORY '$2/errors/piece=0' USING parquet
     SELECT concat('file:/images/', id, '.jpg') AS image, 'decode' AS stage, concat('Reason ', pmod(id, 70)) AS reason
     FROM range($copies)" >"$work/progress" 2>&1 || { tail -n 20 "$work/progress" >&2 && exit 1; }
  cp -r "$1/summary" "$2/"
  cp "$1/manifest.json" "$2/"
}

# Runs a heatmill command with a driver of 1 GB and prints its seconds and its memory in MB.
costs() {
  local name=$1 from pid now peak=0 heap
  shift
  from=$(date +%s.%N)
  HEATMILL_DRIVER_MEMORY=1g SPARK_SUBMIT_OPTS="-Xlog:gc:file=$work/gc.log" \
    scripts/heatmill "$@" --spark --master "local[2]" >"$work/answer" 2>"$work/log" &
  pid=$!
  while kill -0 "$pid" 2>/dev/null; do
    now=$(awk '/VmHWM/ { printf "%.0f", $2 / 1024 }' "/proc/$pid/status" 2>/dev/null) || true
    peak=${now:-$peak}
    sleep 0.2
  done
  wait "$pid" || failed
  heap=$(grep -o '[0-9]\+M->' "$work/gc.log" | tr -d 'M>-' | sort -n | tail -n 1)
  awk -v name="$name" -v from="$from" -v now="$(date +%s.%N)" -v heap="${heap:-0}" -v peak="$peak" 'BEGIN {
    printf "%s: %.1f s, heap at most %d MB of 1024, resident at most %d MB\n", name, now - from, heap, peak }'
}

audit() {
  echo "## Audit ($audit_rows explanations: the demo's tables repeated with noise; two cores, driver and tasks in one process)"
  local others="regexp_replace(image, '/([^/]+/[^/]+)\$', concat('/copy-', copy, '/\$1'))"
  audited_demo src/demo/model "$work/audited"
  audited_demo src/demo/without-tag/model "$work/retrained"
  repeated "$work/audited" "$work/many" "$others"
  repeated "$work/retrained" "$work/many-retrained" "$others"
  repeated "$work/audited" "$work/many-same" image
  costs "heatmill report (under 120 s)" report --input "$work/many" --images src/demo/images --output "$work/report.html" \
    --overwrite
  tail -n 1 "$work/answer"
  costs "heatmill compare (under 120 s)" compare --baseline "$work/many" --candidate "$work/many-retrained" \
    --output "$work/compared" --overwrite
  costs "heatmill shortcuts (under 300 s)" shortcuts --input "$work/many-same" --output "$work/shortcuts" --overwrite
  grep '^Flagged' "$work/answer"
}
