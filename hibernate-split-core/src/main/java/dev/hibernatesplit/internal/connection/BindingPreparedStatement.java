package dev.hibernatesplit.internal.connection;

import java.io.InputStream;
import java.io.Reader;
import java.math.BigDecimal;
import java.net.URL;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Date;
import java.sql.NClob;
import java.sql.PreparedStatement;
import java.sql.Ref;
import java.sql.RowId;
import java.sql.SQLException;
import java.sql.SQLType;
import java.sql.SQLXML;
import java.sql.Time;
import java.sql.Timestamp;
import java.util.Calendar;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.ByteStreamWriter;

/**
 * The half of a prepared statement that parameters are bound to.
 *
 * <p>What can be bound again is handed over as a lambda; what can be read once only, such as a
 * stream, as one that ends the statement's freedom to run elsewhere until something else is bound.
 */
abstract class BindingPreparedStatement extends ForwardingPreparedStatement {

  abstract void bind(int index, Placed.Setting<PreparedStatement> binding) throws SQLException;

  abstract void bindOnce(int index, Placed.Setting<PreparedStatement> binding) throws SQLException;

  /** The value that was just bound, which may name a row. */
  abstract void bound(int index, @Nullable Object value);

  /** The same for an integer. */
  abstract void bound(int index, long value);

  private void bindObject(
      int index, @Nullable Object value, Placed.Setting<PreparedStatement> binding)
      throws SQLException {
    if (value instanceof InputStream
        || value instanceof Reader
        || value instanceof Blob
        || value instanceof Clob
        || value instanceof SQLXML
        || value instanceof ByteStreamWriter) {
      bindOnce(index, binding);
    } else {
      bind(index, binding);
      bound(index, value);
    }
  }

  @Override
  public void setArray(int index, @Nullable Array value) throws SQLException {
    bind(index, statement -> statement.setArray(index, value));
  }

  @Override
  public void setAsciiStream(int index, @Nullable InputStream value) throws SQLException {
    bindOnce(index, statement -> statement.setAsciiStream(index, value));
  }

  @Override
  public void setAsciiStream(int index, @Nullable InputStream value, int length)
      throws SQLException {
    bindOnce(index, statement -> statement.setAsciiStream(index, value, length));
  }

  @Override
  public void setAsciiStream(int index, @Nullable InputStream value, long length)
      throws SQLException {
    bindOnce(index, statement -> statement.setAsciiStream(index, value, length));
  }

  @Override
  public void setBigDecimal(int index, @Nullable BigDecimal value) throws SQLException {
    bind(index, statement -> statement.setBigDecimal(index, value));
  }

  @Override
  public void setBinaryStream(int index, @Nullable InputStream value) throws SQLException {
    bindOnce(index, statement -> statement.setBinaryStream(index, value));
  }

  @Override
  public void setBinaryStream(int index, @Nullable InputStream value, int length)
      throws SQLException {
    bindOnce(index, statement -> statement.setBinaryStream(index, value, length));
  }

  @Override
  public void setBinaryStream(int index, @Nullable InputStream value, long length)
      throws SQLException {
    bindOnce(index, statement -> statement.setBinaryStream(index, value, length));
  }

  @Override
  public void setBlob(int index, @Nullable InputStream value) throws SQLException {
    bindOnce(index, statement -> statement.setBlob(index, value));
  }

  @Override
  public void setBlob(int index, @Nullable InputStream value, long length) throws SQLException {
    bindOnce(index, statement -> statement.setBlob(index, value, length));
  }

  @Override
  public void setBlob(int index, @Nullable Blob value) throws SQLException {
    bindOnce(index, statement -> statement.setBlob(index, value));
  }

  @Override
  public void setBoolean(int index, boolean value) throws SQLException {
    bind(index, statement -> statement.setBoolean(index, value));
  }

  @Override
  public void setByte(int index, byte value) throws SQLException {
    bind(index, statement -> statement.setByte(index, value));
  }

  @Override
  public void setBytes(int index, byte @Nullable [] value) throws SQLException {
    bind(index, statement -> statement.setBytes(index, value));
  }

  @Override
  public void setCharacterStream(int index, @Nullable Reader value) throws SQLException {
    bindOnce(index, statement -> statement.setCharacterStream(index, value));
  }

  @Override
  public void setCharacterStream(int index, @Nullable Reader value, int length)
      throws SQLException {
    bindOnce(index, statement -> statement.setCharacterStream(index, value, length));
  }

  @Override
  public void setCharacterStream(int index, @Nullable Reader value, long length)
      throws SQLException {
    bindOnce(index, statement -> statement.setCharacterStream(index, value, length));
  }

  @Override
  public void setClob(int index, @Nullable Reader value) throws SQLException {
    bindOnce(index, statement -> statement.setClob(index, value));
  }

  @Override
  public void setClob(int index, @Nullable Reader value, long length) throws SQLException {
    bindOnce(index, statement -> statement.setClob(index, value, length));
  }

  @Override
  public void setClob(int index, @Nullable Clob value) throws SQLException {
    bindOnce(index, statement -> statement.setClob(index, value));
  }

