"""Compares what `heatmill shortcuts` flagged with what is planted in the test bed.

Usage: shortcuts_score.py FOLDER   (the output of shortcuts_testbed.py, after scripts/shortcuts_testbed.sh has run there)

Reads FOLDER/CASE/truth.json and the tables below FOLDER/CASE/shortcuts-boxes and FOLDER/CASE/shortcuts-plain. The table `findings`
(class, images) counts if there is one, else `clusters` and `members`. Prints a line for each case and kind, and the totals. Needs
pyarrow.
"""
import collections
import json
import pathlib
import sys
import urllib.parse

import pyarrow.parquet as parquet

KINDS = ("boxes", "plain")  # with the boxes of the objects, and without
USED = .1


def rows(folder):
    """The rows of a table: a folder of Parquet files, or one file. None if it is missing."""
    files = [folder] if folder.is_file() else sorted(f for f in folder.rglob("*.parquet") if not f.name.startswith((".", "_")))
    if not files:
        return None
    return [row for file in files for row in parquet.ParquetFile(file).read().to_pylist()]


def table(out, name):
    for folder in (out / name, out / f"{name}.parquet"):
        if folder.exists():
            return rows(folder)
    return None


def name_of(uri):
    return urllib.parse.unquote(str(uri).rstrip("/").rpartition("/")[2])


def findings(out):
    """The flagged classes in order of rank, and for each the names of its flagged images. None if there are no tables."""
    out = pathlib.Path(out)
    found = table(out, "findings")
    flagged = collections.OrderedDict()
    if found is not None or (out / "findings").is_dir():
        for row in sorted(found or [], key=lambda row: row.get("rank") or 0):
            if row.get("flagged") is not False:
                flagged.setdefault(str(row["class"]), set()).update(name_of(uri) for uri in row.get("images") or [])
        return flagged
    clusters = table(out, "clusters")
    if clusters is None:
        return None
    members = collections.defaultdict(set)
    for row in table(out, "members") or []:
        members[str(row["class"]), row["cluster"]].add(name_of(row["image"]))
    for row in sorted(clusters, key=lambda row: row.get("rank") or 0):
        if row["flagged"]:
            flagged.setdefault(str(row["class"]), set()).update(members[str(row["class"]), row["cluster"]])
    return flagged


def share(part, whole):
    return len(part) / len(whole) if whole else None


def scores(out, truth):
    """Scores one output: what was flagged of what is planted and used. None if there is no output.

    `found` are the used classes that were flagged and `missed` those that were not; `unused` are flagged classes whose plant the
    network does not use, and `false_alarms` flagged classes without any plant.
    """
    flagged = findings(out)
    if flagged is None:
        return None
    planted = truth.get("planted", {})
    used = [name for name in planted if truth.get("used", {}).get(name, 0) >= truth.get("threshold", USED)]
    images = {name for class_name in planted for name in flagged.get(class_name, ())}
    carriers = {name for class_name in planted if class_name in flagged for name in planted[class_name]}
    return {"flagged": list(flagged), "used": used, "found": [name for name in used if name in flagged],
            "missed": [name for name in used if name not in flagged],
            "unused": [name for name in planted if name in flagged and name not in used],
            "false_alarms": [name for name in flagged if name not in planted],
            "first": next(iter(flagged), None) in used, "clean_classes": len(truth["classes"]) - len(planted),
            "precision": share(images & carriers, images), "recall": share(images & carriers, carriers)}


def number(value):
    return "   -" if value is None else f"{value:.2f}"


def line(case, kind, truth, score):
    if score is None:
        return f"{case:20} {kind:5}  no tables"
    used = " ".join(f"{name}={drop:.2f}" for name, drop in truth.get("used", {}).items())
    state = "flagged" if score["found"] else "missed" if score["used"] else "unused" if truth.get("planted") else "clean"
    first = "first" if score["first"] else "later" if score["found"] else ""
    alarms = ", ".join(score["false_alarms"]) or "none"
    unused = f"  flagged though unused: {', '.join(score['unused'])}" if score["unused"] else ""
    return (f"{case:20} {kind:5}  {state:8} {first:6} precision {number(score['precision'])} recall {number(score['recall'])}  "
            f"false alarms: {alarms}{unused}  used: {used or '-'}")


def total(kind, results):
    def count(key):
        return sum(len(score[key]) for _, score in results)

    clean = sum(score["clean_classes"] for _, score in results)
    controls = [(truth, score) for truth, score in results if not truth.get("planted")]
    alarms = sum(len(score["false_alarms"]) for _, score in controls)
    return (f"{kind:5}  used shortcuts flagged: {count('found')} of {count('used')}, first in {sum(s['first'] for _, s in results)}; "
            f"plants that are not used flagged: {count('unused')}; false alarms: {count('false_alarms')} of {clean} classes without "
            f"a plant, of these {alarms} of {sum(s['clean_classes'] for _, s in controls)} in clean sets")


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    results = {kind: [] for kind in KINDS}
    for path in sorted(pathlib.Path(sys.argv[1]).glob("*/truth.json")):
        truth = json.loads(path.read_text())
        for kind in KINDS:
            score = scores(path.parent / f"shortcuts-{kind}", truth)
            print(line(path.parent.name, kind, truth, score))
            if score is not None:
                results[kind].append((truth, score))
    for kind in KINDS:
        print(total(kind, results[kind]))


if __name__ == "__main__":
    main()
