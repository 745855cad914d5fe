package dev.hibernatesplit.internal.wal;

/**
 * How a cluster's log is cut into pages and segments; a primary and its replicas have it in common.
 *
 * @param pageSize the server's {@code wal_block_size}, in bytes
 * @param segmentSize the server's {@code wal_segment_size}, in bytes
 */
public record WalPages(int pageSize, long segmentSize) {

  /** What stands at the beginning of each page, in bytes. */
  private static final int PAGE_HEADER = 24;

  /** What stands at the beginning of each segment. */
  private static final int SEGMENT_HEADER = 40;

  /**
   * The position that a replica must have reached in order to have all that a primary had inserted
   * when it told this insert position.
   *
   * <p>After a record that ends where a page ends, a primary tells the place behind the next page's
   * header, where nothing is yet; a replica that has replayed all stays at the page's beginning
   * until something more is written, which on an idle primary may be never.
   */
  public Position normalised(Position inserted) {
    long inSegment = Long.remainderUnsigned(inserted.lsn(), segmentSize);
    if (inSegment <= SEGMENT_HEADER) {
      return new Position(inserted.lsn() - inSegment);
    }
    long inPage = Long.remainderUnsigned(inserted.lsn(), pageSize);
    return inPage <= PAGE_HEADER ? new Position(inserted.lsn() - inPage) : inserted;
  }
}
