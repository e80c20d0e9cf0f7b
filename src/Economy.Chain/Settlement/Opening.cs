using Economy.Core.Books;

namespace Economy.Chain.Settlement;

/// <summary>
/// Where a generation begins: what a chain must hold before the journals from <paramref name="Tick"/> on are settled there.
/// </summary>
/// <param name="Tick">The first tick settled.</param>
/// <param name="Number">Number of the first batch.</param>
/// <param name="History">The journal roots of the ticks before, chained.</param>
/// <param name="Balances">The balances at that point; null where nothing has moved yet.</param>
internal sealed record Opening(int Tick, long Number, Hash32 History, Ledger? Balances)
{
    /// <summary>
    /// Where the numbers of an opening's batches begin (<c>OPENING</c> in contracts/ISettlement.sol): above all that a run can have.
    /// </summary>
    public const long FirstNumber = 1L << 62;

    public static Opening OfRun => new(0, 0, default, null);

    /// <summary>Batches that mint the balances on a fresh deployment, numbered from <see cref="FirstNumber"/>.</summary>
    public List<Operation> Batches(int entriesPerBatch)
    {
        var packer = new BatchPacker(entriesPerBatch);
        for (short t = 0; Balances is not null && t < Balances.Tokens; t++)
        {
            var held = Balances.Balances(new TokenId(t));
            for (var a = AccountId.Mint.Value + 1; a < held.Length; a++)
                if (held[a] > 0) packer.Add(new TokenId(t), (uint)AccountId.Mint.Value, (uint)a, held[a]);
        }

        return [.. packer.Take().Select((packed, number) => Operation.Batch(FirstNumber + number, Tick, packed))];
    }
}
