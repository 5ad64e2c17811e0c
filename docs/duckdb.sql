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

-- The share of a map's evidence (its values above 0) in its first and last row and column: 0 to 1, null without any.
CREATE OR REPLACE MACRO heatmap_edge(h) AS
  list_sum(list_transform(heatmap_values(h), lambda value, place:
    CASE WHEN (place - 1) // h['width'] IN (0, h['height'] - 1) OR (place - 1) % h['width'] IN (0, h['width'] - 1)
      THEN greatest(value, 0) ELSE 0 END))
  / nullif(list_sum(list_transform(heatmap_values(h), lambda value: greatest(value, 0))), 0);

CREATE OR REPLACE VIEW explanations AS SELECT * FROM read_parquet('audit/explanations/*.parquet');

-- For each class: how often it is right, how sure it is, and how much of its evidence lies at the edge.
SELECT label_name,
  count(*) AS images,
  avg((predicted = label)::INTEGER) AS accuracy,
  avg(probability) AS confidence,
  avg(heatmap_edge(heatmap)) AS edge
FROM explanations
WHERE method = 'grad-cam'
GROUP BY label_name
ORDER BY label_name;
