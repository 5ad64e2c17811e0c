"""Lists the ATen operators that the graph of an exported program may call.

Usage: list_operators.py LIBTORCH_CPU_SO OUTPUT_FOLDER (src/main/resources/io/github/heatmill/model/operator)

Reads the schemas that stand as text in libtorch_cpu.so, the library that runs the networks. It writes two files:
- operators.txt: one line for each allowed overload, `name.overload argument... -> result...`. An argument after `*` is given
  by name only, and the operator writes to an argument with `!`. A symbolic size is an `int` here.
- refused.txt: one line for each reason, `reason: name.overload ...`, or `name` alone if that holds for all its overloads.
  Overloads that write into a given tensor (`out=`) stand in neither file: there are as many of them as of the others.

An operator is allowed if it computes tensors or numbers from tensors and numbers, on the CPU, and does nothing else.
"""

import re
import sys
from pathlib import Path

SCHEMA = re.compile(rb"(?<=\x00)[A-Za-z_][A-Za-z0-9_]*(?:\.[A-Za-z0-9_]+)?\([ -~]*?\) -> [ -~]+(?=\x00)")
PARTS = re.compile(r"(\w+)(?:\.(\w+))?\((.*)\) -> (.*)")

# What the arguments of a node can be. Not here: Storage and Stream; Dimname, because named tensors cannot be exported; classes.
GIVEN = {"Tensor", "int", "SymInt", "float", "bool", "str", "Scalar", "ScalarType", "Layout", "Device", "MemoryFormat",
         "Generator"}
# What a node can return. Not here: (), which only a call for its effect returns; ScalarType, QScheme, classes.
RETURNED = {"Tensor", "int", "SymInt", "float", "bool", "Scalar"}

# Reasons, in the words of the message to the user, each with the names that it refuses. The first that fits is given.
REFUSED = {
    # They give a tensor other memory, change the size of its memory, or show what lies where.
    "it handles the memory of tensors": r"""
        from_file | set_ | set | set_data | data | resize.* | _resize.* | as_strided_ | _copy_from.* | _to_cpu | _lazy_clone
        | is_set_to | _has_same_storage_numel | _debug_has_internal_overlap | .*pin_memory | is_pinned | _efficientzerotensor
        | _is_zerotensor""",
    # Messages, checks that raise an error, profiles, streams. The reader drops checks of sizes before it asks.
    "it is called for its effect": r"""
        _print | warn | _assert.* | _functional_assert.* | .*sym_constrain_range.* | _record_function.* | record_stream
        | _make_dep_token | _validate_.* | _linalg_check_errors | _propagate_xla_data | .*plan_cache.*""",
    # Networks are differentiated by libtorch, not by their files.
    "it is a step of differentiation": r"""
        .*backward.* | .*_jvp | .*_grad | get_gradients | requires_grad_ | retains_grad | is_leaf | output_nr | _version
        | is_inference | _fw_primal.* | _make_dual.* | _unpack_dual | .*batch_dim | _new_zeros_with_same_feature_meta
        | _has_compatible_shallow_copy_type | _autocast_to.*""",
    "it is a step of an optimiser": r"_foreach_.* | _amp_.* | _fused_(adagrad|adam|adamw|sgd)_?",
    "several processes compute it together": r"""
        .*all_?gather.* | .*all_?reduce.* | .*all_?to_?all.* | reduce_ | .*reduce_scatter.* | gather_ | send
        | recv.* | broadcast_? | .*barrier.* | wait_tensor | shard_dim_alltoall | is_distributed | _chunk_cat""",
    # Also those for CUDA that no name of a library gives away; the CPU has operators of its own for the same.
    "it runs on other devices or in other libraries only": r"""
        .*cudnn.* | .*miopen.* | .*mkldnn.* | .*_mps | mps_.* | _mps_.* | .*nnpack.* | .*vulkan.* | .*cufft.* | .*fbgemm.*
        | _triton_.* | _cslt_.* | _thnn_.* | _efficient_attention_.* | _flash_attention_.* | _use_.* | convolution_overrideable
        | _scaled_dot_product_(flash|efficient|cudnn)_attention | _scaled_dot_product_fused_attention_overrideable
        | _conv_depthwise2d | conv_depthwise3d | batch_norm_(elemt|stats|gather_stats.*|update_stats) | _fused_dropout
        | _masked_scale | _fill_mem_eff_dropout_mask_ | _scaled_mm | _scaled_grouped_mm | _fused_sdp_choice""",
    # libtorch reads where their lengths and indices say, without looking whether that is inside of the tensors.
    "it does not check the places that it reads": r"_?segment_reduce.* | _?ctc_loss.*",
    "sparse tensors cannot be opened": r"""
        .*sparse.* | .*coalesce.* | _?values(_copy)? | _?indices(_copy)? | _nnz | _dim[IV] | dense_dim
        | (ccol|crow|col|row)_indices.* | .*_coo_.* | _convert_indices_.* | _?to_dense | smm | hspmm | sspaddmm | _spdiags | _spsolve""",
    # Fake quantisation is allowed: it computes float tensors.
    "quantised tensors cannot be opened": r"""
        (?!_?fake_quantize_).*quantize.* | q_.* | qscheme | .*choose_qparams.* | int_repr | .*affine_quantized
        | .*int[48]pack.* | _int_mm | _dyn_quant_.* | .*fake_quant | _fused_moving_avg.* | _saturate_weight_to_fp16
        | .*_prepack.* | _mixed_dtypes_linear | .*Quantized.*""",
    "nested tensors cannot be opened": r".*nested.* | .*jagged.* | _padded_dense.* | to_padded_tensor",
    # The loader of TorchScript leaves out this overload.
    "TorchScript does not have it": r"view\.dtype",
    # The fused layers of inference.
    "it has no gradient": "_native_multi_head_attention | _transformer_encoder_layer_fwd",
    "tensors with named axes cannot be opened": "align_.* | refine_names | rename_?",
    "it serves the tests of PyTorch": r"_test_.* | _foobar",
    # Draws from a generator that is kept as a tensor.
    "it is a part of a random generator": r"_sobol_engine_.*",
    # Answers about types and devices, which a graph has settled already.
    "it asks for types": r"can_cast | promote_types | result_type | is_same_size | cudnn_is_acceptable",
}


