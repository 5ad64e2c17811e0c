package io.github.heatmill.report.block;

import static j2html.TagCreator.dd;
import static j2html.TagCreator.div;
import static j2html.TagCreator.dl;
import static j2html.TagCreator.dt;
import static j2html.TagCreator.each;

import j2html.tags.DomContent;
import java.util.List;

/** A list of names and values, one pair below the other. */
public record Facts(List<Fact> facts) implements Block {
  public Facts {
    facts = List.copyOf(facts);
  }

  @Override
  public DomContent html() {
    return dl(each(facts, fact -> div(dt(fact.name()), dd(fact.value())))).withClass("facts");
  }

  /** A name and its value. */
  public record Fact(String name, String value) {}
}
