package dev.showwise.migrate.engine;

/**
 * What the engine promises on every database. Besides, a product takes {@link RollsBackContract} or
 * {@link RecordsProgressContract}, whichever says what becomes of a failing migration there.
 */
interface EngineContract
    extends AppliesContract,
        ScriptsContract,
        AdoptsContract,
        FailsContract,
        RevertsContract,
        TellsContract,
        VerifiesContract,
        RepairsContract,
        ImportsContract,
        CatalogContract,
        TypesContract,
        KeepsSecretsContract,
        CancelsContract,
        ConcurrencyContract {}
