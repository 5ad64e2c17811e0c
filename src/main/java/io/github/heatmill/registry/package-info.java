/** What users choose by name, with options: methods and metrics, of this project and of others. */
package io.github.heatmill.registry;
