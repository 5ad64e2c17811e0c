package io.github.heatmill.job.input.label;

import io.github.heatmill.job.input.listing.FoundFiles;
import io.github.heatmill.job.input.match.RowMatches;
import java.util.Optional;

/**
 * Files with their labels.
 *
 * @param found the files
 * @param matches how the rows of the file of labels met them; empty without such a file
 */
public record LabelledFiles(FoundFiles found, Optional<RowMatches> matches) {}
