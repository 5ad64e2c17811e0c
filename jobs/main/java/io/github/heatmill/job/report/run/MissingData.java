package io.github.heatmill.job.report.run;

import io.github.heatmill.job.finished.FinishedRun;
import io.github.heatmill.report.block.Notice;

/** Notices about data that a run does not have, each with the command that adds it. */
public record MissingData(FinishedRun run) {

  /** The reason why a section on maps is empty. */
  public Notice maps(Overview overview) {
    return overview.maps() == 0 ? explanations() : methods();
  }

  private Notice explanations() {
    return new Notice(
        "No image was explained, so there is nothing to compare. The section Errors says why images failed;"
            + " heatmill explain --retry-errors tries them again.");
  }

  private Notice methods() {
    return new Notice(
        "All maps are random ones, which say what chance gives: heatmill explain --methods grad-cam,random explains.");
  }

  public Notice metrics() {
    return new Notice(
        "No metrics were measured, so nothing says here whether the maps fit the network: "
            + measure("insertion,deletion,average_drop")
            + " adds them.");
  }

  public Notice summary() {
    return new Notice(
        "The table summary is missing, so there are no means and intervals: heatmill score --input "
            + run.folder()
            + " --metrics complexity writes it anew.");
  }

  public Notice boxes() {
    return new Notice(
        "No image has boxes, so nothing says here whether the evidence lies on the object: heatmill score --input "
            + run.folder()
            + " --metrics energy_pointing_game --annotations voc:DIR adds them.");
  }

  public Notice labels() {
    return new Notice(
        "No image has a label that the network knows, so nothing says here which predictions are right, and classes are"
            + " the predicted ones: heatmill explain --labels folder, or a CSV file, adds them.");
  }

  public Notice otherClasses() {
    return new Notice(
        "All images are of one class, so no class can be compared with the others: there is no suspicion of a shortcut."
            + " A run over more classes has it.");
  }

  public Notice agreement() {
    return new Notice(
        "Fewer than two methods explained a layer, so nothing says here where methods disagree: heatmill explain --methods"
            + " grad-cam,layer-cam,random does.");
  }

  public Notice scores() {
    return new Notice(
        "Neither boxes nor metrics say which maps are good, so there are no lists of the best and the worst: "
            + measure("insertion,deletion")
            + " adds them.");
  }

  public Notice curves() {
    return new Notice(
        "The run kept no curves: " + measure("insertion,deletion") + " --curves adds them.");
  }

  /** The command that measures metrics. It explains again if images cannot be read one by one. */
  private String measure(String metrics) {
    return run.isOfFiles()
        ? "heatmill score --input " + run.folder() + " --metrics " + metrics
        : "heatmill explain --metrics " + metrics;
  }
}
