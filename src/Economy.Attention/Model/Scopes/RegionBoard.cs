namespace Economy.Attention.Model.Scopes;

/// <summary>What one region has told the others of its pools.</summary>
internal sealed class RegionBoard
{
    private double[] _sent = [], _near = [];

    /// <summary>Its pools, ascending.</summary>
    internal required int[] Pools { get; init; }

    /// <summary>Regions within whose window it lies, and those beyond.</summary>
    internal required int Near { get; init; }

    internal required int Far { get; init; }

    /// <summary>Whether what a receiver holds already is left out.</summary>
    internal bool Deduplicated { get; init; }

    /// <summary>[T × G] raw features of its summary tokens, as last published.</summary>
    internal double[] Tokens => _sent;

    /// <summary>[pools] which token stands for a pool.</summary>
    internal int[] Token { get; private set; } = [];

    /// <summary>Tick of the last publication.</summary>
    internal int Published { get; private set; }

    /// <summary>Tells its neighbours everything; returns bytes sent and repeated.</summary>
    internal (long, long) Tell(Features features)
    {
        double[] rows = Rows(features);
        (long, long) cost = Cost(_near, rows, Near);
        _near = rows;
        return cost;
    }

    /// <summary>Publishes summaries to the regions beyond; returns bytes sent and repeated.</summary>
    internal (long, long) Publish(Features features, ReadOnlySpan<double> scale, int most, int tick)
    {
        var token = new int[Pools.Length];
        double[] tokens = Summaries.Of(Rows(features), scale, most, token);
        (long bytes, long repeated) = Cost(_sent, tokens, Far);
        long map = (long)sizeof(int) * token.Length * Far;
        bool known = token.AsSpan().SequenceEqual(Token);
        (_sent, Token, Published) = (tokens, token, tick);
        if (Deduplicated && known) return (bytes, repeated);
        return (bytes + map, repeated + (known ? map : 0));
    }

    internal void Save(BinaryWriter state)
    {
        foreach (double[] numbers in (double[][])[_sent, _near])
        {
            state.Write(numbers.Length);
            foreach (double number in numbers) state.Write(number);
        }
        state.Write(Token.Length);
        foreach (int token in Token) state.Write(token);
        state.Write(Published);
    }

    internal void Restore(BinaryReader state)
    {
        double[] Numbers()
        {
            var numbers = new double[state.ReadInt32()];
            for (int i = 0; i < numbers.Length; i++) numbers[i] = state.ReadDouble();
            return numbers;
        }
        (_sent, _near) = (Numbers(), Numbers());
        Token = new int[state.ReadInt32()];
        for (int i = 0; i < Token.Length; i++) Token[i] = state.ReadInt32();
        Published = state.ReadInt32();
    }

    private double[] Rows(Features features)
    {
        var rows = new double[Pools.Length * features.PoolWidth];
        for (int i = 0; i < Pools.Length; i++) features.PoolRow(Pools[i]).CopyTo(rows.AsSpan(i * features.PoolWidth));
        return rows;
    }

    private (long, long) Cost(double[] before, double[] now, int receivers)
    {
        long same = 0;
        for (int x = 0; x < now.Length && before.Length == now.Length; x++)
            if (before[x].Equals(now[x])) same++;
        if (Deduplicated) return ((8L * (now.Length - same) + (now.Length + 7) / 8) * receivers, 0);
        return (8L * now.Length * receivers, 8L * same * receivers);
    }
}
