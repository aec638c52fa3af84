/**
 * One class in a package of sqlite-jdbc: {@link org.sqlite.core.DormouseAccess} reaches the methods
 * of its C layer that it shows to its own package only. Nothing else belongs here.
 */
package org.sqlite.core;
