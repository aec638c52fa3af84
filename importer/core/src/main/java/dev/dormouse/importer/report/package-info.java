/**
 * What a run did: modules imported, code objects bound, woken and asleep, bytes read, time by
 * phase; as text, as JSON and as Micrometer meters. Loaded only when somebody asks. Uses the
 * image's counters and the interpreter; nothing here is on the way of a plain run.
 */
package dev.dormouse.importer.report;
