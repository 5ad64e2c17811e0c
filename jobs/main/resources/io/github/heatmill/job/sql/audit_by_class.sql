-- How good and how well explained each class is: one row for each class, layer and method, the class with the lowest
-- accuracy first.
CREATE OR REPLACE TEMPORARY VIEW audit_by_class (
  model COMMENT 'The network',
  class COMMENT 'What the images show: their label, or the predicted class where they have none',
  layer COMMENT 'The layer that was explained',
  method COMMENT 'The method with its options',
  images COMMENT 'How many the class has',
  accuracy COMMENT 'Share of the labelled ones that are recognised; null without labels',
  confidence COMMENT 'Mean probability of the predicted class',
  surest_mistake COMMENT 'Largest probability of a wrong class; null without mistakes',
  not_ok COMMENT 'Share of the maps that are flat or not finite',
  on_object COMMENT 'Mean share of the evidence on the object; null without objects',
  on_object_chance COMMENT 'The same of random maps; null where it was not measured',
  border_mass COMMENT 'Mean share of the evidence in the outer tenth of the image on each side; evenly spread it is 0.36',
  above_chance COMMENT 'Share of the measured numbers that are better than those of random maps; null without any'
)
COMMENT 'How good and how well explained each class is'
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
