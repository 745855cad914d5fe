/** Who is in charge? What people see and change of the targets while the application runs. */
@NullMarked
package dev.hibernatesplit.internal.management;

import org.jspecify.annotations.NullMarked;
