using Economy.Chain.Accounts;
using Economy.Chain.Contracts;
using Economy.Core.Books;
using Economy.Core.Records;

namespace Economy.Chain.Settlement;

/// <summary>How what has been settled is saved.</summary>
internal static class SettlementState
{
    public static void Write(BinaryWriter state, List<SettlementRow> rows, List<Generation> generations, List<string> incidents, Opening opening)
    {
        state.Write(rows.Count);
        foreach (var row in rows) Write(state, row);
        state.Write(generations.Count);
        foreach (var generation in generations) Write(state, generation);
        state.Write(incidents.Count);
        foreach (var incident in incidents) state.Write(incident);
        state.Write(opening.Tick);
        state.Write(opening.Number);
        Write(state, opening.History);
        state.Write(opening.Balances is not null);
        if (opening.Balances is not { } ledger) return;
        state.Write(ledger.Accounts);
        state.Write(ledger.Tokens);
        ledger.Save(state);
    }

    public static Opening Read(BinaryReader state, List<SettlementRow> rows, List<Generation> generations, List<string> incidents)
    {
        for (var left = state.ReadInt32(); left > 0; left--) rows.Add(ReadRow(state));
        for (var left = state.ReadInt32(); left > 0; left--) generations.Add(ReadGeneration(state));
        for (var left = state.ReadInt32(); left > 0; left--) incidents.Add(state.ReadString());
        var opening = new Opening(state.ReadInt32(), state.ReadInt64(), ReadHash(state), null);
        if (!state.ReadBoolean()) return opening;
        var balances = new Ledger(state.ReadInt32(), state.ReadInt32());
        balances.Restore(state);
        return opening with { Balances = balances };
    }

    private static void Write(BinaryWriter state, SettlementRow row)
    {
        state.Write(row.Tick);
        state.Write(row.JournalRoot);
        state.Write(row.JournalEntries);
        state.Write(row.FirstBatch ?? -1);
        state.Write(row.Batches);
        state.Write(row.SettledEntries);
        state.Write(row.Gas);
        state.Write(row.LagTicks);
        state.Write(row.Status);
        state.Write(row.NetworkFees);
    }

    private static SettlementRow ReadRow(BinaryReader state) => new(
        state.ReadInt32(), state.ReadString(), state.ReadInt32(), state.ReadInt64() is >= 0 and var first ? first : null,
        state.ReadInt32(), state.ReadInt32(), state.ReadInt64(), state.ReadInt32(), state.ReadString(), state.ReadInt64());

    private static void Write(BinaryWriter state, Generation generation)
    {
        state.Write(generation.FirstTick);
        state.Write(generation.FirstBatch);
        Write(state, generation.History);
        state.Write(generation.Cause);
        state.Write(generation.Node);
        state.Write(generation.ChainId);
        var place = generation.Place;
        foreach (var address in (Address[])[place.Settler, place.Settlement, place.Currency, place.Assets]) state.Write(address.ToString());
        state.Write(place.Block);
        state.Write(generation.LastTick ?? -1);
        state.Write(generation.LastBlock ?? -1);
        state.Write(generation.Compared ?? -1);
    }

    private static Generation ReadGeneration(BinaryReader state) => new()
    {
        FirstTick = state.ReadInt32(),
        FirstBatch = state.ReadInt64(),
        History = ReadHash(state),
        Cause = state.ReadString(),
        Node = state.ReadString(),
        ChainId = state.ReadInt64(),
        Place = new Deployment
        {
            Settler = ReadAddress(state),
            Settlement = ReadAddress(state),
            Currency = ReadAddress(state),
            Assets = ReadAddress(state),
            Block = state.ReadInt64(),
        },
        LastTick = state.ReadInt32() is >= 0 and var tick ? tick : null,
        LastBlock = state.ReadInt64() is >= 0 and var block ? block : null,
        Compared = state.ReadInt64() is >= 0 and var compared ? compared : null,
    };

    private static Address ReadAddress(BinaryReader state) => Address.Parse(state.ReadString());

    private static void Write(BinaryWriter state, Hash32 hash)
    {
        Span<byte> bytes = stackalloc byte[32];
        hash.CopyTo(bytes);
        state.Write(bytes);
    }

    private static Hash32 ReadHash(BinaryReader state) => new(state.ReadBytes(32));
}
