using Economy.Core.Books;
using Economy.Core.Records;
using Economy.Core.State;
using Economy.Reporting;

namespace Economy.Cli.Running;

/// <summary>Where journals go, and what became of them.</summary>
internal interface ISettlement : IAsyncDisposable
{
    IJournalSink Journals { get; }

    /// <summary>What has been settled so far, to be saved; saved and restored by those who settle in the same way.</summary>
    IResumable State { get; }

    /// <summary>Batches applied so far; null where nothing is settled.</summary>
    long? Batches { get; }

    /// <summary>How far it is, in words; null where nothing is settled.</summary>
    string? Standing => null;

    /// <summary>Returns when every journal accepted is where a resumed run will find it.</summary>
    void WaitUntilKept();

    /// <summary>Catches up, and compares books and chain.</summary>
    Task<Settled> CompleteAsync(Ledger ledger, IDisplay display, CancellationToken cancel);
}

/// <summary>How it ended.</summary>
internal sealed record Settled(IReadOnlyList<SettlementRow> Rows, ChainDetails? OnChain, Reconciliation? Reconciliation);
