/**
 * An application that migrates itself and then uses two-factor authentication: authenticator apps
 * (RFC 6238), backup codes, secrets encrypted at rest, a limit on wrong codes.
 */
@NullMarked
package dev.showwise.migrate.examples.twofactor;

import org.jspecify.annotations.NullMarked;
