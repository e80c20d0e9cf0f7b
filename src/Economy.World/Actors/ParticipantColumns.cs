using System.Runtime.InteropServices;
using Economy.Core.State;
using Economy.World.Randomness;
using Economy.World.Recommenders;

namespace Economy.World.Actors;

/// <summary>The private state of a cell's participants, one column a trait, rows by position in the cell.</summary>
internal sealed class ParticipantColumns : IResumable
{
    private readonly WorldModel world;
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
        Mood = new float[world.Types.Any(type => type.Mood is not null) ? count * s : 0];
        Mood.AsSpan().Fill(1);
        AssetValue = new float[count * a];
        AssetYield = new float[world.Assets.Any(asset => asset.Yield > 0) ? count * a : 0];
        Expected = new float[world.Types.Any(type => type.ExpectationSpeed is not null) ? count * a : 0];
        Expected.AsSpan().Fill(-1);
        UtilityMicro = new long[count];
        Lives = new int[count];
        IsHere = new bool[count];
        IsHere.AsSpan(0, Math.Clamp(world.InitialParticipants - first, 0, count)).Fill(true);
        Outlook = world.HasExits ? new Outlook[count] : [];
        Recollection = new Recollection(world, count);
        Histories = world.Recommenders.Length == 0 ? null : new Histories(world.TypeOf.AsMemory(first, count), s);
        Ordered = world.HidesGoods ? new Histories(world.TypeOf.AsMemory(first, count), a) : null;
        this.world = world;
        markets = world.Markets.Count;
        memoryBytes = world.MemoryBytes;
        memory = new byte[count * markets * memoryBytes];
        Experience.AsSpan().Fill(1);
        for (var i = 0; i < count; i++) Draw(i);
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

    /// <summary>[n × S] Mood of a place, 1 at first. Empty where no type has moods.</summary>
    public float[] Mood { get; }

    /// <summary>[n × A] Utility of the first unit of an asset.</summary>
    public float[] AssetValue { get; }

    /// <summary>[n × A] Utility per tick of the first unit of an asset. Empty where nothing yields.</summary>
    public float[] AssetYield { get; }

    /// <summary>[n × A] Price expected of an asset, minor units; below 0 before it was seen. Empty where no type expects any.</summary>
    public float[] Expected { get; }

    /// <summary>How many have had the account before.</summary>
    private int[] Lives { get; }

    /// <summary>Utility so far, in millionths.</summary>
    public long[] UtilityMicro { get; }

    /// <summary>Whether the participant has entered and not left.</summary>
    public bool[] IsHere { get; }

    /// <summary>What the participant expects. Empty where no type has an exit section.</summary>
    public Outlook[] Outlook { get; }

    /// <summary>Where participants went of late; null where nobody recommends anything.</summary>
    public Histories? Histories { get; }

    /// <summary>What goods participants ordered of late; null where goods are all in view.</summary>
    public Histories? Ordered { get; }

    /// <summary>What participants remember of activities.</summary>
    public Recollection Recollection { get; }

    /// <summary>A participant enters: a new one, whoever had the account before.</summary>
    /// <param name="row">Its row.</param>
    /// <param name="life">How many have had the account before.</param>
    public void Enter(int row, int life)
    {
        IsHere[row] = true;
        if (life == 0) return;
        Lives[row] = life;
        UtilityMicro[row] = 0;
        Experience.AsSpan(row * Subsystems, Subsystems).Fill(1);
        if (Mood.Length > 0) Mood.AsSpan(row * Subsystems, Subsystems).Fill(1);
        memory.AsSpan(row * markets * memoryBytes, markets * memoryBytes).Clear();
        if (Outlook.Length > 0) Outlook[row] = default;
        Recollection.Forget(row);
        Histories?.Forget(row);
        Ordered?.Forget(row);
        if (Expected.Length > 0) Expected.AsSpan(row * Assets, Assets).Fill(-1);
        Draw(row);
    }

