#!/usr/bin/env bash
# Builds Heatmill, explains and measures its 120 demo images, runs three SQL queries on the result, and makes the report.
# Usage: scripts/demo.sh [OUTPUT]   (default: heatmill-demo, which is replaced)
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/requirements.sh
output=${1:-heatmill-demo}

echo "Building (the first time Maven fetches Spark and libtorch, some 500 MB) ..."
mvn -q -B -DskipTests package

echo "Explaining src/demo/images ..."
scripts/heatmill explain --images src/demo/images --labels folder --model src/demo/model --layer features.stage4 \
  --methods grad-cam,layer-cam,random --metrics average_drop,pointing_game,energy_pointing_game \
  --annotations voc:src/demo/annotations --annotations csv:src/demo/tags.csv --output "$output" --overwrite

per_class="
  SELECT label_name, count(*) AS images,
         round(avg(CASE WHEN label = predicted THEN 1 ELSE 0 END), 3) AS accuracy,
         round(avg(probability), 3) AS confidence
  FROM predictions GROUP BY label_name ORDER BY accuracy, label_name"
mistakes="
  SELECT element_at(split(image, '/'), -1) AS image, label_name, predicted_name, round(probability, 3) AS probability
  FROM predictions WHERE label <> predicted ORDER BY probability DESC"
shortcut="
  SELECT method, count(*) AS images, round(avg(energy_by_label['jug']), 3) AS on_jug,
         round(avg(energy_by_label['tag']), 3) AS on_tag
  FROM explanations WHERE label_name = 'jug' AND energy_by_label['tag'] IS NOT NULL
  GROUP BY method ORDER BY on_tag DESC"
echo
echo "Three questions in SQL. How good is the model on each class, which mistakes is it sure of, and does it look at the jugs"
echo "or at the sticker that most of them carry?"
echo "$per_class"
echo "$mistakes"
echo "$shortcut"
echo
scripts/heatmill sql --input "$output" "$per_class" "$mistakes" "$shortcut"
echo "The tables are in $output: predictions, explanations, errors, summary (Parquet), and manifest.json."

echo
echo "Making the report ..."
scripts/heatmill report --input "$output" --output "$output/report.html" --overwrite
