namespace Economy.World.Recommenders;

/// <summary>
/// The graph of what is chosen together: items as nodes, and between two of them an edge as heavy as there were participants who chose
/// both in the same tick; to itself, those who chose it. Kept tick by tick, never made anew.
/// </summary>
/// <param name="items">Items.</param>
public sealed class ChoiceGraph(int items)
{
    private readonly double[] weight = new double[items * items];

    /// <summary>Nodes.</summary>
    public int Items => items;

    /// <summary>[items × items] Weights of the edges, symmetric.</summary>
    public Span<double> Weights => weight;

    /// <summary>[items] Weights of the edges of an item.</summary>
    public ReadOnlySpan<double> Of(int item) => weight.AsSpan(item * items, items);

    /// <summary>Takes in the choices of a tick, by participant.</summary>
    public void Add(ReadOnlySpan<(int Participant, int Item)> chosen)
    {
        for (var (first, end) = (0, 0); first < chosen.Length; first = end)
        {
            while (end < chosen.Length && chosen[end].Participant == chosen[first].Participant) end++;
            for (var a = first; a < end; a++)
                for (var b = first; b < end; b++) weight[chosen[a].Item * items + chosen[b].Item]++;
        }
    }
}
