-- A run's tables in DuckDB (1.3 or later), with no Spark: duckdb -c ".read docs/duckdb.sql"
-- "audit" is the folder that was given as --output. Parquet is built in; nothing is installed.

-- A heat map's values, row by row: null when the bytes are not height x width float32 numbers.
-- DuckDB reads bits with the highest first and the file has the lowest byte first, so each four are turned round.
CREATE OR REPLACE MACRO heatmap_values(h) AS
  CASE WHEN octet_length(h['values']) = 4 * h['height'] * h['width'] THEN
    list_transform(
      regexp_extract_all(hex(h['values']), '.{8}'),
      lambda word: unhex(word[7:8] || word[5:6] || word[3:4] || word[1:2])::BIT::FLOAT)
  END;

-- How much of a row or column, counted from 0, lies inside of a frame: 0 to 1.
CREATE OR REPLACE MACRO inside_frame(place, places, share) AS
  greatest(0, least(place + 1, (1 - share::DOUBLE) * places) - greatest(place, share::DOUBLE * places));

-- As heatmap_border_mass(h, share) in Spark: the share of the evidence, value - minimum, in a frame along the borders.
-- The sum of (value - minimum) x weight is taken apart, so that the minimum is looked for once.
CREATE OR REPLACE MACRO heatmap_border_mass(h, share) AS
  (list_sum(list_transform(heatmap_values(h), lambda value, place:
      value::DOUBLE * (1 - inside_frame((place - 1) // h['width'], h['height'], share)
                         * inside_frame((place - 1) % h['width'], h['width'], share))))
    - list_min(heatmap_values(h))::DOUBLE * h['height'] * h['width'] * (1 - (1 - 2 * share::DOUBLE) ** 2))
  / nullif(list_sum(heatmap_values(h)) - list_min(heatmap_values(h))::DOUBLE * h['height'] * h['width'], 0);

CREATE OR REPLACE VIEW explanations AS SELECT * FROM read_parquet('audit/explanations/*/*.parquet');

-- For each class: how often it is right, how sure it is, and how much of its evidence lies near the borders.
SELECT label_name,
  count(*) AS images,
  avg((predicted = label)::INTEGER) AS accuracy,
  avg(probability) AS confidence,
  avg(heatmap_border_mass(heatmap, 0.1)) AS border_mass
FROM explanations
WHERE method = 'grad-cam' AND status = 'ok'
GROUP BY label_name
ORDER BY label_name;
