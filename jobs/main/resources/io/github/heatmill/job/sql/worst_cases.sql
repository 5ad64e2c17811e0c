-- The images to look at first: one row for each image, layer and method, the worst first.
--
-- The severity of a case is the probability of the prediction if it is wrong. If it is right, the severity is the
-- probability times the share of the evidence beside the object. Images with neither a label nor an object, and maps of
-- the method random, are left out.
CREATE OR REPLACE TEMPORARY VIEW worst_cases (
  model COMMENT 'The network',
  image COMMENT 'The URI of the image, or its key in a table',
  layer COMMENT 'The layer that was explained',
  method COMMENT 'The method with its options',
  severity COMMENT 'From 0 to 1: the probability if the prediction is wrong, otherwise the probability times the share of the evidence beside the object',
  reason COMMENT 'wrong class, or beside the object',
  label_name COMMENT 'The label of the image; null without labels',
  predicted_name COMMENT 'The predicted class',
  probability COMMENT 'Probability of the predicted class',
  target_name COMMENT 'The class that was explained',
  status COMMENT 'ok; flat if the map is constant; non_finite',
  on_object COMMENT 'Share of the evidence on the object; null without an object',
  on_object_chance COMMENT 'The same share for a random map; null if it was not measured',
  border_mass COMMENT 'Share of the evidence in the outer tenth of the image on each side; 0.36 for evenly spread evidence',
  heatmap COMMENT 'The map'
)
COMMENT 'The images to look at first'
AS
WITH judged AS (
  SELECT
    *,
    CASE WHEN correct = FALSE THEN probability ELSE probability * (1 - on_object) END AS severity
  FROM evidence
)
SELECT
  model,
  image,
  layer,
  method,
  severity,
  CASE WHEN correct = FALSE THEN 'wrong class' ELSE 'beside the object' END,
  label_name,
  predicted_name,
  probability,
  target_name,
  status,
  on_object,
  on_object_chance,
  border_mass,
  heatmap
FROM judged
WHERE severity IS NOT NULL AND method <> 'random'
ORDER BY severity DESC, image, layer, method, model
