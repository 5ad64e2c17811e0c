package io.github.heatmill.model.program;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TypeTextTest {

  @Test
  void aListHoldsOneType() {
    assertThat(TypeText.elements("List[int]")).containsExactly("int");
    assertThat(TypeText.elements("List[Tuple[int, Tensor]]")).containsExactly("Tuple[int, Tensor]");
  }

  @Test
  void aTupleHoldsOneTypeAnElement() {
    assertThat(TypeText.elements("Tuple[Tensor, List[Tuple[int, int]], float]"))
        .containsExactly("Tensor", "List[Tuple[int, int]]", "float");
  }

  @Test
  void theRestIsTakenApartIntoItself() {
    assertThat(TypeText.elements("Tensor")).containsExactly("Tensor");
    assertThat(TypeText.elements("Dict[str, Tensor]")).containsExactly("Dict[str, Tensor]");
  }
}
