using System.Runtime.ExceptionServices;
using Economy.Core.Books;
using Economy.World.Institutions;
using Economy.World.Stage;

namespace Economy.World.Tick.Settle;

/// <summary>Settlement → run: the journal is taken, or refused with this.</summary>
/// <param name="Why">What the sink threw; null where it took the journal.</param>
internal sealed record Receipt(ExceptionDispatchInfo? Why);

/// <summary>
/// Settlement of a run: hands closed journals to whoever brings them to the chain. Its state is the journal on disk and the contract's
/// position, so that what a chain does to it is the sink's to bear; a refusal ends the run when the tick is over.
/// </summary>
internal sealed class Settlement(IJournalSink sink) : IInstitution
{
    /// <inheritdoc />
    public string Path => "settlement";

    /// <inheritdoc />
    public object Answer(object message)
    {
        if (message is not TickJournal journal) throw new ArgumentException($"Settlement does not understand {message.GetType().Name}.", nameof(message));
        try
        {
            sink.Accept(journal);
            return new Receipt(null);
        }
        catch (Exception refused)
        {
            return new Receipt(ExceptionDispatchInfo.Capture(refused));
        }
    }
}
