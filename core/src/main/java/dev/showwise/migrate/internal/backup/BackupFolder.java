package dev.showwise.migrate.internal.backup;

import dev.showwise.migrate.Backup;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * A folder of backups, which only its owner can look into. A file gets its name when it is whole and was
 * read back, and counts as a backup when its manifest is there as well.
 */
public final class BackupFolder {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss.SSS'Z'").withZone(ZoneOffset.UTC);
  /** What SQLite keeps beside a database. */
  static final List<String> BESIDE = List.of("-journal", "-wal", "-shm");

  private static final List<String> EVERYTHING = List.of("", "-journal", "-wal", "-shm");
  private static final List<String> ALL_OF_IT = List.of("", "-journal", "-wal");
  private static final String DRAFT = ".draft";

  private final Path folder;

  private BackupFolder(Path folder) {
    this.folder = folder;
  }

  /** Makes the folder unless it is there. */
  public static BackupFolder at(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      Path parent = folder.getParent();
      if (parent != null) {
        Files.createDirectories(parent);
      }
      try {
        Files.createDirectory(folder, attributes(folder, "rwx------"));
      } catch (FileAlreadyExistsException e) {
        // another process was faster; or it is no folder
        if (!Files.isDirectory(folder)) {
          throw e;
        }
      }
    }
    return new BackupFolder(folder);
  }

  private static FileAttribute<?>[] attributes(Path path, String permissions) {
    boolean posix = path.getFileSystem().supportedFileAttributeViews().contains("posix");
    return posix
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }

  /** A new, empty file that only its owner can read, for a backup that is being made. */
  public Path newDraft() throws IOException {
    Path draft = folder.resolve("." + UUID.randomUUID() + DRAFT);
    createPrivate(draft);
    return draft;
  }

  private static void createPrivate(Path file) throws IOException {
    Files.newByteChannel(
            file,
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            attributes(file, "rw-------"))
        .close();
  }

  /** The name of a backup: which database, when, and in what state it was. */
  static String nameFor(String database, Instant createdAt, Optional<String> state, String ending) {
    return database + "." + TIME.format(createdAt) + "."
        + state.map(s -> s.replaceAll("[^\\p{L}\\p{N}._-]", "_")).orElse("unversioned") + ending;
  }

  /** Where a backup of that name goes; another one if that is taken. */
  Path place(String name) {
    Path place = folder.resolve(name);
    for (int i = 2; Files.exists(place, LinkOption.NOFOLLOW_LINKS); i++) {
      place = folder.resolve(name.replaceFirst("(\\.[^.]*)?$", "-" + i + "$1"));
    }
    return place;
  }

  /**
   * Keeps a database that is damaged as it is, with what SQLite has beside it.
   *
   * @return where
   */
  public Path keepAsItIs(Path database) throws IOException {
    Path kept = place(
        nameFor(String.valueOf(database.getFileName()), Instant.now(), Optional.of("damaged"), ""));
    try {
      for (String ending : ALL_OF_IT) {
        Path from = database.resolveSibling(database.getFileName() + ending);
        if (Files.exists(from)) {
          copyPrivately(from, kept.resolveSibling(kept.getFileName() + ending));
        }
      }
    } catch (IOException | RuntimeException e) {
      // half of it would look like all of it
      delete(kept, e);
      throw e;
    }
    forceFolder(folder);
    return kept;
  }

  private static void copyPrivately(Path from, Path to) throws IOException {
    createPrivate(to);
    try (InputStream in = Files.newInputStream(from);
        OutputStream out = Files.newOutputStream(to)) {
      in.transferTo(out);
    }
    force(to);
  }

  /** Lets those use a file who may use another one, as far as this user can grant it. */
  static void openLike(Path model, Path file) throws IOException {
    PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
    if (view == null) {
      return;
    }
    PosixFileAttributes wanted = Files.readAttributes(model, PosixFileAttributes.class);
    try {
      view.setOwner(wanted.owner());
      view.setGroup(wanted.group());
    } catch (FileSystemException e) {
      // only root gives files away: what anybody else restores is theirs, and usable all the same
    }
    view.setPermissions(wanted.permissions());
  }

  /** Why a file could not be used, in words. */
  public static String reason(IOException e) {
    return e instanceof AccessDeniedException denied
        ? "permission denied for " + denied.getFile()
        : e.toString();
  }

  /** Gives a draft that was read back its name and its manifest; both are on disk afterwards. */
  static void publish(Path draft, Backup backup, Map<String, String> facts) throws IOException {
    force(draft);
    Path manifest = Manifest.beside(backup.file());
    Path draftOfManifest = draft.resolveSibling(draft.getFileName() + ".manifest");
    try {
      createPrivate(draftOfManifest);
      Files.write(draftOfManifest, Manifest.of(backup, facts).toBytes());
      force(draftOfManifest);
      moveToNew(draft, backup.file());
      try {
        moveToNew(draftOfManifest, manifest);
      } catch (IOException | RuntimeException e) {
        // without a manifest it is no backup, though it looks like one
        delete(backup.file(), e);
        throw e;
      }
    } catch (IOException | RuntimeException e) {
      delete(draftOfManifest, e);
      throw e;
    }
    forceFolder(of(backup.file()));
  }

  /** A second name is given only if nobody has it, which no move can be told; then the first one goes. */
  private static void moveToNew(Path from, Path to) throws IOException {
    try {
      Files.createLink(to, from);
    } catch (FileAlreadyExistsException e) {
      throw e;
    } catch (IOException | UnsupportedOperationException e) {
      // a file system without second names
      moveUnlessThere(from, to);
      return;
    }
    Files.delete(from);
  }

  private static void moveUnlessThere(Path from, Path to) throws IOException {
    if (Files.exists(to, LinkOption.NOFOLLOW_LINKS)) {
      throw new FileAlreadyExistsException(to.toString());
    }
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
  }

  static void force(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
  }

  /** Some systems cannot open folders; there the names are as safe as those systems make them. */
  static void forceFolder(Path folder) {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException e) {
      // the contents are on disk, and the file is found under one name or the other
    }
  }

  /** Deletes a draft and what SQLite put beside it; what fails is suppressed in {@code reason}. */
  static void delete(Path draft, Throwable reason) {
    for (String ending : EVERYTHING) {
      try {
        Files.deleteIfExists(draft.resolveSibling(draft.getFileName() + ending));
      } catch (IOException e) {
        reason.addSuppressed(e);
      }
    }
  }

  /** Every file in it. */
  List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }

  /** Whether a file is a draft, or belongs to one. */
  static boolean isDraft(Path file) {
    String name = file.getFileName().toString();
    return name.startsWith(".") && name.contains(DRAFT);
  }

  /** The folder that a file is in. */
  static Path of(Path file) {
    return file.toAbsolutePath().resolveSibling(".").normalize();
  }

  /** How many bytes can still be written there. */
  public static long room(Path folder) throws IOException {
    return Files.getFileStore(folder).getUsableSpace();
  }
}
