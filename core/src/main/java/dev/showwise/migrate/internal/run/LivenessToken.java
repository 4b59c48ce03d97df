package dev.showwise.migrate.internal.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The sign of life of a process that runs a migration outside a transaction: an operating-system lock
 * on a file beside the database, which goes away with the process however it ends. The file stays;
 * to delete it would let two processes lock two files of the same name.
 */
final class LivenessToken implements SignOfLife {
  /**
   * The files whose locks this process has. On POSIX systems a process loses its lock on a file as
   * soon as it closes any channel to it, so a thread that only looks must not even open the file.
   */
  private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

  private final boolean taken;
  private final @Nullable Path file;
  private final @Nullable FileChannel channel;

  private LivenessToken(boolean taken, @Nullable Path file, @Nullable FileChannel channel) {
    this.taken = taken;
    this.file = file;
    this.channel = channel;
  }

  /** Takes the token unless another process, or another thread of this one, has it. */
  static LivenessToken tryTake(Session session) throws SQLException {
    Optional<Path> file = session.dialect().livenessFile(session.connection());
    if (file.isEmpty()) {
      // a database in memory belongs to this process alone
      return new LivenessToken(true, null, null);
    }
    return HELD_HERE.add(file.get()) ? lock(file.get()) : new LivenessToken(false, null, null);
  }

  private static LivenessToken lock(Path file) throws SQLException {
    FileChannel channel = null;
    boolean taken = false;
    try {
      channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      taken = channel.tryLock() != null;
      return taken ? new LivenessToken(true, file, channel) : new LivenessToken(false, null, null);
    } catch (OverlappingFileLockException e) {
      // another copy of this library in the same process has it
      return new LivenessToken(false, null, null);
    } catch (IOException e) {
      throw new SQLException(
          "the lock file " + file + ", the sign of life of a migration outside a transaction,"
              + " could not be used: " + e
              + ". Check the permissions of the database's folder.",
          e);
    } finally {
      if (!taken) {
        close(channel);
        HELD_HERE.remove(file);
      }
    }
  }

  @Override
  public boolean isTaken() {
    return taken;
  }

  /** The lock belongs to the process. */
  @Override
  public Optional<String> condition() {
    return Optional.empty();
  }

  private static void close(@Nullable FileChannel channel) {
    if (channel != null) {
      try {
        channel.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** Gives the token back. */
  @Override
  public void close() {
    try {
      close(channel);
    } finally {
      if (file != null) {
        HELD_HERE.remove(file);
      }
    }
  }
}
