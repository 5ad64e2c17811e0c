package io.github.heatmill.model.archive;

import static io.github.heatmill.model.torchscript.SavedText.word;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.heatmill.model.program.UnreadableSourceException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Pickles written by hand, one operation a piece. */
class PickleReaderTest {
  private static final String MODULE = "c__torch__\nNet\n)\u0081"; // GLOBAL, (), NEWOBJ

  @Test
  void numbersHaveTheirSize() {
    assertThat(read("K\u00ff.")).isEqualTo(255L); // BININT1
    assertThat(read("M\u0001\u0002.")).isEqualTo(513L); // BININT2: 1 + 2 * 256
    assertThat(read("J\u00fe\u00ff\u00ff\u00ff.")).isEqualTo(-2L); // BININT
    assertThat(read("\u008a\u0008\u0000\u0000\u0000\u0000\u0001\u0000\u0000\u0000."))
        .isEqualTo(1L << 32); // LONG1
    assertThat(read("\u008a\u0001\u00ff.")).isEqualTo(-1L); // LONG1 is signed
    assertThat(read("\u008a\u0000.")).isEqualTo(0L);
    assertThat(read("G\u003f\u00f8\u0000\u0000\u0000\u0000\u0000\u0000.")).isEqualTo(1.5);
  }

  @Test
  void wordsTruthAndNoneAreRead() {
    assertThat(read(word("relu") + ".")).isEqualTo("relu");
    assertThat(read("\u0088.")).isEqualTo(true);
    assertThat(read("\u0089.")).isEqualTo(false);
    assertThat(read("N.")).isSameAs(PickleReader.NONE);
  }

  @Test
  void aModuleIsTheMapOfItsAttributes() {
    String attributes = "}(" + word("stride") + "K\u0002" + word("skip") + "\u0088u";
    assertThat(read("\u0080\u0002" + MODULE + attributes + "b."))
        .isEqualTo(Map.of("stride", 2L, "skip", true));
  }

  @Test
  void modulesNest() {
    String inner = MODULE + "}" + word("groups") + "K\u0004s" + "b";
    assertThat(read(MODULE + "}(" + word("conv") + inner + "ub."))
        .isEqualTo(Map.of("conv", Map.of("groups", 4L)));
  }

  @Test
  void theCacheReturnsStoredResults() {
    String attributes = "}(" + word("a") + "q\u0007" + "K\u0001" + word("b") + "h\u0007" + "u";
    assertThat(read(MODULE + attributes + "b.")).isEqualTo(Map.of("a", 1L, "b", "a"));
    String wide = "r\u0001\u0001\u0000\u0000";
    assertThat(read(word("a") + wide + "j" + wide.substring(1) + ".")).isEqualTo("a");
  }

  @Test
  void aTupleIsAList() {
    assertThat(read("K\u0001\u0085.")).isEqualTo(List.of(1L));
    assertThat(read("K\u0001K\u0002\u0086.")).isEqualTo(List.of(1L, 2L));
    assertThat(read("K\u0001K\u0002K\u0003\u0087.")).isEqualTo(List.of(1L, 2L, 3L));
    assertThat(read("(K\u0001K\u0002t.")).isEqualTo(List.of(1L, 2L));
    assertThat(read(").")).isEqualTo(List.of());
  }

  @Test
  void theReaderGivesTheLocationOfATensorsValues() {
    String storage =
        "(" + word("storage") + "ctorch\nFloatStorage\n" + word("7") + word("cpu") + "K\u0014tQ";
    String tensor =
        "ctorch._utils\n_rebuild_tensor_v2\n("
            + storage
            + "K\u0002(K\u0003K\u0004t(K\u0004K\u0001t";
    assertThat(read(tensor + "\u0088ccollections\nOrderedDict\n)RtR."))
        .isEqualTo(
            new StoredTensor("7", "torch.FloatStorage", 20, 2, List.of(3L, 4L), List.of(4L, 1L)));
  }

  @Test
  void listsAndTensorsOfOtherKindsAreLeftUnread() {
    String tensor = "ctorch._utils\n_rebuild_tensor_v2\n(" + word("storage") + "Q" + "K\u0000tR";
    assertThat(read(tensor + ".")).isSameAs(PickleReader.UNREAD);
    assertThat(read("ctorch._utils\n_rebuild_qtensor\n)R.")).isSameAs(PickleReader.UNREAD);
    assertThat(read("](K\u0001K\u0002e.")).isSameAs(PickleReader.UNREAD);
    assertThat(read("]K\u0001a.")).isSameAs(PickleReader.UNREAD);
  }

  @Test
  void aStateDictIsTheMapOfItsEntries() {
    // As torch.save writes it: an ordered dictionary, its entries, and attributes of its own.
    String entries = "ccollections\nOrderedDict\n)R(" + word("a") + "K\u0001" + word("b") + "Nu";
    String attributes = "}" + word("_metadata") + "ccollections\nOrderedDict\n)Rs";
    assertThat(read(entries + attributes + "b."))
        .isEqualTo(Map.of("a", 1L, "b", PickleReader.NONE));
  }

  @Test
  void aParameterIsItsTensor() {
    for (String function : List.of("_rebuild_parameter", "_rebuild_parameter_with_state")) {
      String parameter = "ctorch._utils\n" + function + "\n(" + word("tensor") + "\u0088NtR.";
      assertThat(read(parameter)).isEqualTo("tensor");
    }
    assertThat(read("ctorch._utils\n_rebuild_parameter\n)R.")).isSameAs(PickleReader.UNREAD);
  }

  @Test
  void noOtherFunctionIsCalled() {
    assertThat(read("cos\nsystem\n" + word("ls") + "\u0085R.")).isSameAs(PickleReader.UNREAD);
    assertThat(read("K\u0001)R.")).isSameAs(PickleReader.UNREAD);
  }

  @Test
  void aDictionaryThatIsItsOwnKeyIsRead() {
    assertThat(read("}q\u0000(h\u0000Nh\u0000\u0085Nu."))
        .isEqualTo(Map.of(PickleReader.UNREAD, PickleReader.NONE));
  }

  @Test
  void anUnknownOperationIsRefused() {
    assertThatThrownBy(() -> read("?."))
        .isInstanceOf(UnreadableSourceException.class)
        .hasMessage("unknown pickle operation 63"); // The code of '?'.
  }

  @Test
  void brokenPicklesAreRefused() {
    for (String broken : new String[] {"h\u0001.", "X\u00ff\u00ff\u00ff\u007f.", "", "."}) {
      assertThatThrownBy(() -> read(broken))
          .as(broken)
          .isInstanceOf(UnreadableSourceException.class);
    }
  }

  private static Object read(String latin1) {
    return PickleReader.read(latin1.getBytes(StandardCharsets.ISO_8859_1));
  }
}
