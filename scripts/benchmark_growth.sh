# Sourced by benchmark.sh after benchmark_job.sh: measures whether time and memory per image grow with the dataset, how much faster
# a long run is on two executors, and how soon the first rows are committed.
few_images=${HEATMILL_BENCHMARK_FEW_IMAGES:-1000}
many_images=${HEATMILL_BENCHMARK_MANY_IMAGES:-20000}

# Makes a Spark installation from the jars that Maven fetched, so that executors can start as separate processes.
installation() {
  local home="$work/spark" jars jar
  if [ ! -d "$home" ]; then
    jars=$(cat jobs/target/spark-4.1/spark.classpath)
    mkdir -p "$home/jars" "$home/bin"
    echo "Spark of the benchmark" >"$home/RELEASE"
    for jar in ${jars//:/ }; do
      ln -sf "$jar" "$home/jars/"
    done
    {
      echo '#!/usr/bin/env bash'
      echo "exec java $(grep -o -- '--add-opens=[^ ]*' pom.xml | tr '\n' ' ') -Djdk.reflect.useDirectMethodHandle=false \\"
      # shellcheck disable=SC2016 # The generated script expands this.
      echo '  -XX:+UseParallelGC -Xmx4g ${SPARK_SUBMIT_OPTS:-} \'
      echo "  -cp \"$jars\" org.apache.spark.deploy.SparkSubmit \"\$@\""
    } >"$home/bin/spark-submit"
    chmod +x "$home/bin/spark-submit"
  fi
  echo "$home"
}

# Explains the images in the folder $1 on $2 executor processes, each with one core, $3 MB of heap and the JVM options $4.
explain_on_executors() {
  local images=$1 executors=$2 heap=$3 java=$4
  shift 4
  rm -rf "$work/out"
  # Without this ratio a short job could begin before its second executor has registered.
  SPARK_HOME=$(installation) SPARK_SCALA_VERSION=2.13 SPARK_LOCAL_IP=127.0.0.1 \
    scripts/heatmill explain --images "$images" --output "$work/out" "$@" --spark \
    --master "local-cluster[$executors,1,$heap]" --conf "spark.executor.memory=${heap}m" \
    --conf "spark.executor.extraJavaOptions=-XX:+UseParallelGC $java" \
    --conf spark.scheduler.minRegisteredResourcesRatio=1.0
}

# Prefixes each line of standard input with its arrival time.
stamped() {
  local line
  while read -r line; do
    echo "$EPOCHREALTIME $line"
  done
}

# Prints the images per second of a long run on $1 executors. The log then holds the job's output with the time of each line.
executors_rate() {
  explain_on_executors "$(folder_of "$many_images")" "$1" 3072 "" "${resnet_job[@]}" 2>&1 | stamped >"$work/log" || failed
  cut -d' ' -f2- "$work/log" | rate
}

# Compares the time per image early and late in one run, from its progress lines, and the speed of two executors with that of one.
# Until the first count Java still compiles; with two executors and a driver on two cores, compilation takes time from the images.
cost() {
  local round
  echo "## Long runs ($many_images images, ResNet-18, Grad-CAM, executors of one core; median of $repetitions)"
  resnet
  for ((round = 1; round <= repetitions; round++)); do
    executors_rate 1 >>"$work/one-executor-long.rates"
    early_and_late <"$work/log" | tee -a "$work/cost" | sed 's/^[^ ]* //'
    executors_rate 2 >>"$work/two-executors-long.rates"
  done
  echo "late over early: $(median <"$work/cost") (0.95 to 1.05)"
  line "job on one executor process" one-executor-long
  line "job on two executor processes" two-executors-long one-executor-long "times one executor, at least 1.85"
}

# Reads stamped progress lines and prints the time per image late / early, then both times.
early_and_late() {
  awk -v few="$few_images" -v half="$((many_images / 2))" '$3 == "of" && $5 == "images" {
    gsub(/,/, "", $2)
    images = $2 + 0 # A number again: as text 2000 comes after 10000.
    if (!a && images >= few) { a = $1; a_images = images }
    if (!b && images >= half) { b = $1; b_images = images }
    c = $1; c_images = images
  }
  END {
    early = (b - a) / (b_images - a_images)
    late = (c - b) / (c_images - b_images)
    printf "%.3f from image %d to %d: %.2f ms an image; from there to %d: %.2f ms\n", late / early, a_images, b_images, 1000 * early, c_images, 1000 * late
  }'
}

