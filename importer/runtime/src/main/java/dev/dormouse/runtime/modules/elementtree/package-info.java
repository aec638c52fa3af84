/**
 * {@code _elementtree}, what {@code xml.etree.ElementTree} takes its classes from: elements, the
 * builder of trees and the parser that feeds it. Compare CPython's {@code Modules/_elementtree.c}.
 *
 * <p>The parser is that of {@link dev.dormouse.runtime.modules.expat}, told to in Java: between it
 * and a plain {@code TreeBuilder} no Python code runs and no argument becomes a Python object that
 * the tree does not keep.
 *
 * <p>Only {@link dev.dormouse.runtime.modules.elementtree.ElementTreeModule} is for others.
 */
package dev.dormouse.runtime.modules.elementtree;
