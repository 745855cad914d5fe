/** How does Hibernate come to use it? The only package that imports {@code org.hibernate}. */
@NullMarked
package dev.hibernatesplit.internal.hibernate;

import org.jspecify.annotations.NullMarked;
