-- Reads the tables of a run with DuckDB (1.3 or later), without Spark: duckdb -c ".read docs/duckdb.sql"
-- "audit" is the folder that was given as --output. DuckDB reads Parquet without an extension.

-- The values of a heat map, row by row; null if the bytes are not height x width float32 numbers.
-- DuckDB expects the highest byte of a number first, and the file has the lowest byte first, so each four bytes are reversed.
CREATE OR REPLACE MACRO heatmap_values(h) AS
  CASE WHEN octet_length(h['values']) = 4 * h['height'] * h['width'] THEN
    list_transform(
      regexp_extract_all(hex(h['values']), '.{8}'),
      lambda word: unhex(word[7:8] || word[5:6] || word[3:4] || word[1:2])::BIT::FLOAT)
  END;

-- The share, 0 to 1, of a row or column (counted from 0) that lies inside the frame and not on it.
CREATE OR REPLACE MACRO inside_frame(place, places, share) AS
  greatest(0, least(place + 1, (1 - share::DOUBLE) * places) - greatest(place, share::DOUBLE * places));

-- The same as heatmap_border_mass(h, share) in Spark: the share of the evidence, value - minimum, in a frame along the borders.
-- The sum of (value - minimum) x weight is split into two sums, so that the minimum is computed only once.
CREATE OR REPLACE MACRO heatmap_border_mass(h, share) AS
  (list_sum(list_transform(heatmap_values(h), lambda value, place:
      value::DOUBLE * (1 - inside_frame((place - 1) // h['width'], h['height'], share)
                         * inside_frame((place - 1) % h['width'], h['width'], share))))
    - list_min(heatmap_values(h))::DOUBLE * h['height'] * h['width'] * (1 - (1 - 2 * share::DOUBLE) ** 2))
  / nullif(list_sum(heatmap_values(h)) - list_min(heatmap_values(h))::DOUBLE * h['height'] * h['width'], 0);

CREATE OR REPLACE VIEW explanations AS SELECT * FROM read_parquet('audit/explanations/*/*.parquet');

-- For each class: accuracy, mean confidence, and the share of the evidence near the borders.
SELECT label_name,
  count(*) AS images,
  avg((predicted = label)::INTEGER) AS accuracy,
  avg(probability) AS confidence,
  avg(heatmap_border_mass(heatmap, 0.1)) AS border_mass
FROM explanations
WHERE method = 'grad-cam' AND status = 'ok' AND target_rank = 1 -- Each image once.
GROUP BY label_name
ORDER BY label_name;
