/** Command-line options that several commands have, and the settings that they name. */
package io.github.heatmill.job.option;
