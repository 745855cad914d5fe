package dev.hibernatesplit.benchmarks.load.record;

import dev.hibernatesplit.benchmarks.load.program.Operation;

/**
 * What is counted together.
 *
 * @param target where the last statement of the operation ran
 */
public record Cell(Operation operation, String target) {}
