using System.Runtime.InteropServices;
using Economy.Core.State;
using Economy.World.Randomness;

namespace Economy.World.Actors;

/// <summary>The private state of a cell's participants, one column a trait, rows by position in the cell.</summary>
internal sealed class ParticipantColumns : IResumable
{
    private readonly int markets;
    private readonly int memoryBytes;
    private readonly byte[] memory;

    public ParticipantColumns(WorldModel world, int first, int count)
    {
        var (s, a) = (world.Subsystems.Length, world.Assets.Length);
        Subsystems = s;
        Assets = a;
        First = first;
        Count = count;
        Attention = new float[count];
        Preference = new float[count * s];
        Experience = new float[count * s];
        AssetValue = new float[count * a];
        UtilityMicro = new long[count];
        Left = new bool[count];
        markets = world.Markets.Count;
        memoryBytes = world.MemoryBytes;
        memory = new byte[count * markets * memoryBytes];
        Experience.AsSpan().Fill(1);
        for (var i = 0; i < count; i++) Draw(world, first + i, i);
    }

    public int First { get; }

    public int Count { get; }

    public int Subsystems { get; }

    public int Assets { get; }

    /// <summary>Attention budget, seconds per tick.</summary>
    public float[] Attention { get; }

    /// <summary>[n × S] Utils per hour of fully served activity.</summary>
    public float[] Preference { get; }

    /// <summary>[n × S] Service met on the last visit, 0…1.</summary>
    public float[] Experience { get; }

    /// <summary>[n × A] Utility of the first unit of an asset.</summary>
    public float[] AssetValue { get; }

    /// <summary>Utility so far, in millionths.</summary>
    public long[] UtilityMicro { get; }

    /// <summary>Whether the participant has left for good.</summary>
    public bool[] Left { get; }

    /// <summary>What a participant's behaviour remembers of a market.</summary>
    public Span<byte> MemoryOf(int row, int market) => memory.AsSpan((row * markets + market) * memoryBytes, memoryBytes);

    /// <summary>Row by row, so that the state does not show how participants are cut into cells. The traits follow from the seed.</summary>
    public void Save(BinaryWriter state)
    {
        for (var i = 0; i < Count; i++)
        {
            state.Write(Left[i]);
            state.Write(UtilityMicro[i]);
            state.Write(MemoryMarshal.AsBytes(Experience.AsSpan(i * Subsystems, Subsystems)));
            state.Write(memory.AsSpan(i * markets * memoryBytes, markets * memoryBytes));
        }
    }

    /// <inheritdoc />
    public void Restore(BinaryReader state)
    {
        for (var i = 0; i < Count; i++)
        {
            Left[i] = state.ReadBoolean();
            UtilityMicro[i] = state.ReadInt64();
            state.BaseStream.ReadExactly(MemoryMarshal.AsBytes(Experience.AsSpan(i * Subsystems, Subsystems)));
            state.BaseStream.ReadExactly(memory.AsSpan(i * markets * memoryBytes, markets * memoryBytes));
        }
    }

    private void Draw(WorldModel world, int participant, int row)
    {
        var t = world.TypeOf[participant];
        var type = world.Types[t];
        var random = new PhiloxStream(world.Seed, Purpose.Focus, participant, 0);
        Attention[row] = (float)Math.Min(world.TickSeconds, type.Attention * Spread(ref random, type.AttentionDispersion));
        for (var k = 0; k < Subsystems; k++)
            Preference[row * Subsystems + k] = (float)(world.Preferences[t][k] * Spread(ref random, type.PreferenceDispersion));
        random = new PhiloxStream(world.Seed, Purpose.Trade, participant, 0);
        for (var a = 0; a < Assets; a++)
            AssetValue[row * Assets + a] = (float)(world.Assets[a].Value * Spread(ref random, type.PreferenceDispersion));
    }

    /// <summary>A lognormal factor with median 1; drawn even where it is 1, so that no trait shifts another's draws.</summary>
    private static double Spread(ref PhiloxStream random, double dispersion)
    {
        if (dispersion > 0) return random.LogNormal(0, dispersion);
        _ = random.NextDouble();
        return 1;
    }
}
