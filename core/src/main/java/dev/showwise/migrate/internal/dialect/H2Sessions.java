package dev.showwise.migrate.internal.dialect;

import dev.showwise.migrate.spi.ServerSessions;
import dev.showwise.migrate.spi.SessionIdentity;
import dev.showwise.migrate.spi.SessionIdentity.Topology;
import dev.showwise.migrate.spi.SessionLimits;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The sessions of H2. It has no locks with names, but it tells the number of each session and when it
 * began, which together no other session ever has; to its administrators all of them, to others their
 * own only.
 */
final class H2Sessions implements ServerSessions {
  private static final String LOCK_TIMEOUT = "LOCK_TIMEOUT";
  private static final String SCHEMA = "SCHEMA";
  private static final Pattern SESSION =
      Pattern.compile("session (\\d+) since ([-+0-9:. ]+)", Pattern.CASE_INSENSITIVE);

  @Override
  public SessionIdentity identify(Connection connection) throws SQLException {
    return Rows.first(
            connection,
            """
            SELECT COALESCE(DATABASE_PATH(), 'memory'),
              'session ' || s.SESSION_ID || ' since ' || CAST(s.SESSION_START AS VARCHAR)
            FROM INFORMATION_SCHEMA.SESSIONS AS s WHERE s.SESSION_ID = SESSION_ID()""",
            row -> new SessionIdentity(row.getString(1), row.getString(2), Topology.SINGLE))
        .orElseThrow();
  }

  @Override
  public Optional<String> show(String claim) {
    return Optional.empty();
  }

  @Override
  public Optional<String> hide(String claim) {
    return Optional.empty();
  }

  @Override
  public String isOwn(String claim, String session) {
    return found(session, " AND s.SESSION_ID = SESSION_ID()");
  }

  /** Only an administrator sees that a session is not there. */
  @Override
  public String isShown(String claim, String session) {
    return "CASE WHEN " + found(session, "") + " THEN TRUE WHEN (SELECT u.IS_ADMIN FROM"
        + " INFORMATION_SCHEMA.USERS AS u WHERE u.USER_NAME = CURRENT_USER) THEN FALSE END";
  }

  private static String found(String session, String also) {
    Matcher matcher = SESSION.matcher(session);
    if (!matcher.find()) {
      return "FALSE";
    }
    return "EXISTS (SELECT 1 FROM INFORMATION_SCHEMA.SESSIONS AS s WHERE s.SESSION_ID = "
        + Long.parseLong(matcher.group(1)) + " AND s.SESSION_START = TIMESTAMP WITH TIME ZONE '"
        + matcher.group(2).strip() + "'" + also + ")";
  }

  @Override
  public Map<String, String> settings(Connection connection) throws SQLException {
    return Rows.first(connection, "SELECT LOCK_TIMEOUT(), SCHEMA()", row -> {
          Map<String, String> settings = new LinkedHashMap<>();
          settings.put(LOCK_TIMEOUT, row.getString(1));
          settings.put(SCHEMA, row.getString(2));
          return settings;
        })
        .orElseThrow();
  }

  @Override
  public List<String> assign(Map<String, String> settings) {
    List<String> statements = new ArrayList<>();
    if (settings.containsKey(LOCK_TIMEOUT)) {
      statements.add("SET LOCK_TIMEOUT " + Long.parseLong(settings.get(LOCK_TIMEOUT)));
    }
    if (settings.containsKey(SCHEMA)) {
      statements.add("SET SCHEMA " + H2Ddl.DDL.quote(settings.get(SCHEMA)));
    }
    return statements;
  }

  /** H2 knows no limit for a session that is silent. */
  @Override
  public Map<String, String> within(SessionLimits limits, SessionIdentity identity) {
    return Map.of(LOCK_TIMEOUT, Long.toString(limits.lockWait().toMillis()));
  }

  @Override
  public Optional<String> schemaSetting() {
    return Optional.of(SCHEMA);
  }

  @Override
  public Map<String, String> inSchema(String schema) {
    return Map.of(SCHEMA, schema);
  }
}
