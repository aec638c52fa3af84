/**
 * Snapshots of modules: what a module's namespace holds after its body ran, written into the
 * library's image when the distribution is made, or into an application's when its maker asks, and
 * taken up object by object when somebody looks. An import of such a module runs nothing.
 *
 * <p>{@link dev.dormouse.importer.state.StateWriter} writes while an interpreter imports the
 * modules for real. What it needs to know of a body that nobody has vetted, it gets from {@link
 * dev.dormouse.importer.state.Surroundings}, what it changes, and {@link
 * dev.dormouse.importer.state.BodyWatch}, what it asks. {@link
 * dev.dormouse.importer.state.ModuleStates} reads, on the start-up path: no lambdas, streams or
 * formatting there. {@link dev.dormouse.importer.state.StateFormat} is what both agree on. Only
 * {@link dev.dormouse.importer.ImportSystem}'s classes use this package.
 */
package dev.dormouse.importer.state;
