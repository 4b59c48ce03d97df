package dev.showwise.migrate.internal.dialect;

import dev.showwise.migrate.spi.ServerSessions;
import dev.showwise.migrate.spi.SessionIdentity;
import dev.showwise.migrate.spi.SessionIdentity.Topology;
import dev.showwise.migrate.spi.SessionLimits;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The sessions of PostgreSQL. The token is an advisory lock on a number made of the claim: every role may
 * see who holds it, it is gone with its backend, and through a pool of connections it stays with the
 * backend that took it, so that nobody takes a claim over whose owner is only waiting for its turn.
 */
final class PostgresSessions implements ServerSessions {
  private static final String SEARCH_PATH = "search_path";
  private static final String LOCK_TIMEOUT = "lock_timeout";
  // from release 14 on
  private static final String IDLE_TIMEOUT = "idle_session_timeout";

  @Override
  public SessionIdentity identify(Connection connection) throws SQLException {
    return PostgresRows.first(
            connection,
            """
            SELECT coalesce(host(inet_server_addr()), 'local') || ':' || current_setting('port')
                || ' since ' || to_char(pg_postmaster_start_time() AT TIME ZONE 'UTC',
                  'YYYY-MM-DD HH24:MI:SS.MS'),
              'backend ' || pg_backend_pid()""",
            row -> new SessionIdentity(row.getString(1), row.getString(2), Topology.SINGLE))
        .orElseThrow();
  }

  private static String key(String claim) {
    return "('x' || substr(md5('showwise-migrate " + UUID.fromString(claim)
        + "'), 1, 16))::bit(64)::bigint";
  }

  @Override
  public Optional<String> show(String claim) {
    return Optional.of("SELECT pg_try_advisory_lock(" + key(claim) + ")");
  }

  @Override
  public Optional<String> hide(String claim) {
    return Optional.of("SELECT pg_advisory_unlock(" + key(claim) + ")");
  }

  @Override
  public String isOwn(String claim, String session) {
    return held(claim, " AND l.pid = pg_backend_pid()");
  }

  @Override
  public String isShown(String claim, String session) {
    return held(claim, "");
  }

  /** The number of an advisory lock is shown in two halves. */
  private static String held(String claim, String also) {
    return "EXISTS (SELECT 1 FROM pg_catalog.pg_locks AS l WHERE l.locktype = 'advisory'"
        + " AND l.database = (SELECT d.oid FROM pg_catalog.pg_database AS d"
        + " WHERE d.datname = current_database())"
        + " AND l.objsubid = 1 AND l.granted"
        + " AND ((l.classid::bigint << 32) | l.objid::bigint) = " + key(claim) + also + ")";
  }

  @Override
  public Map<String, String> settings(Connection connection) throws SQLException {
    Map<String, String> settings = new LinkedHashMap<>();
    PostgresRows.all(
            connection,
            "SELECT name, current_setting(name) FROM pg_catalog.pg_settings WHERE name IN (?, ?, ?)",
            row -> Map.entry(row.getString(1), row.getString(2)),
            SEARCH_PATH,
            LOCK_TIMEOUT,
            IDLE_TIMEOUT)
        .forEach(setting -> settings.put(setting.getKey(), setting.getValue()));
    return settings;
  }

  /** One statement; a setting that this release does not have is passed over. */
  @Override
  public List<String> assign(Map<String, String> settings) {
    StringBuilder values = new StringBuilder();
    settings.forEach((name, value) -> values
        .append(values.length() == 0 ? "" : ", ")
        .append("(" + literal(name) + ", " + literal(value) + ")"));
    return List.of("SELECT set_config(s.name, v.value, false) FROM (VALUES " + values
        + ") AS v(name, value) JOIN pg_catalog.pg_settings AS s ON s.name = v.name");
  }

  /** What, behind a BEGIN, gives a setting a value for the transaction; the value is text, never SQL. */
  static String setLocally(Map.Entry<String, String> setting) {
    return "; SELECT set_config(" + literal(setting.getKey()) + ", " + literal(setting.getValue())
        + ", true)";
  }

  /** In the form that means the same whatever standard_conforming_strings is. */
  static String literal(String text) {
    return "E'" + text.replace("\\", "\\\\").replace("'", "''") + "'";
  }

  @Override
  public Map<String, String> within(SessionLimits limits, SessionIdentity identity) {
    return Map.of(
        LOCK_TIMEOUT, Long.toString(limits.lockWait().toMillis()),
        IDLE_TIMEOUT, Long.toString(limits.idle().toMillis()));
  }

  @Override
  public Optional<String> schemaSetting() {
    return Optional.of(SEARCH_PATH);
  }

  @Override
  public Map<String, String> inSchema(String schema) {
    return Map.of(SEARCH_PATH, PostgresDdl.DDL.quote(schema));
  }
}
