package dev.showwise.migrate.internal.run;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** Who runs this program, for the history: user@host. */
public final class Actor {
  private Actor() {}

  /** The operating system's user and this machine's name, as far as they can be found out. */
  public static String current() {
    String user = System.getProperty("user.name", "unknown");
    return user + "@" + host();
  }

  private static String host() {
    // asked first, because a look-up in a broken name service can take seconds
    for (String variable : new String[] {"HOSTNAME", "COMPUTERNAME"}) {
      String name = System.getenv(variable);
      if (name != null && !name.isBlank()) {
        return name;
      }
    }
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      // a machine that does not know its own name is no reason not to migrate
      return "unknown-host";
    }
  }
}
