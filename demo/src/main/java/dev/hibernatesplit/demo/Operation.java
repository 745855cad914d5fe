package dev.hibernatesplit.demo;

/**
 * Something that the shop does.
 *
 * @param name what people call it
 * @param work does it
 */
record Operation(String name, Runnable work) {}
