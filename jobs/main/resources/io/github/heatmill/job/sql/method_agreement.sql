-- Whether methods say the same of an image: one row for each image and layer, the least agreement first.
--
-- Two maps are compared by Spearman's rank correlation of their values: 1 if they put all places in the same order, 0 if
-- they have nothing to do with each other. Maps of the method random say what chance gives, and do not count as a
-- method; flat maps cannot be compared.
CREATE OR REPLACE TEMPORARY VIEW method_agreement (
  model COMMENT 'The network',
  image COMMENT 'Its URI, or its key in a table',
  layer COMMENT 'The layer that was explained',
  label_name COMMENT 'Its label; null without labels',
  predicted_name COMMENT 'The predicted class',
  probability COMMENT 'Of the predicted class',
  target_name COMMENT 'The class that was explained',
  methods COMMENT 'How many methods explained the layer, random not counted',
  pairs COMMENT 'How many pairs of their maps could be compared',
  agreement COMMENT 'Mean rank correlation of those pairs; null without any',
  least COMMENT 'The lowest of them: correlation and methods',
  chance COMMENT 'Mean rank correlation of the maps with that of random; null without it'
)
COMMENT 'Whether methods say the same of an image'
AS
WITH maps AS (
  -- Rows of one key and the same pixels hold the same map: one of them is enough.
  SELECT
    model, image, fingerprint, layer, label_name, predicted_name, probability, target_name,
    method, first(heatmap) AS heatmap
  FROM evidence
  GROUP BY model, image, fingerprint, layer, label_name, predicted_name, probability, target_name, method
),
gathered AS (
  SELECT
    model, image, layer, label_name, predicted_name, probability, target_name,
    array_sort(collect_list(struct(method, heatmap)) FILTER (WHERE method <> 'random')) AS maps,
    collect_list(heatmap) FILTER (WHERE method = 'random') AS random_maps
  FROM maps
  GROUP BY model, image, fingerprint, layer, label_name, predicted_name, probability, target_name
),
compared AS (
  SELECT
    *,
    filter(
      flatten(
        transform(maps, (one, i) -> transform(slice(maps, i + 2, size(maps)), other -> named_struct(
          'correlation', heatmap_rank_correlation(one.heatmap, other.heatmap),
          'methods', concat(one.method, ' and ', other.method))))
      ),
      pair -> pair.correlation IS NOT NULL
    ) AS pairs,
    filter(
      flatten(transform(random_maps, random -> transform(maps, map -> heatmap_rank_correlation(map.heatmap, random)))),
      correlation -> correlation IS NOT NULL
    ) AS with_random
  FROM gathered
)
SELECT
  model,
  image,
  layer,
  label_name,
  predicted_name,
  probability,
  target_name,
  size(maps),
  size(pairs),
  aggregate(pairs, 0D, (sum, pair) -> sum + pair.correlation) / nullif(size(pairs), 0) AS agreement,
  array_min(pairs),
  aggregate(with_random, 0D, (sum, correlation) -> sum + correlation) / nullif(size(with_random), 0)
FROM compared
ORDER BY agreement NULLS LAST, image, layer, model
