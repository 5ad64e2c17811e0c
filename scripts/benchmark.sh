#!/usr/bin/env bash
# Measures what explanations cost, in forward passes, and what Spark costs, beside a bare loop; that memory is flat; and
# where every method looks on the demo, whose truth is known.
# Everything runs side by side on this machine; ratios are what counts. Takes about three quarters of an hour on two cores.
# Usage: scripts/benchmark.sh [methods|job|memory|demo ...]   (default: all four)
set -euo pipefail
cd "$(dirname "$0")/.."

parts=("$@")
[ ${#parts[@]} -gt 0 ] || parts=(methods job memory demo)
python=${PYTHON:-/usr/bin/python3}
if ! "$python" -c 'import torch, torchvision' 2>/dev/null; then
  echo "benchmark.sh: needs Python with torch and torchvision (Debian: python3-torch python3-torchvision)" >&2
  exit 2
fi

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mvn -q -B -DskipTests package >&2
mvn -q -B -pl src dependency:build-classpath -Dmdep.outputFile=target/test.classpath >&2
build=src/target/spark-4.1
classpath="$build/classes:$build/test-classes:$(cat src/target/test.classpath)"

# Hard links to the demo's images under new names: $1 of them in the folder $2.
images() {
  local demo=(src/demo/images/*/*.jpg) i
  mkdir -p "$2"
  for ((i = 0; i < $1; i++)); do
    cp "${demo[$((i % ${#demo[@]}))]}" "$2/$(printf '%05d' "$i").jpg"
  done
}

# Images per second of a job with $1 cores, from the start of the job to its last table.
job() {
  scripts/heatmill explain --images "$work/images" --model "$work/resnet18.pt" --layer layer4 --methods grad-cam \
    --output "$work/out$1" --spark --master "local[$1]" 2>/dev/null |
    sed -n 's/^Images .*(\(.*\) images\/s)$/\1/p'
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

jobs_beside_the_bare_loop() {
  echo "## Whole job (1,000 images of 224 x 224, ResNet-18, Grad-CAM)"
  resnet
  images 1000 "$work/images"
  local bare one two
  bare=$(java -Xmx2g -cp "$classpath" io.github.heatmill.benchmark.BareLoop "$work/resnet18.pt" layer4 "$work/images" 2>/dev/null)
  echo "bare loop, no Spark, one core: $bare images/s"
  one=$(job 1)
  echo "job on one core:               $one images/s, $(ratio "$one" "$bare") of the bare loop"
  two=$(job 2)
  echo "job on two cores:              $two images/s, $(ratio "$two" "$one") times one core"
}

memory() {
  echo "## Memory (demo model, one core, 6,000 images, heap fixed and touched at the start)"
  images 6000 "$work/many"
  SPARK_SUBMIT_OPTS="-Xms2g -XX:+AlwaysPreTouch" HEATMILL_DRIVER_MEMORY=2g scripts/heatmill explain \
    --images "$work/many" --model src/demo/model --output "$work/out-memory" --spark --master "local[1]" \
    --conf spark.ui.enabled=false --properties-file conf/local.conf >/dev/null 2>"$work/progress" &
  local pid=$! last=""
  while kill -0 "$pid" 2>/dev/null; do
    line=$(grep -a ' of 6,000 images' "$work/progress" | tail -n 1 || true)
    if [ -n "$line" ] && [ "$line" != "$last" ] && [ -r "/proc/$pid/status" ]; then
      echo "${line%% of*} images: $(awk '/VmRSS/ { printf "%.0f", $2 / 1024 }' "/proc/$pid/status") MB resident"
      last=$line
    fi
    sleep 0.2
  done
}

demo() {
  echo "## Demo (120 images, one thread)"
  java -Xmx2g -cp "$classpath" io.github.heatmill.benchmark.DemoTable src/demo 2>/dev/null
}

echo "$(nproc) cores, $(awk -F': ' '/model name/ { print $2; exit }' /proc/cpuinfo)"
for part in "${parts[@]}"; do
  case $part in
    methods) methods ;;
    job) jobs_beside_the_bare_loop ;;
    memory) memory ;;
    demo) demo ;;
    *) echo "benchmark.sh: unknown part: $part (must be methods, job, memory or demo)" >&2 && exit 2 ;;
  esac
done
