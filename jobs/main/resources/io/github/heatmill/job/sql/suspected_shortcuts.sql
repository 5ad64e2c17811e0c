-- Classes that the network may recognise by something other than the object, such as a tag in a corner, a watermark or a
-- border: one row for each class, layer and method, the most suspicious first.
--
-- Objects lie at different places, but a tag, a logo or a frame lies at the same place in all images of a class. So maps
-- are scaled to 0..1, and their mean over the class is compared, place by place, with the mean over all other classes. The
-- place is where the difference is largest, and the suspicion is this difference. It is not a proof: objects that always
-- lie at the same place also cause it. The suspicion is stronger if the network is sure of the class and the evidence lies
-- at the border or beside the object. The method random shows the values at chance.
--
-- An image counts once for its class, with the map of the first of its explained classes. If labels are independent, it
-- counts once for each class that was explained in it, so that no mean has maps of different classes.
CREATE OR REPLACE TEMPORARY VIEW suspected_shortcuts (
  model COMMENT 'The network',
  class COMMENT 'The label of the images, or the predicted class if they have no label; the explained class if labels are independent',
  layer COMMENT 'The layer that was explained',
  method COMMENT 'The method with its options',
  images COMMENT 'Number of images of the class whose map is ok',
  suspicion COMMENT 'From 0 to 1: by how much the mean map of the class is brighter than that of the other classes, at the place of the largest difference; null without other classes',
  place COMMENT 'The place of the largest difference: x and y of its centre, from 0 at the left and top to 1; null without other classes',
  border_mass COMMENT 'Mean share of the evidence in the outer tenth of the image on each side; 0.36 for evenly spread evidence',
  border_mass_others COMMENT 'The same mean for the other classes',
  outside COMMENT 'Mean share of the evidence beside the object; null without objects',
  outside_chance COMMENT 'The same share for random maps; null if it was not measured',
  confidence COMMENT 'Mean probability of the explained class'
)
COMMENT 'Classes that the network may recognise by something other than the object'
AS
WITH ok AS (
  SELECT *, heatmap_normalize(heatmap) AS map FROM evidence WHERE status = 'ok' AND by_class
),
by_class AS (
  SELECT
    model, class, layer, method,
    count(*) AS images,
    heatmap_mean(map) AS mean,
    avg(border_mass) AS border_mass,
    sum(border_mass) AS border_sum,
    1 - avg(on_object) AS outside,
    1 - avg(on_object_chance) AS outside_chance,
    avg(target_probability) AS confidence
  FROM ok
  GROUP BY model, class, layer, method
),
overall AS (
  SELECT model, layer, method, count(*) AS images, heatmap_mean(map) AS mean, sum(border_mass) AS border_sum
  FROM ok
  GROUP BY model, layer, method
),
compared AS (
  SELECT
    by_class.*,
    -- The mean of the others is what the class leaves of the mean of all.
    (overall.border_sum - by_class.border_sum) / nullif(overall.images - by_class.images, 0) AS border_mass_others,
    zip_with(
      heatmap_values(by_class.mean),
      heatmap_values(overall.mean),
      (own, every) -> (own - every) * overall.images / nullif(overall.images - by_class.images, 0)
    ) AS difference
  FROM by_class
  JOIN overall
    ON by_class.model = overall.model AND by_class.layer = overall.layer AND by_class.method = overall.method
),
placed AS (
  SELECT *, array_max(difference) AS suspicion, array_position(difference, array_max(difference)) - 1 AS cell
  FROM compared
)
SELECT
  model,
  class,
  layer,
  method,
  images,
  suspicion,
  CASE
    WHEN cell IS NOT NULL
      THEN named_struct(
        'x', (cell % mean.width + 0.5D) / mean.width,
        'y', (floor(cell / mean.width) + 0.5D) / mean.height
      )
  END,
  border_mass,
  border_mass_others,
  outside,
  outside_chance,
  confidence
FROM placed
ORDER BY suspicion DESC NULLS LAST, border_mass DESC, class, layer, method, model
