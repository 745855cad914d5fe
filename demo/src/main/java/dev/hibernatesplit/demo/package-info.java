/** Where did the shop's statements go, why, and do the servers agree? */
@NullMarked
package dev.hibernatesplit.demo;

import org.jspecify.annotations.NullMarked;
