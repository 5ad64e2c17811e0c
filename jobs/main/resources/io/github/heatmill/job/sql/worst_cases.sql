-- The images to look at first: one row for each image, layer and method, the worst first. If labels are independent, one row
-- for each explained class of an image, layer and method; otherwise that of the first explained class.
--
-- The severity of a case is the probability of the prediction if it is wrong. If it is right, the severity is the
-- probability times the share of the evidence beside the object. Images with neither a label nor an object, and maps of
-- the method random, are left out. If labels are independent, the network is wrong about an explained class that is predicted
-- and no label of the image, or that is a label and not predicted; the severity of a missed label is 1 minus its probability.
CREATE OR REPLACE TEMPORARY VIEW worst_cases (
  model COMMENT 'The network',
  image COMMENT 'The URI of the image, or its key in a table',
  layer COMMENT 'The layer that was explained',
  method COMMENT 'The method with its options',
  severity COMMENT 'From 0 to 1: the probability of what is wrong if the prediction is wrong, otherwise the probability times the share of the evidence beside the object',
  reason COMMENT 'wrong class, or beside the object; if labels are independent, also missed label',
  label_name COMMENT 'The label of the image; null without labels; several are joined by vertical bars',
  predicted_name COMMENT 'The predicted class',
  probability COMMENT 'Probability of the predicted class',
  target_rank COMMENT 'The place of the explained class among those of the image, from 1',
  target_name COMMENT 'The class that was explained',
  target_probability COMMENT 'Probability of the explained class',
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
    CASE
      WHEN NOT correct THEN mistake
      WHEN ${independent} THEN target_probability * (1 - on_object)
      ELSE probability * (1 - on_object)
    END AS severity
  FROM evidence
  WHERE by_class
)
SELECT
  model,
  image,
  layer,
  method,
  severity,
  CASE
    WHEN NOT correct AND ${independent} AND target_probability < ${present} THEN 'missed label'
    WHEN NOT correct THEN 'wrong class'
    ELSE 'beside the object'
  END,
  label_name,
  predicted_name,
  probability,
  target_rank,
  target_name,
  target_probability,
  status,
  on_object,
  on_object_chance,
  border_mass,
  heatmap
FROM judged
WHERE severity IS NOT NULL AND method <> 'random'
ORDER BY severity DESC, image, target_rank, layer, method, model
