-- Accuracy of each class, and quality of its maps: one row for each class, layer and method, the class with the lowest
-- accuracy first.
CREATE OR REPLACE TEMPORARY VIEW audit_by_class (
  model COMMENT 'The network',
  class COMMENT 'The label of the images, or the predicted class if they have no label',
  layer COMMENT 'The layer that was explained',
  method COMMENT 'The method with its options',
  images COMMENT 'Number of images of the class',
  accuracy COMMENT 'Share of the labelled images that are recognised; null without labels',
  confidence COMMENT 'Mean probability of the predicted class',
  surest_mistake COMMENT 'Largest probability of a wrong class; null without mistakes',
  not_ok COMMENT 'Share of the maps that are flat or not finite',
  on_object COMMENT 'Mean share of the evidence on the object; null without objects',
  on_object_chance COMMENT 'The same share for random maps; null if it was not measured',
  border_mass COMMENT 'Mean share of the evidence in the outer tenth of the image on each side; 0.36 for evenly spread evidence',
  above_chance COMMENT 'Share of the measured metrics that are better than for random maps; null if none was measured'
)
COMMENT 'Accuracy of each class, and quality of its maps'
AS
SELECT
  model,
  class,
  layer,
  method,
  count(*),
  avg(CAST(correct AS DOUBLE)) AS accuracy,
  avg(probability),
  max(probability) FILTER (WHERE NOT correct),
  avg(CASE WHEN status = 'ok' THEN 0D ELSE 1D END),
  avg(on_object),
  avg(on_object_chance),
  avg(border_mass),
  sum(above_chance) / nullif(sum(measured), 0)
FROM evidence
GROUP BY model, class, layer, method
ORDER BY accuracy NULLS LAST, class, layer, method, model
