/** How do bytes pass between a client and a server, and what can happen to them on the way? */
@NullMarked
package dev.hibernatesplit.testing.internal.proxy;

import org.jspecify.annotations.NullMarked;