# Prints the seconds from the command to the first committed rows: those of a piece in the checkpoint.
start() {
  echo "## Start to the first committed row ($job_images images, ResNet-18, two cores, median of $repetitions, under 30 s)"
  resnet
  local round from pid folder
  folder=$(folder_of "$job_images")
  for ((round = 1; round <= repetitions; round++)); do
    rm -rf "$work/out"
    from=$(date +%s.%N)
    explain "$folder" "local[2]" "${resnet_job[@]}" >/dev/null 2>"$work/log" &
    pid=$!
    while kill -0 "$pid" 2>/dev/null && ! committed "$work/out"; do
      sleep 0.05
    done
    committed "$work/out" || failed
    awk -v from="$from" -v now="$(date +%s.%N)" 'BEGIN { printf "%.1f\n", now - from }' >>"$work/first.seconds"
    end "$pid"
  done
  echo "first committed row after $(median <"$work/first.seconds") s (all: $(tr '\n' ' ' <"$work/first.seconds"))"
}

# Succeeds if a piece of the run in $1 is committed and has rows.
committed() {
  local commit
  for commit in "$1"/state/checkpoint/commits/*; do
    compgen -G "$1/predictions/piece=$(basename "$commit")/*.parquet" >/dev/null && return 0
  done
  return 1
}

# Ends a process that this script started, and its children.
end() {
  local child
  for child in $(ps -o pid= --ppid "$1"); do
    end "$child"
  done
  kill -9 "$1" 2>/dev/null || true
  wait "$1" 2>/dev/null || true
}

# Prints the resident memory of the process $1 in MB.
resident() {
  awk '/VmRSS/ { printf "%.0f", $2 / 1024 }' "/proc/$1/status" 2>/dev/null
}

# Prints the id of the executor process below the process $1, if there is one.
executor_of() {
  local child
  for child in $(ps -o pid= --ppid "$1"); do
    if tr '\0' ' ' <"/proc/$child/cmdline" 2>/dev/null | grep -q CoarseGrainedExecutorBackend; then
      echo "$child" && return
    fi
    executor_of "$child"
  done
}

memory() {
  echo "## Memory (demo model, $many_images images, one executor of one core with its heap fixed and touched at the start)"
  local pid executor images now at_first="" at_last=0 next=0 folder
  folder=$(folder_of "$many_images")
  : >"$work/log"
  explain_on_executors "$folder" 1 2048 "-Xms2g -XX:+AlwaysPreTouch" --model src/demo/model \
    >/dev/null 2>"$work/log" &
  pid=$!
  while sleep 0.5 && kill -0 "$pid" 2>/dev/null; do
    executor=$(executor_of "$pid") || true
    images=$(sed -n 's/^\([0-9,]*\) of .* images .*/\1/p' "$work/log" | tail -n 1 | tr -d ,)
    images=${images:-0}
    now=$(resident "${executor:-none}") || true
    [ -n "$now" ] && [ "$images" -ge "$next" ] || continue
    echo "$images images: $now MB resident"
    [ -n "$at_first" ] || [ "$images" -lt "$few_images" ] || at_first=$now
    at_last=$now
    next=$((images + many_images / 20))
  done
  wait "$pid" || failed
  echo "growth from image $few_images to the end: $((at_last - ${at_first:-0})) MB (less than 30)"
}
