-- The images with which to begin: one row for each image, layer and method, the worst first.
--
-- How bad a case is, is how sure the network was times how much of that was for nothing: all of it where it was wrong,
-- and the share of the evidence beside the object where it was right. Images about which neither is known, those
-- without a label and without an object, are left out, and so are maps of the method random.
CREATE OR REPLACE TEMPORARY VIEW worst_cases (
  model COMMENT 'The network',
  image COMMENT 'Its URI, or its key in a table',
  layer COMMENT 'The layer that was explained',
  method COMMENT 'The method with its options',
  severity COMMENT 'From 0 to 1: probability if the prediction is wrong, else probability times the share of the evidence beside the object',
  reason COMMENT 'wrong class; or beside the object',
  label_name COMMENT 'Its label; null without labels',
  predicted_name COMMENT 'The predicted class',
  probability COMMENT 'Of the predicted class',
  target_name COMMENT 'The class that was explained',
  status COMMENT 'ok; flat where the map prefers no place; non_finite',
  on_object COMMENT 'Share of the evidence on the object; null without an object',
  on_object_chance COMMENT 'The same of a random map; null where it was not measured',
  border_mass COMMENT 'Share of the evidence in the outer tenth of the image on each side; evenly spread it is 0.36',
  heatmap COMMENT 'The map'
)
COMMENT 'The images with which to begin'
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
