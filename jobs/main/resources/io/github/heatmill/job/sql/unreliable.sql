-- Maps not to rely on: those that are not ok, then those that some metric calls worse than a random map of the image,
-- most numbers first. A number is worse in the direction that its metric calls worse; one as good as chance is not.
CREATE OR REPLACE TEMPORARY VIEW unreliable (
  model COMMENT 'The network',
  image COMMENT 'Its URI, or its key in a table',
  layer COMMENT 'The layer that was explained',
  method COMMENT 'The method with its options',
  status COMMENT 'ok; flat where the map prefers no place; non_finite',
  measured COMMENT 'How many numbers were measured that have a value at chance',
  below_chance COMMENT 'How many of them are worse than chance',
  numbers COMMENT 'Those: metric, value, chance',
  label_name COMMENT 'Its label; null without labels',
  predicted_name COMMENT 'The predicted class',
  probability COMMENT 'Of the predicted class',
  target_name COMMENT 'The class that was explained',
  heatmap COMMENT 'The map'
)
COMMENT 'Maps not to rely on'
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
  target_name,
  heatmap
FROM evidence
WHERE status <> 'ok' OR size(below_chance) > 0
ORDER BY status = 'ok', worse DESC, probability DESC, image, layer, method, model
