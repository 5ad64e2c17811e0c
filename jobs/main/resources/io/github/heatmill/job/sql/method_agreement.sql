-- How far the maps of different methods agree on an image: one row for each image, explained class and layer, the least
-- agreement first. Only maps of the same class are compared.
--
-- Two maps are compared by Spearman's rank correlation of their values: 1 if they put all places in the same order, 0 if
-- their orders are unrelated. Maps of the method random show the value at chance, and do not count as a method. Flat maps
-- cannot be compared.
CREATE OR REPLACE TEMPORARY VIEW method_agreement (
  model COMMENT 'The network',
  image COMMENT 'The URI of the image, or its key in a table',
  layer COMMENT 'The layer that was explained',
  label_name COMMENT 'The label of the image; null without labels; several are joined by vertical bars',
  predicted_name COMMENT 'The predicted class',
  probability COMMENT 'Probability of the predicted class',
  target_rank COMMENT 'The place of the explained class among those of the image, from 1',
  target_name COMMENT 'The class that was explained',
  methods COMMENT 'Number of methods that explained the layer, without random',
  pairs COMMENT 'Number of pairs of their maps that could be compared',
  agreement COMMENT 'Mean rank correlation of these pairs; null without pairs',
  least COMMENT 'The pair with the lowest correlation: correlation and methods',
  chance COMMENT 'Mean rank correlation of the maps with the random map; null without a random map'
)
COMMENT 'How far the maps of different methods agree on an image'
AS
WITH maps AS (
  -- Rows of one key and the same pixels hold the same map: one of them is enough.
  SELECT
    model, image, fingerprint, layer, label_name, predicted_name, probability, target_rank, target_name,
    method, first(heatmap) AS heatmap
  FROM evidence
  GROUP BY model, image, fingerprint, layer, label_name, predicted_name, probability, target_rank, target_name, method
),
gathered AS (
  SELECT
    model, image, layer, label_name, predicted_name, probability, target_rank, target_name,
    array_sort(collect_list(struct(method, heatmap)) FILTER (WHERE method <> 'random')) AS maps,
    collect_list(heatmap) FILTER (WHERE method = 'random') AS random_maps
  FROM maps
  GROUP BY model, image, fingerprint, layer, label_name, predicted_name, probability, target_rank, target_name
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
  target_rank,
  target_name,
  size(maps),
  size(pairs),
  aggregate(pairs, 0D, (sum, pair) -> sum + pair.correlation) / nullif(size(pairs), 0) AS agreement,
  array_min(pairs),
  aggregate(with_random, 0D, (sum, correlation) -> sum + correlation) / nullif(size(with_random), 0)
FROM compared
ORDER BY agreement NULLS LAST, image, target_rank, layer, model
