-- Accuracy of each class, and quality of its maps: one row for each class, layer and method, the class with the lowest
-- accuracy first.
--
-- An image counts once for its class, with the map of the first of its explained classes; one without an explained class
-- counts, too. If labels are independent, an image counts once for each class that was explained in it, and there is no
-- accuracy: the view label_quality has precision and recall.
CREATE OR REPLACE TEMPORARY VIEW audit_by_class (
  model COMMENT 'The network',
  class COMMENT 'The label of the images, or the predicted class if they have no label; the explained class if labels are independent',
  layer COMMENT 'The layer that was explained',
  method COMMENT 'The method with its options',
  images COMMENT 'Number of images of the class',
  accuracy COMMENT 'Share of the labelled images that are recognised; null without labels, and if labels are independent',
  confidence COMMENT 'Mean probability of the predicted class',
  surest_mistake COMMENT 'Largest probability of a wrong class; null without mistakes, and if labels are independent',
  not_ok COMMENT 'Share of the maps that are flat or not finite',
  on_object COMMENT 'Mean share of the evidence on the object; null without objects',
  on_object_chance COMMENT 'The same share for random maps; null if it was not measured',
  border_mass COMMENT 'Mean share of the evidence in the outer tenth of the image on each side; 0.36 for evenly spread evidence',
  above_chance COMMENT 'Share of the measured metrics that are better than for random maps; null if none was measured'
)
COMMENT 'Accuracy of each class, and quality of its maps'
AS
WITH audited AS (
  SELECT
    model, class, layer, method, probability, correct, status, on_object, on_object_chance, border_mass, above_chance, measured
  FROM evidence
  WHERE by_class
  UNION ALL
  -- Images in which no class was probable enough to be explained.
  SELECT
    predictions.model, coalesce(label_name, predicted_name), maps.layer, maps.method, probability, label = predicted,
    NULL, NULL, NULL, NULL, NULL, NULL
  FROM predictions CROSS JOIN (SELECT DISTINCT layer, method FROM explanations) AS maps
  WHERE ${skips} AND NOT ${independent} AND targets = 0
)
SELECT
  model,
  class,
  layer,
  method,
  count(*),
  CASE WHEN NOT ${independent} THEN avg(CAST(correct AS DOUBLE)) END AS accuracy,
  avg(probability),
  max(probability) FILTER (WHERE NOT correct AND NOT ${independent}),
  avg(CASE WHEN status = 'ok' THEN 0D WHEN status IS NOT NULL THEN 1D END),
  avg(on_object),
  avg(on_object_chance),
  avg(border_mass),
  sum(above_chance) / nullif(sum(measured), 0)
FROM audited
GROUP BY model, class, layer, method
ORDER BY accuracy NULLS LAST, class, layer, method, model
