package dev.hibernatesplit.internal.health;

/**
 * Why a probe has no answer.
 *
 * @param cause in words
 * @param dead whether the server itself does not answer, so that what runs there will not end
 *     either; false where it refused, or was not asked at all
 */
record Failure(String cause, boolean dead) {}
