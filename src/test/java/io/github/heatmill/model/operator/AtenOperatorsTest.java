package io.github.heatmill.model.operator;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.engine.Engine;
import io.github.heatmill.model.operator.Operator.Argument;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AtenOperatorsTest {
  private static final AtenOperators OPERATORS = AtenOperators.all();

  private static Operator operator(String target) {
    return OPERATORS.of("torch.ops.aten." + target).orElseThrow();
  }

  private static OperatorCall call(String target, String... arguments) {
    return new OperatorCall(target, List.of(arguments));
  }

  @Test
  void anOverloadWithoutANameIsTheDefault() {
    Operator conv2d = operator("conv2d.default");

    assertThat(conv2d.name()).isEqualTo("conv2d");
    assertThat(conv2d.overload()).isEqualTo("default");
    assertThat(conv2d.arguments())
        .extracting(Argument::name)
        .containsExactly("input", "weight", "bias", "stride", "padding", "dilation", "groups");
    assertThat(conv2d.arguments())
        .noneMatch(argument -> argument.isKeywordOnly() || argument.isWritten());
    assertThat(conv2d.results()).containsExactly("Tensor");
  }

  @Test
  void anArgumentAfterTheStarIsGivenByNameOnly() {
    assertThat(operator("add.Tensor").arguments())
        .containsExactly(
            new Argument("self", false, false),
            new Argument("other", false, false),
            new Argument("alpha", true, false));
  }

  @Test
  void anOperatorThatWorksInPlaceWritesToItsArgument() {
    assertThat(operator("relu_.default").arguments())
        .containsExactly(new Argument("self", false, true));
    assertThat(operator("_native_batch_norm_legit.default").arguments())
        .filteredOn(Argument::isWritten)
        .extracting(Argument::name)
        .containsExactly("running_mean", "running_var");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          lstm.input                                          | Tensor Tensor Tensor
          unbind.int                                          | Tensor[]
          sym_size.int                                        | int
          item.default                                        | Scalar
          equal.default                                       | bool
          _scaled_dot_product_flash_attention_for_cpu.default | Tensor Tensor
          _local_scalar_dense.default                         | Scalar
          """)
  void knowsWhatAnOperatorReturns(String target, String results) {
    assertThat(operator(target).results()).containsExactly(results.split(" "));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          aten.from_file.default                           | not allowed, it handles the memory of tensors
          aten.set_.source_Storage                         | not allowed, it handles the memory of tensors
          aten.resize_.default                             | not allowed, it handles the memory of tensors
          aten._print.default                              | not allowed, it is called for its effect
          aten.record_stream.default                       | not allowed, it is called for its effect
          aten.convolution_backward.default                | not allowed, it is a step of differentiation
          aten._foreach_add.List                           | not allowed, it is a step of an optimiser
          aten._scaled_dot_product_flash_attention.default | not allowed, it runs on other devices or in other libraries only
          aten.mkldnn_convolution.default                  | not allowed, it runs on other devices or in other libraries only
          aten.to_sparse.default                           | not allowed, sparse tensors cannot be opened
          aten.quantize_per_tensor.default                 | not allowed, quantised tensors cannot be opened
          aten._nested_tensor_from_mask.default            | not allowed, nested tensors cannot be opened
          aten.rand.generator                              | not allowed, an argument is no tensor and no number
          aten.view.dtype                                  | not allowed, TorchScript does not have it
          aten._native_multi_head_attention.default        | not allowed, it has no gradient
          aten.add.out                                     | an overload that libtorch 2.7.1 does not have, or that writes into a given tensor
          aten.mm.dtype                                    | an overload that libtorch 2.7.1 does not have, or that writes into a given tensor
          aten._upsample_lanczos2d_aa.default              | newer than libtorch 2.7.1, which does not have it
          aten._fused_rms_norm.default                     | newer than libtorch 2.7.1, which does not have it
          torchvision.nms.default                          | no ATen operator
          torchao.quantize_affine.default                  | no ATen operator
          quantized_decomposed.quantize_per_tensor.default | no ATen operator
          higher_order.cond                                | no ATen operator
          """)
  void namesWhatIsMissingAndWhy(String target, String why) {
    assertThat(OPERATORS.of("torch.ops." + target)).isEmpty();
    assertThat(OPERATORS.problem(List.of(call("torch.ops." + target)), Trust.CHECKED))
        .hasValueSatisfying(
            message ->
                assertThat(message)
                    .startsWith("Operators that cannot run here: torch.ops.%s: ".formatted(target))
                    .contains(": " + why + " (must be"));
  }

  @Test
  void namesAllThatIsMissingAtOnceAndEachOnce() {
    List<OperatorCall> calls =
        List.of(
            call("torch.ops.torchvision.nms.default", "dets", "scores", "iou_threshold"),
            call("torch.ops.aten.relu.default", "self"),
            call("torch.ops.aten.from_file.default", "filename"),
            call("torch.ops.aten.gelu.default", "self", "approximate", "accurate", "bits"),
            call("torch.ops.torchvision.nms.default", "dets", "scores", "iou_threshold"));

    assertThat(OPERATORS.problem(calls, Trust.CHECKED))
        .hasValue(
            "Operators that cannot run here: torch.ops.aten.from_file.default: not allowed, it"
                + " handles the memory of tensors; torch.ops.aten.gelu.default: newer than libtorch"
                + " 2.7.1, which does not have the arguments accurate, bits;"
                + " torch.ops.torchvision.nms.default: no ATen operator (must be ATen operators of"
                + " libtorch 2.7.1 that compute tensors; change the network so that it does not"
                + " call them, and export it again; if you trust who made the file, what is not"
                + " allowed runs with --trust-model)");
  }

  @Test
  void aTrustedProgramMayCallWhatTheLibraryHas() {
    List<OperatorCall> refused = List.of(call("torch.ops.aten.from_file.default", "filename"));
    List<OperatorCall> missing = List.of(call("torch.ops.torchvision.nms.default", "dets"));

    assertThat(OPERATORS.problem(refused, Trust.TRUSTED)).isEmpty();
    assertThat(OPERATORS.problem(missing, Trust.TRUSTED)).isPresent();
  }

  @Test
  void nothingIsMissingFromAGraphOfAllowedOperators() {
    List<OperatorCall> calls =
        List.of(
            call("torch.ops.aten.add.Tensor", "self", "other", "alpha"),
            call("torch.ops.aten._upsample_bilinear2d_aa.vec", "input", "output_size"));

    assertThat(OPERATORS.problem(calls, Trust.CHECKED)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "torch.ops.aten.conv2d",
        "torch.ops.aten.",
        "aten.conv2d.default",
        "conv2d.default",
        "_operator.mul",
        ""
      })
  void aTargetOfAnotherFormIsNoOperator(String target) {
    assertThat(OPERATORS.of(target)).isEmpty();
  }

  @Test
  void theListsAreThoseOfTheEngine() {
    // If this fails, list the operators again: scripts/python/list_operators.py.
    assertThat("libtorch " + Engine.getEngine("PyTorch").getVersion())
        .isEqualTo(AtenOperators.LIBRARY);
  }
}