  @Override
  public void setDate(int index, @Nullable Date value) throws SQLException {
    bind(index, statement -> statement.setDate(index, value));
  }

  @Override
  public void setDate(int index, @Nullable Date value, @Nullable Calendar calendar)
      throws SQLException {
    bind(index, statement -> statement.setDate(index, value, calendar));
  }

  @Override
  public void setDouble(int index, double value) throws SQLException {
    bind(index, statement -> statement.setDouble(index, value));
  }

  @Override
  public void setFloat(int index, float value) throws SQLException {
    bind(index, statement -> statement.setFloat(index, value));
  }

  @Override
  public void setInt(int index, int value) throws SQLException {
    bind(index, statement -> statement.setInt(index, value));
    bound(index, value);
  }

  @Override
  public void setLong(int index, long value) throws SQLException {
    bind(index, statement -> statement.setLong(index, value));
    bound(index, value);
  }

  @Override
  public void setNCharacterStream(int index, @Nullable Reader value) throws SQLException {
    bindOnce(index, statement -> statement.setNCharacterStream(index, value));
  }

  @Override
  public void setNCharacterStream(int index, @Nullable Reader value, long length)
      throws SQLException {
    bindOnce(index, statement -> statement.setNCharacterStream(index, value, length));
  }

  @Override
  public void setNClob(int index, @Nullable Reader value) throws SQLException {
    bindOnce(index, statement -> statement.setNClob(index, value));
  }

  @Override
  public void setNClob(int index, @Nullable Reader value, long length) throws SQLException {
    bindOnce(index, statement -> statement.setNClob(index, value, length));
  }

  @Override
  public void setNClob(int index, @Nullable NClob value) throws SQLException {
    bindOnce(index, statement -> statement.setNClob(index, value));
  }

  @Override
  public void setNString(int index, @Nullable String value) throws SQLException {
    bind(index, statement -> statement.setNString(index, value));
  }

  @Override
  public void setNull(int index, int type) throws SQLException {
    bind(index, statement -> statement.setNull(index, type));
  }

  @Override
  public void setNull(int index, int type, String typeName) throws SQLException {
    bind(index, statement -> statement.setNull(index, type, typeName));
  }

  @Override
  public void setObject(int index, @Nullable Object value) throws SQLException {
    bindObject(index, value, statement -> statement.setObject(index, value));
  }

  @Override
  public void setObject(int index, @Nullable Object value, int type) throws SQLException {
    bindObject(index, value, statement -> statement.setObject(index, value, type));
  }

  @Override
  public void setObject(int index, @Nullable Object value, int type, int scaleOrLength)
      throws SQLException {
    bindObject(index, value, statement -> statement.setObject(index, value, type, scaleOrLength));
  }

  @Override
  public void setRef(int index, @Nullable Ref value) throws SQLException {
    bind(index, statement -> statement.setRef(index, value));
  }

  @Override
  public void setRowId(int index, @Nullable RowId value) throws SQLException {
    bind(index, statement -> statement.setRowId(index, value));
  }

  @Override
  public void setSQLXML(int index, @Nullable SQLXML value) throws SQLException {
    bindOnce(index, statement -> statement.setSQLXML(index, value));
  }

  @Override
  public void setShort(int index, short value) throws SQLException {
    bind(index, statement -> statement.setShort(index, value));
    bound(index, value);
  }

  @Override
  public void setString(int index, @Nullable String value) throws SQLException {
    bind(index, statement -> statement.setString(index, value));
    bound(index, value);
  }

  @Override
  public void setTime(int index, @Nullable Time value) throws SQLException {
    bind(index, statement -> statement.setTime(index, value));
  }

  @Override
  public void setTime(int index, @Nullable Time value, @Nullable Calendar calendar)
      throws SQLException {
    bind(index, statement -> statement.setTime(index, value, calendar));
  }

  @Override
  public void setTimestamp(int index, @Nullable Timestamp value) throws SQLException {
    bind(index, statement -> statement.setTimestamp(index, value));
  }

  @Override
  public void setTimestamp(int index, @Nullable Timestamp value, @Nullable Calendar calendar)
      throws SQLException {
    bind(index, statement -> statement.setTimestamp(index, value, calendar));
  }

  @Override
  public void setURL(int index, @Nullable URL value) throws SQLException {
    bind(index, statement -> statement.setURL(index, value));
  }

  @Deprecated
  @Override
  public void setUnicodeStream(int index, @Nullable InputStream value, int length)
      throws SQLException {
    bindOnce(index, statement -> statement.setUnicodeStream(index, value, length));
  }

  @Override
  public void setObject(int index, @Nullable Object value, SQLType type) throws SQLException {
    bindObject(index, value, statement -> statement.setObject(index, value, type));
  }

  @Override
  public void setObject(int index, @Nullable Object value, SQLType type, int scaleOrLength)
      throws SQLException {
    bindObject(index, value, statement -> statement.setObject(index, value, type, scaleOrLength));
  }
}
