package dev.hibernatesplit.testing.internal.proxy;

/**
 * Finds the messages in what a PostgreSQL client sends, and counts those that ask for an answer:
 * Query and Sync. The first messages have no type, only a length and a code.
 */
final class ClientMessages {
  private static final int PROTOCOL_3 = 3;
  private static final int LENGTH = 4;

  private boolean started;
  private int header;
  private int type = -1;
  private int length;
  private long body;
  private int version;
  private int versionBytes;

  /** The number of Query and Sync messages that begin in these bytes. */
  int count(byte[] bytes, int size) {
    int asked = 0;
    for (int i = 0; i < size; i++) {
      if (body > 0) {
        i += skipBody(bytes[i], size - i) - 1;
      } else if (started && type < 0) {
        type = bytes[i];
        asked += type == 'Q' || type == 'S' ? 1 : 0;
      } else {
        readLength(bytes[i]);
      }
    }
    return asked;
  }

  private void readLength(byte b) {
    length = length << Byte.SIZE | (b & 0xFF);
    if (++header == LENGTH) {
      body = (long) length - LENGTH;
      header = 0;
      length = 0;
      endIfComplete();
    }
  }

  /** Returns how many bytes it took. */
  private int skipBody(byte first, int available) {
    if (!started && versionBytes < 2) {
      version = version << Byte.SIZE | (first & 0xFF);
      versionBytes++;
      body--;
      endIfComplete();
      return 1;
    }
    int taken = (int) Math.min(body, available);
    body -= taken;
    endIfComplete();
    return taken;
  }

  private void endIfComplete() {
    if (body == 0) {
      started = started || version == PROTOCOL_3;
      type = -1;
      version = 0;
      versionBytes = 0;
    }
  }
}
