package dev.showwise.migrate.engine;

import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/** One run in which something goes wrong, and what is looked at afterwards. For one run. */
interface FaultTrial {
  /** Does what is tried, on connections one call to which fails. */
  void run(DataSource faulty) throws Exception;

  /**
   * What is not as it must be afterwards, in words; nothing if all is well.
   *
   * @param thrown what {@link #run} threw
   */
  List<String> judge(Optional<Throwable> thrown) throws Exception;
}
