#!/usr/bin/env bash
# Writes the metrics of finished runs as Markdown tables: methods x metrics over all classes, how often a map beats a random map,
# and how much of it lies on a planted tag. Everything is SQL over the tables; runs may have different methods.
# Usage: scripts/metric_tables.sh OUTPUT...
set -euo pipefail
heatmill=$(cd "$(dirname "$0")" && pwd)/heatmill
[ $# -gt 0 ] || { echo "Usage: scripts/metric_tables.sh OUTPUT..." >&2; exit 2; }

prediction=(deletion insertion average_drop average_gain road counterfactual)
place=(pointing_game energy_pointing_game relevance_rank box_iou)
map=(complexity coherency adcc adcc_of_means sparseness entropy)
bounded=(average_increase bounded_increase bounded_increase_ratio bounded_drop bounded_drop_ratio)
chance=(deletion insertion average_drop average_increase average_gain bounded_drop bounded_increase road counterfactual
  "${place[@]}")

# Prints a query for the table $1 of all runs.
table() {
  local output union=""
  for output in "${outputs[@]}"; do
    union+="${union:+ UNION ALL }SELECT * FROM parquet.\`$output/$1\`"
  done
  echo "($union)"
}

# Orders methods as the registry does, with "random" last; methods of other jars come after them.
order() {
  local ids
  ids=$("$heatmill" methods --markdown | sed -n 's/^| `\([^`]*\)`.*/\1/p' | paste -sd,)
  echo "coalesce(nullif(array_position(split('$ids', ','), split(cells.method, ':')[0]), 0), 1000)"
}

# Makes one row for each method and one column for each of the metrics $2...; the query $1 gives method, name, metric and cell.
pivot() {
  local cells=$1 metric columns=""
  shift
  for metric in "$@"; do
    columns+=", coalesce(max(if(metric = '$metric', cell, NULL)), '') AS $metric"
  done
  echo "
    WITH cells AS ($cells)
    SELECT name AS method$columns FROM cells
    GROUP BY cells.method, name ORDER BY cells.method <> '', $place_of_method, name"
}

shortcut() {
  echo "
    WITH tagged AS (SELECT DISTINCT image, method, layer, energy_by_label['tag'] AS tag,
                                    energy_by_label[label_name] AS object
                    FROM $explanations WHERE energy_by_label['tag'] IS NOT NULL),
         chance AS (SELECT avg(tag) AS tag, avg(object) AS object FROM tagged WHERE method = 'random')
    SELECT '\`' || name || '\`' AS method, count(*) AS images,
           format_string('%.3f', avg(tag)) AS \`on the tag\`, format_string('%.3f', avg(object)) AS \`on the object\`,
           coalesce(format_string('%.1f', avg(tag) / (SELECT tag FROM chance)), '') AS \`tag / random\`,
           coalesce(format_string('%.1f', avg(object) / (SELECT object FROM chance)), '') AS \`object / random\`,
           count_if(tag > object) AS \`images with more on the tag\`
    FROM (SELECT *, $name AS name FROM tagged) AS cells GROUP BY cells.method, name ORDER BY $place_of_method, name"
}

# Converts the output of Dataset.show to Markdown; takes one title for each table.
markdown() {
  awk -v titles="$1" '
    BEGIN { split(titles, title, "|") }
    /^\+/ {
      lines++
      if (lines % 3 == 1) { print (lines > 1 ? "\n" : "") "### " title[(lines + 2) / 3] "\n" }
      if (lines % 3 == 2) { gsub(/[^|]+/, "---", header); print header }
      next
    }
    /^\|/ { gsub(/ *\|/, " | "); sub(/^ /, ""); sub(/ $/, ""); header = $0; print }'
}

outputs=()
for output in "$@"; do
  case $output in
    /* | *:*) outputs+=("$output") ;;
    *) outputs+=("$PWD/$output") ;;
  esac
done
summary=$(table summary)
explanations=$(table explanations)
# Names the layer where a method explained several.
name="method || if(size(collect_set(layer) OVER (PARTITION BY method)) > 1, ' at ' || layer, '')"
place_of_method=$(order)
mean="format_string('%.3f ± %.3f', mean, (high - low) / 2) || if(n < rows, ' (' || n || ')', '')"
means="SELECT method, '\`' || $name || '\`' AS name, metric, if(mean IS NULL, '-', $mean) AS cell
       FROM $summary WHERE target IS NULL
       UNION ALL SELECT '', 'better', metric, better FROM $summary"
shares="SELECT method, '\`' || $name || '\`' AS name, metric, format_string('%.0f %%', 100 * above_chance) AS cell
        FROM $summary WHERE target IS NULL"
"$heatmill" sql --input "$1" \
  "$(pivot "$means" "${prediction[@]}")" "$(pivot "$means" "${place[@]}")" \
  "$(pivot "$means" "${map[@]}")" "$(pivot "$means" "${bounded[@]}")" \
  "$(pivot "$shares" "${chance[@]}")" "$(shortcut)" |
  markdown "Does the prediction rest on it|Does it point at the object|Is it compact and stable|Bounded drop and increase|Share of images above chance|The shortcut"
