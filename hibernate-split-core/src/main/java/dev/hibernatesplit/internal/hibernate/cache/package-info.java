/** What may be kept? */
@NullMarked
package dev.hibernatesplit.internal.hibernate.cache;

import org.jspecify.annotations.NullMarked;
