package dev.showwise.migrate.internal.dialect;

import dev.showwise.migrate.spi.ServerSessions;
import dev.showwise.migrate.spi.SessionIdentity;
import dev.showwise.migrate.spi.SessionIdentity.Topology;
import dev.showwise.migrate.spi.SessionLimits;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * The sessions of MariaDB and MySQL. The token is a lock of the claim's name: nobody needs a privilege to
 * see it, and it is gone with its session. It does not cross the nodes of a cluster.
 */
final class MySqlSessions implements ServerSessions {
  private static final String DATABASE = "database";
  private static final String WAIT_TIMEOUT = "wait_timeout";
  private static final String SYNC_WAIT = "wsrep_sync_wait";
  private static final String GALERA = ", Galera node ";

  @Override
  public SessionIdentity identify(Connection connection) throws SQLException {
    Map<String, String> server = variables(
        connection,
        "SHOW GLOBAL VARIABLES WHERE Variable_name IN ('hostname', 'port', 'server_uid',"
            + " 'server_uuid', 'wsrep_on', 'wsrep_node_name',"
            + " 'group_replication_group_name', 'group_replication_single_primary_mode')");
    boolean galera = "ON".equals(server.get("wsrep_on"));
    boolean group = !server.getOrDefault("group_replication_group_name", "").isEmpty()
        && "OFF".equals(server.get("group_replication_single_primary_mode"));
    String session = Rows.first(
            connection, "SELECT CONNECTION_ID()", row -> "connection " + row.getString(1))
        .orElseThrow();
    return new SessionIdentity(
        instance(server, galera), session, galera || group ? Topology.CLUSTER : Topology.SINGLE);
  }

  /** Machines made from one image have the same name, so the server's own number belongs to it. */
  private static String instance(Map<String, String> server, boolean galera) {
    String number = server.getOrDefault("server_uuid", server.getOrDefault("server_uid", ""));
    return server.get("hostname") + ":" + server.get("port")
        + (galera ? GALERA + server.getOrDefault("wsrep_node_name", "") : "")
        + (number.isEmpty() ? "" : ", server " + number);
  }

  private static Map<String, String> variables(Connection connection, String show)
      throws SQLException {
    Map<String, String> found = new HashMap<>();
    Rows.all(connection, show, row -> Map.entry(row.getString(1), row.getString(2)))
        .forEach(variable -> found.put(variable.getKey(), variable.getValue()));
    return found;
  }

  private static String name(String claim) {
    return "'showwise-migrate " + UUID.fromString(claim) + "'";
  }

  @Override
  public Optional<String> show(String claim) {
    return Optional.of("SELECT GET_LOCK(" + name(claim) + ", 0)");
  }

  @Override
  public Optional<String> hide(String claim) {
    return Optional.of("SELECT RELEASE_LOCK(" + name(claim) + ")");
  }

  @Override
  public String isOwn(String claim, String session) {
    return "IS_USED_LOCK(" + name(claim) + ") = CONNECTION_ID()";
  }

  @Override
  public String isShown(String claim, String session) {
    return "IS_USED_LOCK(" + name(claim) + ") IS NOT NULL";
  }

  @Override
  public Map<String, String> settings(Connection connection) throws SQLException {
    Map<String, String> settings = variables(
        connection,
        "SHOW SESSION VARIABLES WHERE Variable_name IN ('wait_timeout', 'lock_wait_timeout',"
            + " 'innodb_lock_wait_timeout', 'wsrep_sync_wait')");
    Rows.first(connection, "SELECT DATABASE()", row -> Optional.ofNullable(row.getString(1)))
        .flatMap(database -> database)
        .ifPresent(database -> settings.put(DATABASE, database));
    return settings;
  }

  @Override
  public List<String> assign(Map<String, String> settings) {
    List<String> statements = new ArrayList<>();
    String numbers = settings.entrySet().stream()
        .filter(setting -> !setting.getKey().equals(DATABASE))
        .map(setting -> setting.getKey() + " = " + Long.parseLong(setting.getValue()))
        .collect(Collectors.joining(", "));
    if (!numbers.isEmpty()) {
      statements.add("SET SESSION " + numbers);
    }
    if (settings.containsKey(DATABASE)) {
      statements.add("USE " + MySqlDdl.quote(settings.get(DATABASE)));
    }
    return statements;
  }

  /** On a cluster, half of the time must be left: others count it from when they saw the last sign. */
  @Override
  public Map<String, String> within(SessionLimits limits, SessionIdentity identity) {
    boolean cluster = identity.topology() == Topology.CLUSTER;
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put(WAIT_TIMEOUT, seconds(cluster ? limits.idle().dividedBy(2) : limits.idle()));
    settings.put("lock_wait_timeout", seconds(limits.lockWait()));
    settings.put("innodb_lock_wait_timeout", seconds(limits.lockWait()));
    if (cluster && identity.instance().contains(GALERA)) {
      // a read waits until this node has what the cluster had committed
      settings.put(SYNC_WAIT, "1");
    }
    return settings;
  }

  private static String seconds(Duration duration) {
    return Long.toString(Math.max(1, duration.plusMillis(999).toSeconds()));
  }

  /** None: USE is refused, and neither a text that is prepared nor a routine may have it. */
  @Override
  public Optional<String> schemaSetting() {
    return Optional.empty();
  }

  @Override
  public Map<String, String> inSchema(String schema) {
    return Map.of(DATABASE, schema);
  }
}
