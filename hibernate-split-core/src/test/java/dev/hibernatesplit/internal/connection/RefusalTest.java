package dev.hibernatesplit.internal.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.SocketTimeoutException;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

class RefusalTest {

  @ParameterizedTest
  @CsvSource({
    "25006, NOT_A_READ",
    "55000, NOT_A_READ",
    "42P01, OBJECT_UNKNOWN",
    "40001,",
    "40P01,",
    "57P01, LOST",
    "57P03, LOST",
    "57P05, UNFINISHED",
    "08003, LOST",
    "08006, LOST",
    "57014,",
    "22012,",
    "25P02,",
  })
  void the_state_says_who_must_run_it(String state, @Nullable Refusal refusal) {
    assertThat(Refusal.of(new SQLException("any", state))).isEqualTo(refusal);
  }

  @ParameterizedTest
  @CsvSource({
    "get_relation_info, NOT_A_READ",
    "RevalidateCachedQuery, UNFINISHED",
    "GetSerializableTransactionSnapshot, UNFINISHED",
    "call_enum_check_hook, UNFINISHED",
  })
  void where_one_state_has_many_meanings_the_servers_routine_tells_them_apart(
      String routine, Refusal refusal) {
    assertThat(Refusal.of(answered("0A000", routine))).isEqualTo(refusal);
  }

  @ParameterizedTest
  @CsvSource({
    "40001, ProcessInterrupts, UNFINISHED",
    "40001, ProcessRecoveryConflictInterrupt, UNFINISHED",
    "40001, report_recovery_conflict, UNFINISHED",
    "40P01, CheckRecoveryConflictDeadlock, UNFINISHED",
    "40001, exec_stmt_raise,",
    "40P01, DeadLockReport,",
  })
  void a_recovery_conflict_is_known_by_its_routine(
      String state, String routine, @Nullable Refusal refusal) {
    assertThat(Refusal.of(answered(state, routine))).isEqualTo(refusal);
  }

  private static PSQLException answered(String state, String routine) {
    return new PSQLException(
        new ServerErrorMessage("SERROR\0C" + state + "\0Many\0R" + routine + "\0"));
  }

  @Test
  void a_time_out_of_the_client_is_the_applications() {
    SQLException timedOut = new SQLException("any", "08006", new SocketTimeoutException());
    assertThat(Refusal.of(timedOut)).isNull();
  }
}
