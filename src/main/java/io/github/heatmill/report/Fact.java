package io.github.heatmill.report;

/** A name and what is known under it. */
public record Fact(String name, String value) {}
