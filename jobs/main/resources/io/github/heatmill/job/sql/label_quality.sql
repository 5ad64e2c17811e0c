-- How well the network tells each label: one row for each label that an image has or the network gives, and one over all
-- labels, which comes first; then the label with the lowest F1. Each image counts once, whatever was explained in it.
--
-- The labels that the network gives are predicted_labels, or the predicted class if classes exclude each other. Labels that
-- the network does not know are left out. An image without any label that it knows counts only if labels are independent: as
-- one that has none of them. There is no row if the network knows no label of any image. The means over all labels (macro)
-- take a precision or a recall that is not defined as 0.
CREATE OR REPLACE TEMPORARY VIEW label_quality (
  model COMMENT 'The network',
  label COMMENT 'The label; null in the row over all labels',
  class COMMENT 'Its index; null in the row over all labels',
  images COMMENT 'Number of images that have the label; over all labels: number of labelled images',
  predicted COMMENT 'Number of images to which the network gives the label',
  correct COMMENT 'Number of images that have the label and to which the network gives it',
  precision COMMENT 'correct / predicted; null if the network never gives the label; over all labels: the mean',
  recall COMMENT 'correct / images; null if no image has the label; over all labels: the mean',
  f1 COMMENT 'Harmonic mean of precision and recall, 2 correct / (images + predicted); over all labels: the mean'
)
COMMENT 'How well the network tells each label'
AS
WITH labelled AS (
  SELECT
    model,
    array_distinct(
      filter(coalesce(labels, array(named_struct('class', label, 'name', label_name))), one -> one.class IS NOT NULL)
    ) AS truth,
    coalesce(
      transform(predicted_labels, one -> named_struct('class', one.class, 'name', one.name)),
      array(named_struct('class', predicted, 'name', predicted_name))
    ) AS given
  FROM predictions
  WHERE
    probability IS NOT NULL -- Values have no labels.
    AND (label IS NOT NULL OR size(labels) > 1 OR size(labels) > 0 AND predicted_labels IS NOT NULL)
),
counted AS (
  SELECT
    model,
    one.name,
    one.class,
    count_if(array_contains(truth, one)) AS images,
    count_if(array_contains(given, one)) AS predicted,
    count_if(array_contains(truth, one) AND array_contains(given, one)) AS correct
  FROM labelled LATERAL VIEW explode(array_union(truth, given)) AS one
  GROUP BY model, one.name, one.class
),
judged AS (
  SELECT
    *,
    correct / nullif(predicted, 0) AS precision,
    correct / nullif(images, 0) AS recall,
    2 * correct / (images + predicted) AS f1
  FROM counted
),
overall AS (
  SELECT
    model,
    sum(predicted) AS predicted,
    sum(correct) AS correct,
    avg(coalesce(precision, 0)) AS precision,
    avg(coalesce(recall, 0)) AS recall,
    avg(f1) AS f1
  FROM judged
  GROUP BY model
  HAVING sum(images) > 0
)
SELECT
  overall.model, NULL AS label, NULL AS class, of_model.images, overall.predicted, overall.correct, precision, recall, f1
FROM overall JOIN (SELECT model, count(*) AS images FROM labelled GROUP BY model) AS of_model ON overall.model = of_model.model
UNION ALL
SELECT model, name, class, images, predicted, correct, precision, recall, f1
FROM judged
WHERE model IN (SELECT model FROM overall)
ORDER BY label IS NOT NULL, f1, label, model