    /// <summary>What a participant's behaviour remembers of a market.</summary>
    public Span<byte> MemoryOf(int row, int market) => memory.AsSpan((row * markets + market) * memoryBytes, memoryBytes);

    /// <summary>
    /// Row by row, so that the state does not show how participants are cut into cells. The traits follow from the seed and the life.
    /// </summary>
    public void Save(BinaryWriter state)
    {
        for (var i = 0; i < Count; i++)
        {
            state.Write(IsHere[i]);
            state.Write(Lives[i]);
            if (Outlook.Length > 0) state.Write(MemoryMarshal.AsBytes(Outlook.AsSpan(i, 1)));
            state.Write(UtilityMicro[i]);
            state.Write(MemoryMarshal.AsBytes(Experience.AsSpan(i * Subsystems, Subsystems)));
            if (Mood.Length > 0) state.Write(MemoryMarshal.AsBytes(Mood.AsSpan(i * Subsystems, Subsystems)));
            if (Expected.Length > 0) state.Write(MemoryMarshal.AsBytes(Expected.AsSpan(i * Assets, Assets)));
            state.Write(memory.AsSpan(i * markets * memoryBytes, markets * memoryBytes));
            Recollection.Save(i, state);
            Histories?.Save(i, state);
            Ordered?.Save(i, state);
        }
    }

    /// <inheritdoc />
    public void Restore(BinaryReader state)
    {
        for (var i = 0; i < Count; i++)
        {
            IsHere[i] = state.ReadBoolean();
            var life = state.ReadInt32();
            if (life != Lives[i])
            {
                Lives[i] = life;
                Draw(i);
            }

            if (Outlook.Length > 0) state.BaseStream.ReadExactly(MemoryMarshal.AsBytes(Outlook.AsSpan(i, 1)));
            UtilityMicro[i] = state.ReadInt64();
            state.BaseStream.ReadExactly(MemoryMarshal.AsBytes(Experience.AsSpan(i * Subsystems, Subsystems)));
            if (Mood.Length > 0) state.BaseStream.ReadExactly(MemoryMarshal.AsBytes(Mood.AsSpan(i * Subsystems, Subsystems)));
            if (Expected.Length > 0) state.BaseStream.ReadExactly(MemoryMarshal.AsBytes(Expected.AsSpan(i * Assets, Assets)));
            state.BaseStream.ReadExactly(memory.AsSpan(i * markets * memoryBytes, markets * memoryBytes));
            Recollection.Restore(i, state);
            Histories?.Restore(i, state);
            Ordered?.Restore(i, state);
        }
    }

    private void Draw(int row)
    {
        var (participant, life) = (First + row, Lives[row]);
        var t = world.TypeOf[participant];
        var type = world.Types[t];
        var random = new PhiloxStream(world.PopulationSeed, life == 0 ? Purpose.Focus : Purpose.Traits, participant, life);
        Attention[row] = (float)Math.Min(world.TickSeconds, type.Attention * Spread(ref random, type.AttentionDispersion));
        for (var k = 0; k < Subsystems; k++)
            Preference[row * Subsystems + k] = (float)(world.Preferences[t][k] * Spread(ref random, type.PreferenceDispersion));
        random = new PhiloxStream(world.PopulationSeed, life == 0 ? Purpose.Trade : Purpose.Tastes, participant, life);
        for (var a = 0; a < Assets; a++)
        {
            var taste = Spread(ref random, type.PreferenceDispersion);
            AssetValue[row * Assets + a] = (float)(world.Assets[a].Value * taste);
            if (AssetYield.Length > 0) AssetYield[row * Assets + a] = (float)((world.Assets[a].Yield ?? 0) * taste);
        }
    }

    /// <summary>A lognormal factor with median 1; drawn even where it is 1, so that no trait shifts another's draws.</summary>
    private static double Spread(ref PhiloxStream random, double dispersion)
    {
        if (dispersion > 0) return random.LogNormal(0, dispersion);
        _ = random.NextDouble();
        return 1;
    }
}
