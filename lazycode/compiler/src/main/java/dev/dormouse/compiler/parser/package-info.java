/**
 * Source bytes to syntax tree.
 *
 * <p>Belongs here: decoding, tokens, the parser proper and the search for the right error message.
 * {@link dev.dormouse.compiler.parser.Parser} is the only entry; the rest is for this package.
 *
 * <p>A file is parsed once by a hand-written parser that decides by looking at the next token. Only
 * when that fails does a slower parser with the whole error grammar run over the same tokens, to
 * find CPython's message and place.
 */
package dev.dormouse.compiler.parser;
