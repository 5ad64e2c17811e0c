-- Where each map's evidence lies: one row for each image, layer and method. The other views are made of it.
--
-- An image's object is what localisation is measured against: its boxes labelled as the explained class; if there are
-- none, those labelled as any class of the network; if there are none either, all.
CREATE OR REPLACE TEMPORARY VIEW evidence (
  model COMMENT 'The network',
  image COMMENT 'Its URI, or its key in a table',
  fingerprint COMMENT 'Of the pixels that the network saw',
  class COMMENT 'What the image shows: its label, or the predicted class where it has none',
  label_name COMMENT 'Its label; null without labels',
  predicted_name COMMENT 'The predicted class',
  probability COMMENT 'Of the predicted class',
  correct COMMENT 'Whether the predicted class is the label; null where there is no label that the network knows',
  target_name COMMENT 'The class that was explained',
  target COMMENT 'Its index',
  target_probability COMMENT 'Of the explained class',
  layer COMMENT 'The layer that was explained',
  method COMMENT 'The method with its options',
  status COMMENT 'ok; flat where the map prefers no place; non_finite',
  heatmap COMMENT 'The map',
  on_object COMMENT 'Share of the evidence that lies on the object: energy_pointing_game where it was measured, else heatmap_energy in the boxes; null without an object',
  on_object_chance COMMENT 'The same of a random map: about the share of the area; null where it was not measured',
  border_mass COMMENT 'Share of the evidence in the outer tenth of the image on each side; evenly spread it is 0.36',
  measured COMMENT 'How many numbers were measured that have a value at chance',
  above_chance COMMENT 'How many of them are better than that of a random map of the image',
  below_chance COMMENT 'Those that are worse: metric, value, chance',
  metrics COMMENT 'All that was measured, a field for each number'
)
COMMENT 'Where the evidence of each map lies'
AS
-- Heatmill fills in every number that has a value at chance, with its gain over that, from the registry of metrics.
-- class_of_label says which class of the network a label means.
WITH located AS (
  SELECT
    *,
    CASE
      WHEN exists(boxes, box -> class_of_label(box.label) = target)
        THEN filter(boxes, box -> class_of_label(box.label) = target)
      WHEN exists(boxes, box -> class_of_label(box.label) IS NOT NULL)
        THEN filter(boxes, box -> class_of_label(box.label) IS NOT NULL)
      WHEN size(boxes) > 0
        THEN boxes
    END AS object,
    filter(
      array(
${comparisons}
      ),
      number -> number.gain IS NOT NULL
    ) AS numbers
  FROM explanations
)
SELECT
  model,
  image,
  fingerprint,
  coalesce(label_name, predicted_name),
  label_name,
  predicted_name,
  probability,
  label = predicted,
  target_name,
  target,
  target_probability,
  layer,
  method,
  status,
  heatmap,
  coalesce(metrics.energy_pointing_game, heatmap_energy(heatmap, object)),
  chance.energy_pointing_game,
  heatmap_border_mass(heatmap, 0.1),
  size(numbers),
  size(filter(numbers, number -> number.gain > 0)),
  transform(
    filter(numbers, number -> number.gain < 0),
    number -> named_struct('metric', number.metric, 'value', number.value, 'chance', number.chance)
  ),
  metrics
FROM located
