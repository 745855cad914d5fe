/** What must a server be able to do and to suffer, however it is run? */
@NullMarked
package dev.hibernatesplit.testing.internal.server;

import org.jspecify.annotations.NullMarked;
