using Economy.Core.State;

namespace Economy.World.Recommenders;

/// <summary>How often participants chose each item of late: 1 for a visit, 0 for none, smoothed with gain ⅛.</summary>
/// <param name="typeOf">Row of each participant's type.</param>
/// <param name="places">Subsystems.</param>
public sealed class Histories(ReadOnlyMemory<byte> typeOf, int places) : IResumable
{
    private const float Gain = 0.125f;
    private readonly float[] often = new float[typeOf.Length * places];

    /// <inheritdoc />
    string IResumable.Kind => "histories";

    /// <summary>Participants.</summary>
    public int Count => typeOf.Length;

    /// <summary>A participant as a ranking sees it.</summary>
    public Viewer this[int participant] => new(typeOf.Span[participant], often.AsSpan(participant * places, places));

    /// <summary>The history of a participant.</summary>
    public ReadOnlySpan<float> Of(int participant) => often.AsSpan(participant * places, places);

    /// <summary>Takes in where a participant went in a tick.</summary>
    /// <param name="participant">Who.</param>
    /// <param name="seconds">[K] Attention given to each subsystem.</param>
    public void Learn(int participant, ReadOnlySpan<double> seconds)
    {
        var own = often.AsSpan(participant * places, places);
        for (var k = 0; k < own.Length; k++) own[k] += Gain * ((seconds[k] > 0 ? 1 : 0) - own[k]);
    }

    /// <summary>Another participant has the account.</summary>
    public void Forget(int participant) => often.AsSpan(participant * places, places).Clear();

    /// <summary>Writes a row.</summary>
    public void Save(int participant, BinaryWriter state)
    {
        foreach (var o in Of(participant)) state.Write(o);
    }

    /// <summary>Reads what <see cref="Save(int, BinaryWriter)"/> wrote.</summary>
    public void Restore(int participant, BinaryReader state)
    {
        foreach (ref var o in often.AsSpan(participant * places, places)) o = state.ReadSingle();
    }

    /// <inheritdoc />
    public void Save(BinaryWriter state) => state.WriteColumn<float>(often);

    /// <inheritdoc />
    public void Restore(BinaryReader state) => state.ReadColumn<float>(often);
}
