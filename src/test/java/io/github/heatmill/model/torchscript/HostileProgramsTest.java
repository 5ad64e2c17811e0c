package io.github.heatmill.model.torchscript;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.heatmill.image.Encoding.Form;
import io.github.heatmill.model.ModelFormatException;
import io.github.heatmill.model.file.NetworkFile;
import io.github.heatmill.model.operator.Trust;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A saved network is a program, and not every program may run. */
class HostileProgramsTest {
  private static final String NOTHING = "\u0080\u0002).";

  @TempDir Path folder;

  private Path archive(Map<String, String> more) {
    String net =
        """
        class Net(Module):
          __parameters__ = []
          def forward(self: __torch__.Net, x: Tensor) -> Tensor:
            return torch.relu(x)
        """;
    Map<String, String> entries = new java.util.TreeMap<>();
    entries.put("code/__torch__.py", net);
    entries.put("data.pkl", SavedText.NET);
    entries.put("constants.pkl", NOTHING);
    entries.put("version", "3\n");
    entries.putAll(more);
    return SavedText.zip(folder.resolve("net.pt"), entries);
  }

  private NetworkFile withBody(String body) {
    return SavedText.runnable(folder, body + "\nreturn (last).forward(x, )", "Tensor");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "torch.save(x, \"weights\")",
        "torch.from_file(\"/etc/passwd\", False, 100)",
        "torch.as_strided_(x, [4], [1], 0)",
        "torch.set_(x, x)",
        "torch.resize_(x, [1000000])",
        "torch.manual_seed(1)",
        "torch._sparse_coo_tensor_unsafe(x, x, [1])",
        "torch._convert_indices_from_csr_to_coo(x, x)",
        "torch._foobar(x)",
        "torch.segment_reduce(x, \"sum\", lengths=x, unsafe=True)",
        "torch.ctc_loss(x, x, x, x)",
        "torch.to_mkldnn(x)",
        "ops.aten.save(x, \"weights\")",
        "ops.inductor._reinterpret_tensor(x, [4], [1], 1000000)",
        "ops.inductor._mm_plus_mm(x, x, x, x, x)",
        "ops.prim.Print(x)",
        "ops.prim.TimePoint()",
        "ops.prim.CallFunction(x)",
        "ops.mkldnn.data_ptr(x)",
        "ops.torchvision.nms(x, x, 0.5)",
        "ops.load_library.load(\"/tmp/x.so\")",
        "ops.c10d.send([x], x, 0, 0)",
        "ops.rpc.remote(x)",
        "print(x)",
        "open(\"/etc/passwd\")",
        "unknown_function(x)",
        "x.save(\"weights\")",
        "x . save (\"weights\")",
        "x.\\\nsave(\"weights\")",
        "1.save(\"weights\")",
        "f = x.save",
        "f = torch.save",
        "f = ops.aten.save",
        "f = print",
        "f = torch",
        "f = ops",
        "f = ops.aten",
        "f = __torch__",
        "f = __torch__.torch",
        "getattr(x, \"save\")(\"weights\")",
        "getattr(torch, \"save\")(x, \"weights\")",
        "getattr(getattr(x, \"real\"), 'save')(\"weights\")",
        "y = __torch__.torch.classes.dist_rpc.PyRRef(x)",
        "y = __torch__.torch.classes._nnapi.Compilation()",
        "y = __torch__.torch.classes.unknown.Thing.__new__(__torch__.torch.classes.unknown.Thing)",
        "y = annotate(Optional[__torch__.torch.classes.tensorrt.Engine], None)",
        "y = \"\"\"a\"\"\"",
        "y = \"a\nb\"",
        "y = \u00e4",
        "y = `x`"
      })
  void aProgramThatMayDoMoreThanComputeIsRefused(String statement) {
    assertThatThrownBy(() -> withBody(statement))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageStartingWith("Unsafe model file: " + folder.resolve("net.pt") + " names ")
        .hasMessageEndingWith("if you trust who made the file: --trust-model)");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "y = torch.add(x, x, alpha=1)",
        "y = torch.format(\"torch.save and print(x) in a text: {}\", 1)",
        "y = 'ops.inductor in a text'",
        "y = \"a quote \\\" and print( in a text\"",
        "y = torch.mul(x, 1.5e-05)",
        "y = ops.prim.NumToTensor(torch.size(x, 0))",
        "y = ops.quantized.linear_prepack(x, None)",
        "y = annotate(List[int], [])",
        "y = annotate(Optional[__torch__.torch.classes.quantized.LinearPackedParamsBase], None)",
        "y = getattr(self, \"last\")",
        "y = torch.device(\"cpu\")",
        "y = torch.requires_grad_(torch.detach(x))",
        "_0 = uninitialized(Tensor)"
      })
  void aProgramThatComputesIsNot(String statement) {
    assertThatCode(() -> withBody(statement)).doesNotThrowAnyException();
  }

  @Test
  void aMessageNamesEachCallOnceAndWhyItIsRefused() {
    String statements =
        """
        print(x)
        torch.from_file("a", False, 1)
        torch.from_file("b", False, 1)
        x.save("c")
        """;
    Path file = folder.resolve("net.pt");

    assertThatThrownBy(() -> withBody(statements))
        .hasMessage(
            "Unsafe model file: "
                + file
                + " names .save: it does more than compute; print: it does more than compute;"
                + " torch.from_file: it handles the memory of tensors (change the network so that it"
                + " only computes, and save it again; if you trust who made the file: --trust-model)");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "  def __setstate__(self: __torch__.Idle, state: Tensor) -> None:\n    torch.save(state, \"a\")\n",
        "  def __getstate__(self: __torch__.Idle) -> str:\n    return print(\"a\")\n",
        "  def other(self: __torch__.Idle, x=torch.from_file(\"a\")) -> None:\n    pass\n",
        "  held : __torch__.torch.classes.dist_rpc.PyRRef\n",
        "  __annotations__[\"0\"] = __torch__.torch.classes.dist_rpc.PyRRef\n",
        "  def f(self: __torch__.Idle) -> None:\n\tprint(\"indented by a tab\")\n"
      })
  void codeThatSeemsToBeCalledByNobodyIsChecked(String member) {
    String idle = "class Idle(Module):\n  __parameters__ = []\n" + member;
    Path file = archive(Map.of("code/__torch__/idle.py", idle));

    assertThatThrownBy(() -> NetworkFile.read(file))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageStartingWith("Unsafe model file: ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CODE/__torch__/other.py",
        "code/__torch__/other.PY",
        "Code/other.Py",
        "model.json",
        "Model.JSON",
        "CONSTANTS.pkl",
        "Data.pkl",
        "code/__TORCH__.py"
      })
  void anEntryThatLibtorchWouldReadUnderAnotherNameIsRefused(String entry) {
    Path file = archive(Map.of(entry, "print(1)"));

    assertThatThrownBy(() -> NetworkFile.read(file))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageStartingWith("Unsafe model file: ")
        .hasMessageMatching("(?i).* has (an entry|two entries) named " + entry + " .*");
  }

  @ParameterizedTest
  @ValueSource(strings = {"data.pkl", "constants.pkl"})
  void aPickledObjectOfAnUnknownCustomClassIsRefused(String pickle) {
    String custom = "\u0080\u0002c__torch__.torch.classes.dist_rpc\nPyRRef\n)\u0081}b.";
    String network = "\u0080\u0002c__torch__\nNet\n)\u0081}b" + custom.substring(2);
    Path file = archive(Map.of(pickle, network));

    assertThatThrownBy(() -> NetworkFile.read(file))
        .hasMessageContaining("__torch__.torch.classes.dist_rpc.PyRRef");
  }

  @Test
  void aTrustedProgramIsOpened() {
    String hostile = "class Idle(Module):\n  def f(self: __torch__.Idle) -> None:\n    print(1)\n";
    Path file = archive(Map.of("code/__torch__/idle.py", hostile));

    assertThatCode(() -> NetworkFile.read(file, Form.NCHW, Optional.empty(), Trust.TRUSTED))
        .doesNotThrowAnyException();
  }

  @Test
  void warningsAreLeftOutBecauseTheyWouldReachTheTerminal() {
    NetworkFile network = withBody("torch.warn(\"\\x1b[2J\")");

    Path copy = folder.resolve("copy.pt");
    network.writeForParts(copy);
    assertThat(new String(SavedText.entry(copy, "code/__torch__.py"))).doesNotContain("torch.warn");
  }

  @Test
  void aWarningThatCannotBeLeftOutIsRefused() {
    assertThatThrownBy(() -> withBody("y = torch.warn(\"a\")"))
        .hasMessageContaining(
            "torch.warn: it is newer than libtorch 2.7.1, or does more than compute");
  }
}
