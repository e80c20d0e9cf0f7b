using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Economy.Attention.Retrieval;

/// <summary>
/// A block of queries against keys of eight bits. Queries get a scale each, and 128 added, so that they have no sign: what that adds to a
/// product is taken off again, key by key. Vectors run along queries, four features at a time; sums are whole numbers, whatever the
/// processor.
/// </summary>
/// <param name="keys">The keys.</param>
/// <param name="queries">Queries of a block, a multiple of 16.</param>
/// <param name="items">Keys between two visits to the lists.</param>
/// <param name="kept">Items to keep for each query.</param>
internal sealed class QuantisedBlock(QuantisedKeys keys, int queries, int items, int kept)
{
    /// <summary>What stands for 0 in a query.</summary>
    internal const int Zero = 128;

    private const int Panel = 16;
    private readonly byte[] panels = new byte[queries * keys.Padded];   // [queries/16 × padded/4 × 16 × 4]
    private readonly int[] scores = new int[items * queries];

    /// <summary>The items with the greatest products so far.</summary>
    public TopLists<int> Lists { get; } = new(queries, kept);

    /// <summary>Ranks all items for some queries.</summary>
    /// <param name="rows">[count × d] The queries.</param>
    public void Rank(ReadOnlySpan<double> rows)
    {
        var count = rows.Length / keys.Width;
        Pack(rows, count);
        Lists.Clear();
        for (var item = 0; item < keys.Count; item += items)
        {
            var many = Math.Min(items, keys.Count - item);
            for (var at = 0; at < count; at += Panel)
            {
                var i = 0;
                if (AvxVnni.IsSupported) for (; i <= many - 4; i += 4) Four(at, item + i, ref scores[i * queries + at]);
                for (; i < many; i++) One(at, item + i, scores.AsSpan(i * queries + at, Panel));
            }

            Lists.Take(scores.AsSpan(0, (many - 1) * queries + count), queries, item);
        }
    }

    private void Pack(ReadOnlySpan<double> rows, int count)
    {
        panels.AsSpan().Fill(Zero);
        for (var q = 0; q < count; q++)
        {
            var row = rows.Slice(q * keys.Width, keys.Width);
            var most = 0.0;
            foreach (var x in row) most = Math.Max(most, Math.Abs(x));
            var scale = most > 0 ? most / sbyte.MaxValue : 1;
            var at = q / Panel * Panel * keys.Padded + q % Panel * QuantisedKeys.Group;
            for (var f = 0; f < row.Length; f++)
                panels[at + Place(f)] = (byte)(Zero + (int)Math.Round(row[f] / scale));
        }
    }

    /// <summary>Sixteen queries at four keys: eight accumulators of eight.</summary>
    private void Four(int first, int item, ref int result)
    {
        ref var panel = ref panels[first * keys.Padded];
        ref var key = ref Unsafe.As<sbyte, byte>(ref keys.Values[item * keys.Padded]);
        ref var offset = ref keys.Offset[item];
        var (stride, width) = ((nuint)queries, (nuint)keys.Padded);
        Vector256<int> a0 = Vector256.Create(offset), a1 = Vector256.Create(Unsafe.Add(ref offset, 1)),
            a2 = Vector256.Create(Unsafe.Add(ref offset, 2)), a3 = Vector256.Create(Unsafe.Add(ref offset, 3));
        Vector256<int> b0 = a0, b1 = a1, b2 = a2, b3 = a3;
        for (nuint f = 0; f < width; f += QuantisedKeys.Group)
        {
            Vector256<byte> x = Vector256.LoadUnsafe(ref panel, Panel * f), y = Vector256.LoadUnsafe(ref panel, Panel * f + 32);
            Vector256<sbyte> v0 = Features(ref key, f), v1 = Features(ref key, width + f);
            (a0, b0) = (AvxVnni.MultiplyWideningAndAdd(a0, x, v0), AvxVnni.MultiplyWideningAndAdd(b0, y, v0));
            (a1, b1) = (AvxVnni.MultiplyWideningAndAdd(a1, x, v1), AvxVnni.MultiplyWideningAndAdd(b1, y, v1));
            Vector256<sbyte> v2 = Features(ref key, 2 * width + f), v3 = Features(ref key, 3 * width + f);
            (a2, b2) = (AvxVnni.MultiplyWideningAndAdd(a2, x, v2), AvxVnni.MultiplyWideningAndAdd(b2, y, v2));
            (a3, b3) = (AvxVnni.MultiplyWideningAndAdd(a3, x, v3), AvxVnni.MultiplyWideningAndAdd(b3, y, v3));
        }

        Store(a0, b0, ref result, 0);
        Store(a1, b1, ref result, stride);
        Store(a2, b2, ref result, 2 * stride);
        Store(a3, b3, ref result, 3 * stride);
    }

    /// <summary>Where a feature of a panel's first query stands.</summary>
    private static int Place(int feature) =>
        feature / QuantisedKeys.Group * Panel * QuantisedKeys.Group + feature % QuantisedKeys.Group;

    private static Vector256<sbyte> Features(ref byte key, nuint at) =>
        Vector256.Create(Unsafe.ReadUnaligned<int>(ref Unsafe.Add(ref key, at))).AsSByte();

    private static void Store(Vector256<int> a, Vector256<int> b, ref int row, nuint at)
    {
        a.StoreUnsafe(ref row, at);
        b.StoreUnsafe(ref row, at + 8);
    }

    /// <summary>Sixteen queries at a key, number by number: what the vectors must come to.</summary>
    private void One(int first, int item, Span<int> result)
    {
        var panel = panels.AsSpan(first * keys.Padded);
        var key = keys.Values.AsSpan(item * keys.Padded, keys.Padded);
        for (var q = 0; q < Panel; q++)
        {
            var sum = keys.Offset[item];
            for (var f = 0; f < key.Length; f++)
                sum += key[f] * panel[q * QuantisedKeys.Group + Place(f)];
            result[q] = sum;
        }
    }
}
