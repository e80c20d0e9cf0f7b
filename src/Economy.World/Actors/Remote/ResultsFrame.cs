using Economy.Core.State;

namespace Economy.World.Actors.Remote;

/// <summary>What performing brought a cell, and how its private state changed by it.</summary>
public static class ResultsFrame
{
    internal static byte[] Of(Results results, CellRange range, byte[] before, byte[] after) => Frame.Write(writer =>
    {
        writer.Write7BitEncodedInt(results.SubsystemUtilityMicro.Length);
        writer.WriteColumn(results.SubsystemUtilityMicro);
        writer.WriteSigned(results.OtherUtilityMicro);
        writer.Write7BitEncodedInt(results.Assets.Count);
        var owner = range.First;
        foreach (ref readonly var change in results.Assets.Span)
        {
            writer.Write7BitEncodedInt(change.Owner - owner);
            writer.Write7BitEncodedInt(change.Asset);
            writer.WriteSigned(change.Units);
            owner = change.Owner;
        }

        writer.Write7BitEncodedInt(results.Begun.Count);
        owner = range.First;
        foreach (ref readonly var begun in results.Begun.Span)
        {
            writer.Write7BitEncodedInt(begun.Owner - owner);
            writer.Write7BitEncodedInt(begun.Asset);
            writer.WriteSigned(begun.Units);
            writer.Write7BitEncodedInt(begun.Lead);
            owner = begun.Owner;
        }

        writer.WriteColumn<long>(results.Worn);
        StateChange.Write(writer, before, after);
    });

    /// <summary>Takes over a cell's results.</summary>
    /// <param name="frame">The cell's answer.</param>
    /// <param name="results">What they replace.</param>
    /// <param name="range">The cell's participants.</param>
    /// <param name="state">The cell's state before.</param>
    /// <returns>The cell's state after.</returns>
    public static byte[] Read(byte[] frame, Results results, CellRange range, byte[] state)
    {
        using var reader = Frame.Read(frame);
        var subsystems = reader.Read7BitEncodedInt();
        results.Clear(subsystems);
        reader.ReadColumn(results.SubsystemUtilityMicro);
        results.OtherUtilityMicro = reader.ReadSigned();
        var owner = range.First;
        for (var n = reader.Read7BitEncodedInt(); n > 0; n--)
        {
            owner += reader.Read7BitEncodedInt();
            results.Assets.Add(new AssetChange(owner, reader.Read7BitEncodedInt(), reader.ReadSigned()));
        }

        owner = range.First;
        for (var n = reader.Read7BitEncodedInt(); n > 0; n--)
        {
            owner += reader.Read7BitEncodedInt();
            results.Begun.Add(new WorkBegun(owner, reader.Read7BitEncodedInt(), reader.ReadSigned(), reader.Read7BitEncodedInt()));
        }

        results.Worn = reader.ReadColumn<long>();
        return StateChange.Read(reader, state);
    }
}
