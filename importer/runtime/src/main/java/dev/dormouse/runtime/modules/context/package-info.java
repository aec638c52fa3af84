/** The {@code _contextvars} module (PEP 567). Compare CPython's {@code Python/context.c}. */
package dev.dormouse.runtime.modules.context;
