package dev.showwise.migrate.internal.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The sign of life of a process that runs a migration outside a transaction: an operating-system lock
 * on a file beside the database, which goes away with the process however it ends. The file stays;
 * to delete it would let two processes lock two files of the same name.
 */
final class LivenessToken implements AutoCloseable {
  private final boolean taken;
  private final @Nullable FileChannel channel;

  private LivenessToken(boolean taken, @Nullable FileChannel channel) {
    this.taken = taken;
    this.channel = channel;
  }

  /** Takes the token unless another process, or another thread of this one, has it. */
  static LivenessToken tryTake(Session session) throws SQLException {
    Optional<Path> file = session.dialect().livenessFile(session.connection());
    if (file.isEmpty()) {
      // a database in memory belongs to this process alone
      return new LivenessToken(true, null);
    }
    FileChannel channel = null;
    try {
      channel = FileChannel.open(file.get(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      FileLock lock = channel.tryLock();
      if (lock != null) {
        return new LivenessToken(true, channel);
      }
      channel.close();
      return new LivenessToken(false, null);
    } catch (OverlappingFileLockException e) {
      close(channel);
      return new LivenessToken(false, null);
    } catch (IOException e) {
      throw new SQLException(
          "the lock file " + file.get() + ", the sign of life of a migration outside a transaction,"
              + " could not be used: " + e.getMessage()
              + ". Check the permissions of the database's folder.",
          e);
    }
  }

  boolean isTaken() {
    return taken;
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
    close(channel);
  }
}
