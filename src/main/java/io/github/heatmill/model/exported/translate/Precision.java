package io.github.heatmill.model.exported.translate;

import io.github.heatmill.model.exported.graph.ElementType;
import io.github.heatmill.model.source.Counts;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Makes a program compute in float32, the type of its images: half precision always, and double
 * precision where no tensor of the file is in float32.
 */
public final class Precision {
  private final boolean doubles;
  private final Counts stored = new Counts();
  private final Counts inCode = new Counts();

  /**
   * Decides which types are cast.
   *
   * @param stored the types of the tensors in the file
   */
  public Precision(Collection<ElementType> stored) {
    this.doubles = stored.contains(ElementType.DOUBLE) && !stored.contains(ElementType.FLOAT);
    stored.stream().filter(this::isCast).forEach(type -> this.stored.add(type.label()));
  }

  /** Whether values of a type become float32. */
  public boolean isCast(ElementType type) {
    return type == ElementType.HALF
        || type == ElementType.BFLOAT16
        || doubles && type == ElementType.DOUBLE;
  }

  /** The type that is computed in place of the program's type. */
  public ElementType computed(ElementType type) {
    return isCast(type) ? ElementType.FLOAT : type;
  }

  /** The type that replaces one which the program names, counted. */
  ElementType inCode(ElementType type) {
    if (isCast(type)) {
      inCode.add(type.label());
    }
    return computed(type);
  }

  /** What was cast, for people; empty if nothing was. */
  List<String> notes() {
    List<String> notes = new ArrayList<>();
    if (!stored.isEmpty()) {
      notes.add("stored tensors cast to float32 (" + stored.text() + ")");
    }
    if (!inCode.isEmpty()) {
      notes.add("casts in the code replaced by float32 (" + inCode.text() + ")");
    }
    return notes;
  }
}
