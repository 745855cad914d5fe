package dev.hibernatesplit.internal.consistency;

import dev.hibernatesplit.Consistency;
import dev.hibernatesplit.internal.footprint.Footprint;
import dev.hibernatesplit.internal.footprint.RowHash;
import dev.hibernatesplit.spi.StatementInfo;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What do the fences say of a statement now? For people, who ask rarely. */
public final class Outlook {

  private final Guarantees all;
  private final StatementInfo statement;
  private final Footprint footprint;

  /**
   * The newest commit of this process to a table.
   *
   * @param table its bare name
   * @param oneRow whether the statement touches one row of it only
   * @param age how long ago it returned; null if there was none
   * @param open whether one may come that nobody tells of before it is there
   */
  public record Fence(String table, boolean oneRow, @Nullable Duration age, boolean open) {}

  Outlook(Guarantees all, StatementInfo statement) {
    this.all = all;
    this.statement = statement;
    this.footprint =
        statement.isRead() ? all.footprints().reads(statement) : all.footprints().writes(statement);
  }

  /** Whether it may touch anything. */
  public boolean everything() {
    return footprint.everything();
  }

  /** The tables that it touches, also behind views, foreign keys and the like, by their fences. */
  public List<Fence> fences() {
    List<Fence> fences = new ArrayList<>();
    for (int i = 0; i < footprint.tables(); i++) {
      fences.add(fence(footprint.table(i), false));
    }
    if (footprint.row() != null) {
      fences.add(fence(footprint.row().table(), true));
    }
    return fences;
  }

  private Fence fence(int table, boolean oneRow) {
    Fences now = all.fences();
    return new Fence(all.tableName(table), oneRow, age(now.newest(table)), now.isOpen(table));
  }

  private @Nullable Duration age(long moment) {
    return moment == Moments.NEVER ? null : Duration.ofNanos(all.now() - moment);
  }

  /** How long ago what was committed is known to be on a replica; null if nothing is known. */
  public @Nullable Duration provenUntil(String replica) {
    Proof proof = proof(replica);
    return age(Math.max(Moments.NEVER, Math.min(proof.flushed(), proof.inserted())));
  }

  /**
   * Whether a replica is known to have what was committed in this process to what the read touches;
   * always, where the settings ask for no more than what sessions know of themselves.
   */
  public boolean passes(String replica) {
    return switch (all.level()) {
      case EVENTUAL, SESSION -> true;
      case APPLICATION, GLOBAL -> all.passed(statement, RowHash.NONE, proof(replica));
      case PRIMARY -> false;
    };
  }

  private Proof proof(String replica) {
    int number = all.proofs().number(replica);
    return number < 0 ? Proof.NONE : all.proofs().of(number);
  }

  /** What is asked for where nobody asks for anything else. */
  public Consistency level() {
    return all.level();
  }
}
