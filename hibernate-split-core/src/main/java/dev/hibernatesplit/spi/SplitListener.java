package dev.hibernatesplit.spi;

/** Is told what happens. */
public interface SplitListener {}
