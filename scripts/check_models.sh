#!/usr/bin/env bash
# Opens networks of each torchvision family with random weights, traced and scripted, and compares their evidence with PyTorch's
# autograd. Prints a Markdown table (see docs/models.md) and exits with 1 if a row differs.
# Usage: scripts/check_models.sh [NAME...]
set -euo pipefail
cd "$(dirname "$0")/.."

python=${PYTHON:-/usr/bin/python3}
if ! "$python" -c 'import torch, torchvision' 2>/dev/null; then
  echo "check_models.sh: needs Python with torch and torchvision (Debian: python3-torch python3-torchvision)" >&2
  exit 2
fi

names=("$@")
if [ ${#names[@]} -eq 0 ]; then
  names=(alexnet vgg16 vgg16_bn resnet18 resnet50 densenet121 squeezenet1_1 googlenet inception_v3 mobilenet_v2
    mobilenet_v3_small efficientnet_b0 shufflenet_v2_x1_0 regnet_y_400mf convnext_tiny mnasnet1_0)
fi

mvn -q -B -pl src test-compile dependency:build-classpath -Dmdep.outputFile=target/test.classpath >&2
build=src/target/spark-4.1
classpath="$build/classes:$build/test-classes:$(cat src/target/test.classpath)"

echo "| network | saved | layer | equal | logits | activations | gradient | off in another PyTorch | head alone | full-grad leaves |"
echo "|---|---|---|---|---|---|---|---|---|---|"
result=0
for name in "${names[@]}"; do
  folder=$(mktemp -d)
  "$python" scripts/python/export_torchvision.py "$name" "$folder" >&2
  java -Xmx2g -Dai.djl.pytorch.num_threads=1 -cp "$classpath" \
    io.github.heatmill.model.djl.TorchvisionCheck "$name" "$folder" 2>/dev/null || result=1
  rm -r "$folder"
done
exit $result
