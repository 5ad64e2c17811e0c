"""Heatmill from PySpark: a run's tables as views, the SQL functions, and Explainer as a stage of a pipeline.

Usage: python3 scripts/python/sql_functions.py RUN [--model MODEL --images FOLDER]

RUN is what was given to "heatmill explain" as --output. With a model and images the network also runs in here.
Needs PySpark of the line that Heatmill was built for (HEATMILL_SPARK_LINE, default spark-4.1), and Heatmill built; the
pipeline needs numpy too, as all of pyspark.ml does. Ends with 2 and one line when something is missing.

With spark-submit, or in a notebook whose session somebody else makes, two settings are all there is to it:
    spark.jars=...what jars() lists, with commas...
    spark.sql.extensions=io.github.heatmill.udf.HeatmillExtensions
"""

import argparse
import os
import pathlib
import sys
import types

EXTENSIONS = "io.github.heatmill.udf.HeatmillExtensions"
EXPLAINER = "io.github.heatmill.udf.Explainer"
ROOT = pathlib.Path(__file__).resolve().parents[2]

PER_CLASS = """
    SELECT label_name, count(*) AS maps,
           round(avg(heatmap_entropy(heatmap)), 3) AS entropy, round(avg(heatmap_gini(heatmap)), 3) AS gini
    FROM explanations GROUP BY label_name ORDER BY label_name"""


def fail(message):
    print(f"sql_functions.py: {message}", file=sys.stderr)
    sys.exit(2)


def jars():
    """The jars that a session needs, with what they need in turn."""
    line = os.environ.get("HEATMILL_SPARK_LINE", "spark-4.1")
    classpath = ROOT / "jobs" / "target" / line / "application.classpath"
    if not classpath.is_file():
        fail("Heatmill is not built yet (run: mvn -DskipTests package)")
    return classpath.read_text().strip().split(":")


def session():
    """Returns a session with the functions; a session that runs already is returned unchanged."""
    from pyspark.sql import SparkSession

    return (
        SparkSession.builder.appName("heatmill from PySpark")
        .config("spark.jars", ",".join(jars()))
        .config("spark.sql.extensions", EXTENSIONS)
        .getOrCreate()
    )


def open_run(spark, run):
    """Registers each table of a run as a view of the same name."""
    for table in sorted(pathlib.Path(run).iterdir()):
        if table.is_dir():
            spark.read.parquet(str(table)).createOrReplaceTempView(table.name)


def explainer_class():
    """Makes the class on first use: pyspark.ml needs numpy, which the functions do not."""
    from pyspark.ml.util import JavaMLReadable, JavaMLWritable
    from pyspark.ml.wrapper import JavaTransformer

    package, name = EXPLAINER.rsplit(".", 1)

    class Explainer(JavaTransformer, JavaMLReadable, JavaMLWritable):
        """Adds a column of maps; the parameters are those of the Java class, such as modelUrl and method."""

        # PySpark finds the Java class of a stage, and the Python class of one that it loads, by one and the same name.
        __module__ = package

        def __init__(self, **params):
            super().__init__()
            self._java_obj = self._new_java_obj(EXPLAINER, self.uid)
            self._create_params_from_java()
            self._set(**params)

    sys.modules[package] = types.ModuleType(package)
    setattr(sys.modules[package], name, Explainer)
    return Explainer


def explain(spark, model, images):
    """Explains a folder of images with a pipeline of one stage."""
    from pyspark.ml import Pipeline

    stage = explainer_class()(modelUrl=model, method="grad-cam", inputCol="content", outputCol="explanation")
    files = spark.read.format("binaryFile").option("recursiveFileLookup", True).load(images)
    return (
        Pipeline(stages=[stage])
        .fit(files)
        .transform(files)
        .selectExpr(
            "element_at(split(path, '/'), -1) AS image",
            "explanation.predicted",
            "round(explanation.probability, 3) AS probability",
            "explanation.status",
            "round(heatmap_entropy(explanation.heatmap), 3) AS entropy",
        )
        .orderBy("image")
    )


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("run", metavar="RUN", help="the output of a run")
    parser.add_argument("--model", help="a saved TorchScript file, or a folder with one")
    parser.add_argument("--images", help="a folder of images")
    arguments = parser.parse_args()
    try:
        import pyspark  # noqa: F401
    except ImportError:
        fail("Missing PySpark (pip install pyspark, in the version of your Spark)")
    if not pathlib.Path(arguments.run, "manifest.json").is_file():
        fail(f"Not the output of a finished run: {arguments.run} (it has no manifest.json)")
    spark = session()
    try:
        open_run(spark, arguments.run)
        spark.sql(PER_CLASS).show(100, False)
        if arguments.model and arguments.images:
            explain(spark, arguments.model, arguments.images).show(20, False)
    finally:
        spark.stop()


if __name__ == "__main__":
    main()
