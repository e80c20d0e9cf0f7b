using System.Runtime.InteropServices;
using Economy.Core.Books;

namespace Economy.Chain.Settlement;

/// <summary>
/// Mode <c>netted</c>: what an account paid and received in a token over the tick becomes one payment to, or from, the
/// clearing account. Token by token: what was minted goes to clearing, net payers pay in, net payees are paid out, what was
/// to be burnt is burnt; so clearing is never overdrawn, wherever the batches are cut, and ends at zero. Minting and burning
/// are gross, because the supply must show both.
/// </summary>
internal sealed class NetComposer(int entriesPerBatch) : BatchComposer
{
    private const uint Mint = 0;
    private const uint Clearing = BatchPacker.Clearing;

    private readonly BatchPacker packer = new(entriesPerBatch);
    private readonly List<Position> positions = [];

    public override PackedBatch[] Compose(TickJournal journal)
    {
        foreach (ref readonly var entry in journal.Entries)
        {
            while (positions.Count <= entry.Token.Value) positions.Add(new Position());
            positions[entry.Token.Value].Enter(entry);
        }

        for (var token = 0; token < positions.Count; token++) positions[token].Settle(new TokenId((short)token), packer);
        return packer.Take();
    }

    /// <summary>Net changes in one token, by account; cleared by settling them.</summary>
    private sealed class Position
    {
        private readonly List<long> net = [];
        private readonly List<bool> isListed = [];
        private readonly List<int> listed = [];
        private long minted;
        private long burnt;

        public void Enter(in Entry entry)
        {
            if (entry.From == AccountId.Mint) minted += entry.Amount;
            else Change(entry.From.Value, -entry.Amount);
            if (entry.To == AccountId.Mint) burnt += entry.Amount;
            else Change(entry.To.Value, entry.Amount);
        }

        public void Settle(TokenId token, BatchPacker packer)
        {
            listed.Sort(); // Neighbours share a storage slot (contracts/Holdings.sol), so let them share a batch.
            if (minted > 0) packer.Add(token, Mint, Clearing, minted);
            foreach (var account in listed) if (net[account] < 0) packer.Add(token, (uint)account, Clearing, -net[account]);
            foreach (var account in listed) if (net[account] > 0) packer.Add(token, Clearing, (uint)account, net[account]);
            if (burnt > 0) packer.Add(token, Clearing, Mint, burnt);
            foreach (var account in listed) (net[account], isListed[account]) = (0, false);
            listed.Clear();
            (minted, burnt) = (0, 0);
        }

        private void Change(int account, long amount)
        {
            if (account >= net.Count)
            {
                CollectionsMarshal.SetCount(net, account + 1);
                CollectionsMarshal.SetCount(isListed, account + 1);
            }

            net[account] += amount;
            if (isListed[account]) return;
            isListed[account] = true;
            listed.Add(account);
        }
    }
}
