using Economy.Core.Books;
using Economy.Core.State;

namespace Economy.Cli.Running;

/// <summary>No chain: the roots are kept, and every row says that it is unsettled.</summary>
internal sealed class BooksOnly : ISettlement
{
    private readonly JournalHeads heads = new();

    public IJournalSink Journals => heads;

    public IResumable State => heads;

    public long? Batches => null;

    public void WaitUntilKept()
    {
    }

    public Task<Settled> CompleteAsync(Ledger ledger, IDisplay display, CancellationToken cancel) =>
        Task.FromResult(new Settled(heads.Rows, null, null));

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
