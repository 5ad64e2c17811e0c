/** The gallery of a report: chosen images with their maps. */
package io.github.heatmill.job.report.gallery;
