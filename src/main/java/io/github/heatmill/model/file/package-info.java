/** Opens a saved network of any format at its layers: no Python, no re-export, no engine. */
package io.github.heatmill.model.file;
