/**
 * The journey of a statement, room by room.
 *
 * <ol>
 *   <li>{@code config}: what did the user ask for?
 *   <li>{@code topology}: which servers exist, and which of them serve?
 *   <li>{@code sql}: what kind of statement is this?
 *   <li>{@code catalogue}: what does only the database know about it?
 *   <li>{@code routing}: where may it run? See {@link dev.hibernatesplit.internal.routing.Router}.
 *   <li>{@code connection}: run it there. The connection that Hibernate sees; its {@code
 *       prepareStatement} is where a statement sets out.
 *   <li>{@code health}: who is fit?
 *   <li>{@code observation}: what happened?
 *   <li>{@code hibernate}: the only room that knows {@code org.hibernate}.
 * </ol>
 *
 * <p>Nobody outside the library may count on anything in here.
 */
@NullMarked
package dev.hibernatesplit.internal;

import org.jspecify.annotations.NullMarked;
