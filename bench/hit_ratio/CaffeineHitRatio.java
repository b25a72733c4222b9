// Replays trace files (little-endian 32-bit keys) through Caffeine and prints one line for each: NAME SIZE HITS REQUESTS.
//
//   java -cp caffeine.jar:. CaffeineHitRatio TRACE_FILE SIZE [TRACE_FILE SIZE ...]
//
// Maintenance runs in the calling thread, after every request, so that the size bound holds exactly as in the other caches.
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.IntBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;

public final class CaffeineHitRatio {
  private static long hits(IntBuffer trace, int size) {
    Cache<Integer, Boolean> cache = Caffeine.newBuilder().maximumSize(size).initialCapacity(size).executor(Runnable::run).build();
    long hits = 0;
    for (int i = 0; i < trace.limit(); ++i) {
      Integer key = trace.get(i);
      if (cache.getIfPresent(key) != null) {
        ++hits;
      } else {
        cache.put(key, Boolean.TRUE);
      }
      cache.cleanUp();
    }
    return hits;
  }

  public static void main(String[] args) throws Exception {
    if (args.length == 0 || args.length % 2 != 0) {
      System.err.println("usage: CaffeineHitRatio TRACE_FILE SIZE [TRACE_FILE SIZE ...]");
      System.exit(2);
    }
    for (int i = 0; i < args.length; i += 2) {
      Path path = Paths.get(args[i]);
      IntBuffer trace = ByteBuffer.wrap(Files.readAllBytes(path)).order(ByteOrder.LITTLE_ENDIAN).asIntBuffer();
      int size = Integer.parseInt(args[i + 1]);
      System.out.println(path.getFileName() + " " + size + " " + hits(trace, size) + " " + trace.limit());
    }
  }
}
