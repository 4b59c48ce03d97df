package dev.showwise.migrate.testkit.internal;

import dev.showwise.migrate.HistoryEntry.Event;
import dev.showwise.migrate.MigrationReport;
import dev.showwise.migrate.engine.MigrationEngine;
import dev.showwise.migrate.testkit.DatabaseProvider;
import dev.showwise.migrate.testkit.internal.Stage.Rows;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Two processes start at once. */
public final class ReplicaCheck {
  private static final int REPLICAS = 2;

  private final Subject subject;
  private final DatabaseProvider databases;

  /** On databases of one product. */
  public ReplicaCheck(Subject subject, DatabaseProvider databases) {
    this.subject = subject;
    this.databases = databases;
  }

  /** Tries it. */
  public void run() throws Exception {
    Reference reference = Reference.of(subject, databases);
    try (Stage stage = Stage.before(subject, databases, Rows.IN_ORDER)) {
      long applied = startAtOnce(stage);
      List<String> differences = reference.differencesOf(stage.picture());
      if (applied != 1 || !differences.isEmpty()) {
        throw Review.of(subject.className() + " goes wrong when two replicas start at once")
            .what("It was applied " + applied + " times. Compared with one replica:\n"
                + String.join("\n", differences))
            .where(stage.product() + ", in " + subject.terms().apply())
            .toDo("Keep nothing between calls in fields or statics: one instance may serve several"
                + " threads. Use no connection but the context's.")
            .failure();
      }
    }
  }

  private long startAtOnce(Stage stage) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(REPLICAS);
    try {
      CyclicBarrier start = new CyclicBarrier(REPLICAS);
      List<Future<MigrationReport>> replicas = new ArrayList<>();
      ClassLoader loader = Thread.currentThread().getContextClassLoader();
      for (int i = 0; i < REPLICAS; i++) {
        MigrationEngine engine = stage.engineOn(stage.dataSource());
        replicas.add(threads.submit(() -> {
          Thread.currentThread().setContextClassLoader(loader);
          start.await();
          return stage.migrate(engine);
        }));
      }
      long applied = 0;
      for (Future<MigrationReport> replica : replicas) {
        applied += replica.get().completed().stream()
            .filter(done -> done.event() == Event.APPLIED || done.event() == Event.ADOPTED)
            .count();
      }
      return applied;
    } catch (ExecutionException e) {
      throw Review.of(subject.className() + " fails when two replicas start at once")
          .what(String.valueOf(e.getCause()))
          .where(stage.product())
          .toDo("Keep nothing between calls in fields or statics, and use no connection but the"
              + " context's.")
          .because(e)
          .failure();
    } finally {
      threads.shutdown();
    }
  }
}
