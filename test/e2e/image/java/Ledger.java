import com.sun.net.httpserver.HttpServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

/**
 * The ledger of the drills as a Java application: it acknowledges an entry when it is on the disk. It takes `APPEND <id>` on port
 * 7000, and answers on port 8080 whether it is well. Lines of the file: `start WRITER`, `entry WRITER ID`, `beat WRITER`, `closed WRITER`.
 */
public final class Ledger {
  private static final Path FOLDER = Path.of(System.getenv("DATA_DIR"));
  private static final String WRITER = System.getenv("HOSTNAME") + "/" + System.nanoTime();

  private final FileChannel file;
  private final Set<String> ids = new HashSet<>();

  private Ledger() throws IOException {
    Path path = FOLDER.resolve("ledger");
    FileLock lock = FileChannel.open(FOLDER.resolve("lock"), CREATE, WRITE).tryLock();
    if (lock == null) {
      Files.writeString(path, "intruder " + WRITER + "\n", CREATE, APPEND);
      System.exit(1);
    }
    String content = Files.exists(path) ? Files.readString(path) : "";
    file = FileChannel.open(path, CREATE, WRITE);
    file.truncate(content.substring(0, content.lastIndexOf('\n') + 1).getBytes(UTF_8).length); // a line cut short was never acknowledged
    file.position(file.size());
    content.lines().map(line -> line.split(" ")).filter(words -> words[0].equals("entry") && words.length == 3).forEach(words -> ids.add(words[2]));
    record("start " + WRITER);
  }

  private synchronized void append(String id) throws IOException {
    if (ids.add(id)) {
      record("entry " + WRITER + " " + id);
    }
  }

  private synchronized void record(String line) throws IOException {
    file.write(ByteBuffer.wrap((line + "\n").getBytes(UTF_8)));
    file.force(true);
  }

  private void serve(Socket client) {
    try (client; BufferedReader in = new BufferedReader(new InputStreamReader(client.getInputStream(), UTF_8))) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        append(line.substring("APPEND ".length()));
        client.getOutputStream().write("OK\n".getBytes(UTF_8));
      }
    } catch (IOException e) {
      System.err.println(e);
    }
  }

  private void beat() {
    try {
      while (true) {
        Thread.sleep(500);
        record("beat " + WRITER);
      }
    } catch (IOException | InterruptedException e) {
      System.err.println(e);
    }
  }

  private void close() {
    try {
      record("closed " + WRITER);
    } catch (IOException e) {
      System.err.println(e);
    }
  }

  public static void main(String[] args) throws IOException {
    System.out.println("heap " + Runtime.getRuntime().maxMemory() / (1024 * 1024));
    Ledger ledger = new Ledger();
    Runtime.getRuntime().addShutdownHook(new Thread(ledger::close));
    Thread beats = new Thread(ledger::beat);
    beats.setDaemon(true);
    beats.start();
    HttpServer health = HttpServer.create(new InetSocketAddress(8080), 0);
    health.createContext("/health", exchange -> {
      exchange.sendResponseHeaders(200, -1);
      exchange.close();
    });
    health.start();
    try (ServerSocket server = new ServerSocket(7000)) {
      while (true) {
        Socket client = server.accept();
        new Thread(() -> ledger.serve(client)).start();
      }
    }
  }
}
