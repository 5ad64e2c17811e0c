/** What people see while a command runs: progress, aligned tables, what metrics came out. */
package io.github.heatmill.job.console;
