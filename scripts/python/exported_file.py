"""Writes exported programs in the layouts of several versions of PyTorch.

The newest layout is what torch.export.save writes. The older ones are made from the same program, because older versions need
not be at hand: a plain zip up to 2.7, and a zip of PyTorch with weights as torch.save writes them in 2.8.
"""

import json
import re
import zipfile

from torch._export.serde.serialize import serialize


def stored(path, entries):
    """A zip without compression, with the same bytes whenever it is written."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as out:
        for name, content in entries.items():
            out.writestr(zipfile.ZipInfo(name), content)


def without_traces(text, keep=False):
    """Drops the lines of Python that made each node, or only the folders in them, and addresses in memory."""
    program = json.loads(text)
    graphs = [program["graph_module"]["graph"]]
    while graphs:
        for node in graphs.pop()["nodes"]:
            node["metadata"].pop("from_node", None)
            trace = node["metadata"].pop("stack_trace", None)
            if trace and keep:
                node["metadata"]["stack_trace"] = re.sub(r'File ".*?/([^/"]*)"', r'File "\1"', trace)
            graphs += [i["arg"]["as_graph"]["graph"] for i in node["inputs"] if "as_graph" in i["arg"]]
    return json.dumps(program)


def save(path, write, traces=False):
    """Saves with a function, and drops what shows this machine."""
    write(str(path))
    with zipfile.ZipFile(path) as saved:
        entries = {name: saved.read(name) for name in saved.namelist() if not name.endswith("serialization_id")}
    for name in entries:
        if re.search(r"/models/[^/]*\.json$", name):
            entries[name] = without_traces(entries[name], keep=traces)
    stored(path, entries)


def older(program):
    """The parts of a file up to 2.8: graph, weights, constants, and example inputs."""
    parts = serialize(program)
    graph = json.loads(without_traces(parts.exported_program))
    for node in graph["graph_module"]["graph"]["nodes"]:
        for absent in ("name", "is_hop_single_tensor_return"):
            node.pop(absent, None)
        for given in node["inputs"]:
            given.pop("kind", None)
    return json.dumps(graph), parts.state_dict, parts.constants, parts.example_inputs


def save_as_2_7(path, program):
    graph, weights, constants, examples = older(program)
    stored(path, {
        "serialized_exported_program.json": graph,
        "serialized_state_dict.pt": weights,
        "serialized_constants.pt": constants,
        "serialized_example_inputs.pt": examples,
        "version": "8.8",
    })


def save_as_2_8(path, program):
    graph, weights, constants, examples = older(program)
    stored(path, {f"{path.stem}/{name}": content for name, content in {
        "archive_format": "pt2",
        "models/model.json": graph,
        "data/weights/model.pt": weights,
        "data/constants/model.pt": constants,
        "data/sample_inputs/model.pt": examples,
        "archive_version": "0",
        "version": "3\n",
    }.items()})
