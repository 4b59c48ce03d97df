package dev.showwise.migrate.internal.script.layout;

import dev.showwise.migrate.spi.Dialect;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The words by which names of files and folders mean a product. */
public final class Products {
  /** What means every product. */
  private static final Set<String> EVERY = Set.of("all", "any", "common", "generic");

  private static final Map<String, String> BUILT_IN = Map.ofEntries(
      Map.entry("sqlite", "sqlite"),
      Map.entry("sqlite3", "sqlite"),
      Map.entry("postgresql", "postgresql"),
      Map.entry("postgres", "postgresql"),
      Map.entry("pgsql", "postgresql"),
      Map.entry("pg", "postgresql"),
      Map.entry("mariadb", "mariadb"),
      Map.entry("mysql", "mysql"),
      Map.entry("h2", "h2"));

  /** Products of others: their scripts are told from ours, and are not for us. */
  private static final Set<String> FOREIGN = Set.of(
      "cassandra",
      "clickhouse",
      "cockroach",
      "cockroachdb",
      "crdb",
      "db2",
      "derby",
      "duckdb",
      "firebird",
      "hsqldb",
      "mssql",
      "oracle",
      "redshift",
      "snowflake",
      "spanner",
      "sqlserver",
      "tidb",
      "ydb",
      "yugabyte",
      "yugabytedb");

  private Products() {}

  /** The product that a word means, as descriptions have it; empty text for every one. */
  public static Optional<String> of(String word) {
    String lower = word.toLowerCase(Locale.ROOT);
    if (EVERY.contains(lower)) {
      return Optional.of("");
    } else if (FOREIGN.contains(lower)) {
      return Optional.of(lower);
    }
    return Optional.ofNullable(BUILT_IN.get(lower));
  }

  /** Whose scripts a dialect runs, its own first: MariaDB runs those for MySQL, too. */
  public static List<String> of(Dialect dialect) {
    String name = dialect.name().toLowerCase(Locale.ROOT);
    return name.equals("mariadb") ? List.of(name, "mysql") : List.of(name);
  }
}
