#!/usr/bin/env bash
# Tells Spark which GPUs a machine has: spark.{executor,worker}.resource.gpu.discoveryScript. Prints their indices.
set -euo pipefail
addresses=$(nvidia-smi --query-gpu=index --format=csv,noheader | sed 's/.*/"&"/' | paste -sd, -)
echo "{\"name\": \"gpu\", \"addresses\": [$addresses]}"
