#!/usr/bin/env bash
# Measures the cost of methods and metrics in forward passes; the cost of Spark, commits and executors relative to a bare loop;
# whether time or memory grow with the dataset; the predictions of heatmill plan against the run itself; the cost of auditing a large
# run; and all metrics of all methods on the demo, whose ground truth is known.
# All measurements run in turns on this machine. Read the ratios, not the absolute times. Takes about six hours on two idle cores: a quarter
# of an hour for methods, as much for metrics, an hour and a half for job, as much for cost, half an hour for plan, as much for
# SQL, start, memory and audit together, an hour for the demo.
# Usage: scripts/benchmark.sh [methods|metrics|formats|job|plan|cost|start|sql|memory|audit|demo ...]   (default: all eleven)
# HEATMILL_BENCHMARK_IMAGES (5000), _FEW_IMAGES (1000), _MANY_IMAGES (20000) and _REPETITIONS (3) make it shorter.
set -euo pipefail
cd "$(dirname "$0")/.."

parts=("$@")
[ ${#parts[@]} -gt 0 ] || parts=(methods metrics formats job plan cost start sql memory audit demo)
python=${PYTHON:-/usr/bin/python3}
if ! "$python" -c 'import torch, torchvision' 2>/dev/null; then
  echo "benchmark.sh: needs Python with torch and torchvision (Debian: python3-torch python3-torchvision)" >&2
  exit 2
fi

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mvn -q -B -DskipTests package >&2
class_archive=jobs/target/spark-4.1/classes.jsa
rm -f "$class_archive" # All but one line is measured without.
mvn -q -B -pl src,udfs -DskipTests package dependency:build-classpath -Dmdep.outputFile=target/test.classpath >&2
together=6 # Methods of one run on the demo: more share the random maps, fewer end sooner.
build=src/target/spark-4.1
classpath="$build/classes:$build/test-classes:$(cat src/target/test.classpath)"

# Copies $1 demo images under new names into the folder $2.
images() {
  local demo=(src/demo/images/*/*.jpg) i
  mkdir -p "$2"
  for ((i = 0; i < $1; i++)); do
    cp "${demo[$((i % ${#demo[@]}))]}" "$2/$(printf '%05d' "$i").jpg"
  done
}

ratio() {
  awk -v a="$1" -v b="$2" 'BEGIN { printf "%.2f", a / b }'
}

resnet() {
  [ -f "$work/resnet18.pt" ] || "$python" -W ignore - "$work/resnet18.pt" <<'PYTHON'
import sys, torch, torchvision
torch.manual_seed(0)
model = torchvision.models.resnet18(weights=None).eval()
torch.jit.trace(model, torch.zeros(2, 3, 224, 224)).save(sys.argv[1])
PYTHON
}

methods() {
  echo "## Methods (ResNet-18, random weights, layer4: 512 channels of 7 x 7)"
  resnet
  java -Xmx2g -cp "$classpath" io.github.heatmill.benchmark.MethodBenchmark "$work/resnet18.pt" layer4 \
    layer2,layer3,layer4 2>/dev/null
}

metrics() {
  echo "## Metrics (ResNet-18, random weights, layer4, maps of grad-cam)"
  resnet
  java -Xmx2g -cp "$classpath" io.github.heatmill.benchmark.MetricBenchmark "$work/resnet18.pt" layer4 2>/dev/null
}

formats() {
  echo "## Formats (ResNet-50, random weights, layer4): processor time, medians of 9 in turns"
  "$python" -W ignore - "$work" <<'PYTHON'
import sys, torch, torchvision
torch.manual_seed(0)
model = torchvision.models.resnet50(weights=None).eval()
example = torch.zeros(2, 3, 224, 224)
torch.jit.trace(model, example).save(f"{sys.argv[1]}/resnet50.pt")
if hasattr(torch, "export"):
    program = torch.export.export(model, (example,), dynamic_shapes=({0: torch.export.Dim("batch")},))
    torch.export.save(program, f"{sys.argv[1]}/resnet50.pt2")
else:
    print("This Python cannot export programs (PyTorch 2.5 or later can)")
PYTHON
  java -Xmx2g -cp "$classpath" io.github.heatmill.benchmark.FormatBenchmark layer4 "$work"/resnet50.pt* 2>/dev/null
}

# Prints the prediction of heatmill plan for the images in $1: images per second on $2 cores, and MB of tables.
plan() {
  scripts/heatmill plan --images "$1" --model "$work/resnet18.pt" --layer layer4 --methods grad-cam \
    --executors 1 --executor-cores "$2" 2>/dev/null >"$work/plan"
  awk '/^Speed/ { speed = $2 } /Assumed/ { gsub(/[;]/, ""); work = $11 } /^Tables/ { print speed * work, $2 }' "$work/plan"
}

plan_beside_the_job() {
  local cores predicted before after truth tables folder
  echo "## heatmill plan beside the job ($job_images images of 224 x 224, ResNet-18, Grad-CAM)"
  resnet
  folder=$(folder_of "$job_images")
  for cores in 1 2; do
    before=$(cores_rate "$cores")
    predicted=$(plan "$folder" "$cores")
    after=$(cores_rate "$cores")
    truth=$(awk -v a="$before" -v b="$after" 'BEGIN { printf "%.2f", (a + b) / 2 }')
    tables=$(find "$work/out"/{predictions,explanations,errors} -name '*.parquet' -printf '%s\n' |
      awk '{ bytes += $1 } END { printf "%.2f", bytes / 1e6 }')
    echo "$cores cores: plan says ${predicted% *} images/s, the job makes $before before and $after after it: $(
      ratio "${predicted% *}" "$truth") of the truth"
    echo "         plan says ${predicted#* } MB of tables, they have $tables MB: $(ratio "${predicted#* }" "$tables") of it"
  done
}

# Runs a benchmark class of the module udfs, which needs Spark.
spark_benchmark() {
  local opens
  mapfile -t opens < <(grep -o -- '--add-opens=[^ ]*' pom.xml)
  java "${opens[@]}" -Djdk.reflect.useDirectMethodHandle=false -XX:+UseParallelGC -Xmx4g \
    -cp "udfs/target/spark-4.1/classes:udfs/target/spark-4.1/test-classes:$(cat udfs/target/test.classpath)" \
    "io.github.heatmill.udf.benchmark.$1" "${@:2}" 2>/dev/null
}

sql() {
  echo "## SQL functions (one core, 1,000,000 rows of 7 x 7 maps in Parquet; 20,000 for the last three)"
  spark_benchmark FunctionBenchmark 1000000 "$work/tables"
  echo "## explain() in SQL (1,000 images of 224 x 224, ResNet-18, Grad-CAM, one core)"
  resnet
  local query one
  query=$(spark_benchmark ExplainBenchmark "$work/resnet18.pt" layer4 "$(folder_of 1000)" "$work/explained" 1)
  echo "explain() in a query: $query images/s"
  one=$(job_images=1000 && cores_rate 1)
  echo "job:                  $one images/s; the query has $(ratio "$query" "$one") of it"
}

# Explains and measures the demo with a few methods in one run.
demo_run() {
  local output=$1 methods
  shift
  methods=$(IFS=, && echo "$*")
  scripts/heatmill explain --images src/demo/images --labels folder --model src/demo/model --methods "$methods" \
    --metrics all --annotations voc:src/demo/annotations --annotations csv:src/demo/tags.csv --output "$output" \
    >"$work/progress" 2>&1 || { tail -n 20 "$work/progress" >&2 && exit 1; }
}

demo() {
  echo "## Demo (120 images)"
  local contenders outputs=() i
  mapfile -t contenders < <(java -cp "$classpath" io.github.heatmill.benchmark.Contenders 2>/dev/null)
  for ((i = 0; i < ${#contenders[@]}; i += together)); do
    outputs+=("$work/demo$i")
    demo_run "$work/demo$i" "${contenders[@]:i:together}"
  done
  scripts/metric_tables.sh "${outputs[@]}" 2>/dev/null
}

. scripts/benchmark_job.sh
. scripts/benchmark_growth.sh
. scripts/benchmark_audit.sh

echo "$(nproc) cores, $(awk -F': ' '/model name/ { print $2; exit }' /proc/cpuinfo)"
for part in "${parts[@]}"; do
  case $part in
    methods) methods ;;
    metrics) metrics ;;
    formats) formats ;;
    job) jobs_beside_the_bare_loop ;;
    plan) plan_beside_the_job ;;
    cost) cost ;;
    start) start ;;
    sql) sql ;;
    memory) memory ;;
    audit) audit ;;
    demo) demo ;;
    *)
      echo "benchmark.sh: unknown part: $part (must be methods, metrics, formats, job, plan, cost, start, sql, memory, audit or demo)" >&2
      exit 2
      ;;
  esac
done
