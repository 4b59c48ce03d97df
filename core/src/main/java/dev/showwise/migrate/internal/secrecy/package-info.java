/** Keeps the values of failed statements out of what people and logs are told. */
@NullMarked
package dev.showwise.migrate.internal.secrecy;

import org.jspecify.annotations.NullMarked;