def patterns():
    return {reason: re.compile("".join(text.split())) for reason, text in REFUSED.items()}


def top_level(text):
    """Splits at the commas outside of brackets."""
    parts, depth, start = [], 0, 0
    for i, character in enumerate(text):
        depth += (character in "([") - (character in ")]")
        if character == "," and depth == 0:
            parts.append(text[start:i].strip())
            start = i + 1
    return [part for part in [*parts, text[start:].strip()] if part]


def base(kind):
    """SymInt[2]? and Tensor(a!) without what stands after the name."""
    return re.match(r"\w*", kind).group()


class Schema:
    def __init__(self, text):
        self.name, overload, arguments, results = PARTS.fullmatch(text).groups()
        self.overload = overload or "default"
        self.arguments, by_name = [], False
        for argument in top_level(arguments):
            if argument == "*":
                by_name = True
                continue
            kind, name = argument.rsplit(" ", 1)
            self.arguments.append((kind, name, by_name))
        unpacked = results[1:-1] if results.startswith("(") else results
        self.results = [re.sub(r"\([^)]*\)", "", result.split(" ")[0]) for result in top_level(unpacked)]

    def fills_a_given_tensor(self):
        return any(by_name and "!" in kind for kind, _, by_name in self.arguments)

    def generator_is_required(self):
        return any(kind == "Generator?" and "=" not in name or kind == "Generator" for kind, name, _ in self.arguments)

    def reason(self, names):
        """Why it is refused; none if it is allowed."""
        for reason, pattern in names.items():
            if pattern.fullmatch(self.name) or pattern.fullmatch(f"{self.name}.{self.overload}"):
                return reason
        if self.generator_is_required() or not all(base(kind) in GIVEN for kind, _, _ in self.arguments):
            return "an argument is no tensor and no number"
        if not self.results or not all(base(result) in RETURNED for result in self.results):
            return "its result is no tensor and no number"
        return None

    def line(self):
        arguments = [
            ("*" if by_name else "") + ("!" if "!" in kind else "") + name.split("=")[0]
            for kind, name, by_name in self.arguments
        ]
        results = [re.sub(r"\[\d+\]", "[]", result.replace("SymInt", "int")) for result in self.results]
        return " ".join([f"{self.name}.{self.overload}", *arguments, "->", *results])


def refused_lines(refused, allowed_names):
    by_reason = {}
    for schema, reason in refused:
        by_reason.setdefault(reason, []).append(schema)
    lines = []
    for reason, schemas in sorted(by_reason.items()):
        elsewhere = allowed_names | {other.name for other, why in refused if why != reason}
        names = {s.name if s.name not in elsewhere else f"{s.name}.{s.overload}" for s in schemas}
        lines.append(f"{reason}: {' '.join(sorted(names))}")
    return lines


def main():
    library, folder = Path(sys.argv[1]), Path(sys.argv[2])
    texts = sorted({match.decode() for match in SCHEMA.findall(library.read_bytes())})
    schemas = [schema for schema in map(Schema, texts) if not schema.fills_a_given_tensor()]
    names = patterns()
    reasons = [(schema, schema.reason(names)) for schema in schemas]
    allowed = [schema for schema, reason in reasons if reason is None]
    refused = [(schema, reason) for schema, reason in reasons if reason is not None]
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "operators.txt").write_text("\n".join(sorted(schema.line() for schema in allowed)) + "\n")
    lines = refused_lines(refused, {schema.name for schema in allowed})
    (folder / "refused.txt").write_text("\n".join(lines) + "\n")
    print(f"{len(allowed)} overloads allowed, {len(refused)} refused")


if __name__ == "__main__":
    main()
