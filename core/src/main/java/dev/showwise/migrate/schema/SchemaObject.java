package dev.showwise.migrate.schema;

/**
 * An object of a schema as the database itself describes it.
 *
 * @param type table, index, view, trigger, …
 * @param name its name
 * @param table the table it belongs to; its own name for a table or a view
 * @param definition its SQL; empty if the database keeps none
 */
public record SchemaObject(String type, String name, String table, String definition) {}
