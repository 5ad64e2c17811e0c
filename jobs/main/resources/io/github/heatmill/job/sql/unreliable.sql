-- Maps that should not be relied on: first those whose status is not ok, then those that score worse than a random map of
-- the image in some metric, sorted by the number of such metrics. The metric defines which direction is worse. A number
-- equal to chance does not count as worse. One row for each image, explained class, layer and method.
CREATE OR REPLACE TEMPORARY VIEW unreliable (
  model COMMENT 'The network',
  image COMMENT 'The URI of the image, or its key in a table',
  layer COMMENT 'The layer that was explained',
  method COMMENT 'The method with its options',
  status COMMENT 'ok; flat if the map is constant; non_finite',
  measured COMMENT 'Number of measured metrics that have a value at chance',
  below_chance COMMENT 'Number of these metrics that are worse than chance',
  numbers COMMENT 'The metrics that are worse than chance: metric, value, chance',
  label_name COMMENT 'The label of the image; null without labels; several are joined by vertical bars',
  predicted_name COMMENT 'The predicted class',
  probability COMMENT 'Probability of the predicted class',
  target_rank COMMENT 'The place of the explained class among those of the image, from 1',
  target_name COMMENT 'The class that was explained',
  heatmap COMMENT 'The map'
)
COMMENT 'Maps that should not be relied on'
AS
SELECT
  model,
  image,
  layer,
  method,
  status,
  measured,
  size(below_chance) AS worse,
  below_chance AS numbers,
  label_name,
  predicted_name,
  probability,
  target_rank,
  target_name,
  heatmap
FROM evidence
WHERE status <> 'ok' OR size(below_chance) > 0
ORDER BY status = 'ok', worse DESC, probability DESC, image, target_rank, layer, method, model
