-- Where the evidence of each map lies: one row for each image, explained class, layer and method. The other views are built
-- on it.
--
-- Labels are independent if an image of the run has several, or if a network of independent labels was asked to explain
-- several classes of an image. Each explained class is then judged alone. Otherwise an image has one class, and the first of
-- its explained classes stands for it in the views that count images.
--
-- The object of an image is the region against which localisation is measured: the boxes with the label of the explained
-- class; if there are none, those with the label of any class of the network; if there are none of these either, all.
CREATE OR REPLACE TEMPORARY VIEW evidence (
  model COMMENT 'The network',
  image COMMENT 'The URI of the image, or its key in a table',
  fingerprint COMMENT 'Hash of the pixels that the network saw',
  class COMMENT 'The label of the image, or the predicted class if it has no label; the explained class if labels are independent',
  label_name COMMENT 'The label of the image; null without labels; several are joined by vertical bars',
  predicted_name COMMENT 'The predicted class',
  probability COMMENT 'Probability of the predicted class',
  correct COMMENT 'Whether the predicted class is the label; null without a label that the network knows. If labels are independent: whether the network is right about the explained class; null without labels',
  mistake COMMENT 'If the network is wrong, the probability that it gives to what is wrong; null otherwise',
  by_class COMMENT 'Whether views by class count the map: that of the first explained class of an image; all if labels are independent',
  target_rank COMMENT 'The place of the explained class among those of the image, from 1',
  target_name COMMENT 'The class that was explained',
  target COMMENT 'The index of the explained class',
  target_probability COMMENT 'Probability of the explained class; null if the network returns values',
  target_score COMMENT 'Score of the explained class: a logit, the logarithm of a probability, a value or a similarity',
  layer COMMENT 'The layer that was explained',
  method COMMENT 'The method with its options',
  status COMMENT 'ok; flat if the map is constant; non_finite',
  heatmap COMMENT 'The map',
  on_object COMMENT 'Share of the evidence that lies on the object: energy_pointing_game if it was measured, otherwise heatmap_energy in the boxes; null without an object',
  on_object_chance COMMENT 'The same share for a random map, about the share of the area; null if it was not measured',
  border_mass COMMENT 'Share of the evidence in the outer tenth of the image on each side; 0.36 for evenly spread evidence',
  measured COMMENT 'Number of measured metrics that have a value at chance',
  above_chance COMMENT 'Number of these metrics that are better than for a random map of the image',
  below_chance COMMENT 'The metrics that are worse than for a random map: metric, value, chance',
  metrics COMMENT 'All measured metrics, one field for each number'
)
COMMENT 'Where the evidence of each map lies'
AS
-- Heatmill inserts every metric that has a value at chance, with its gain over chance, from the registry of metrics.
-- class_of_label maps a label to a class of the network. Whether labels are independent, and the least probability of a label
-- that is present, are also inserted.
WITH located AS (
  SELECT
    *,
    CASE
      WHEN ${independent} THEN exists(labels, one -> one.class <=> target) = (target_probability >= ${present})
      ELSE label = predicted
    END AS is_right,
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
  CASE WHEN ${independent} THEN target_name ELSE coalesce(label_name, predicted_name) END,
  label_name,
  predicted_name,
  probability,
  is_right,
  CASE
    WHEN NOT is_right AND ${independent} AND target_probability < ${present} THEN 1 - target_probability
    WHEN NOT is_right AND ${independent} THEN target_probability
    WHEN NOT is_right THEN probability
  END,
  ${independent} OR coalesce(target_rank, 1) = 1,
  coalesce(target_rank, 1),
  target_name,
  target,
  target_probability,
  target_score,
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
