#!/usr/bin/env bash
# Builds Heatmill, explains its 120 demo images, and asks two questions of the result in SQL.
# Usage: scripts/demo.sh [OUTPUT]   (default: heatmill-demo, which is replaced)
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/requirements.sh
output=${1:-heatmill-demo}

echo "Building (the first time Maven fetches Spark and libtorch, some 500 MB) ..."
mvn -q -B -DskipTests package

echo "Explaining src/demo/images ..."
scripts/heatmill explain --images src/demo/images --labels folder --model src/demo/model --layer features.stage4 \
  --methods grad-cam,layer-cam,random --output "$output" --overwrite

per_class="
  SELECT label_name, count(*) AS images,
         round(avg(CASE WHEN label = predicted THEN 1 ELSE 0 END), 3) AS accuracy,
         round(avg(probability), 3) AS confidence
  FROM predictions GROUP BY label_name ORDER BY accuracy, label_name"
mistakes="
  SELECT element_at(split(image, '/'), -1) AS image, label_name, predicted_name, round(probability, 3) AS probability
  FROM predictions WHERE label <> predicted ORDER BY probability DESC"
echo
echo "Two questions in SQL. How good is the model on each class, and which mistakes is it sure of?"
echo "$per_class"
echo "$mistakes"
echo
scripts/heatmill sql --input "$output" "$per_class" "$mistakes"
echo "The tables are in $output: predictions, explanations, errors (Parquet), and manifest.json."
