using Economy.Core.State;
using Economy.World.Recommenders.Ads;

namespace Economy.World.Actors.Remote;

/// <summary>What a cell proposes, in one batch.</summary>
public static class ProposalsFrame
{
    private const int FirstIssue = 1 << 20;

    internal static byte[] Of(Proposals proposals, CellRange range) => Frame.Write(writer =>
    {
        writer.Write7BitEncodedInt(proposals.Active);
        writer.WriteSigned(proposals.RestMilliseconds);
        writer.WriteSigned(proposals.AttentionMilliseconds);
        writer.Write7BitEncodedInt(proposals.Leavers.Count);
        foreach (var leaver in proposals.Leavers.Span)
        {
            writer.Write7BitEncodedInt(leaver.Participant - range.First);
            writer.Write((byte)leaver.Why);
        }

        writer.WriteColumn<long>(proposals.ExpectedMicro);
        writer.WriteColumn<int>(proposals.Expecting);
        writer.WriteColumn<long>(proposals.Focus);
        writer.WriteColumn<long>(proposals.Values);
        WriteLooks(writer, proposals, range);
        writer.WriteColumn<long>(proposals.Impressions);
        writer.WriteColumn<Click>(proposals.Clicks.Span);
        writer.Write7BitEncodedInt(proposals.Tasks.Count);
        var (owner, isAssisted) = (range.First, proposals.Tasks.Span.ToArray().Any(task => task.Assistance > 0));
        writer.Write(isAssisted);
        foreach (ref readonly var task in proposals.Tasks.Span)
        {
            writer.Write7BitEncodedInt(task.Owner - owner);
            writer.WriteSigned(NumberOf(task.Source));
            writer.WriteSigned(task.Bid);
            writer.Write(task.Seconds);
            if (isAssisted) writer.Write(task.Assistance);
            owner = task.Owner;
        }

        writer.Write7BitEncodedInt(proposals.Orders.Count);
        owner = range.First;
        foreach (ref readonly var order in proposals.Orders.Span)
        {
            writer.Write7BitEncodedInt(order.Owner - owner);
            writer.Write7BitEncodedInt((order.Market << 1) | (order.IsBuy ? 1 : 0));
            writer.WriteSigned(order.Limit);
            writer.WriteSigned(order.Quantity);
            writer.Write7BitEncodedInt64(order.Resting);
            owner = order.Owner;
        }
    });

    /// <summary>Takes over a cell's proposals.</summary>
    /// <param name="frame">The cell's answer.</param>
    /// <param name="proposals">What they replace.</param>
    /// <param name="range">The cell's participants.</param>
    /// <param name="firstJob">Row of the first job that the cell was told of.</param>
    public static void Read(byte[] frame, Proposals proposals, CellRange range, int firstJob)
    {
        using var reader = Frame.Read(frame);
        proposals.Clear();
        proposals.Active = reader.Read7BitEncodedInt();
        proposals.RestMilliseconds = reader.ReadSigned();
        proposals.AttentionMilliseconds = reader.ReadSigned();
        for (var n = reader.Read7BitEncodedInt(); n > 0; n--) 
            proposals.Leavers.Add(new Leaver(range.First + reader.Read7BitEncodedInt(), (LeaveReason)reader.ReadByte()));
        (proposals.ExpectedMicro, proposals.Expecting) = (reader.ReadColumn<long>(), reader.ReadColumn<int>());
        (proposals.Focus, proposals.Values) = (reader.ReadColumn<long>(), reader.ReadColumn<long>());
        ReadLooks(reader, proposals, range);
        proposals.Impressions = reader.ReadColumn<long>();
        foreach (var click in reader.ReadColumn<Click>()) proposals.Clicks.Add(click);
        var (owner, tasks, isAssisted) = (range.First, reader.Read7BitEncodedInt(), reader.ReadBoolean());
        for (var n = tasks; n > 0; n--)
        {
            owner += reader.Read7BitEncodedInt();
            proposals.Tasks.Add(new TaskProposal(owner, SourceOf(reader.ReadSigned(), firstJob), reader.ReadSigned(), reader.ReadSingle())
            {
                Assistance = isAssisted ? reader.ReadSingle() : 0,
            });
        }

        owner = range.First;
        for (var n = reader.Read7BitEncodedInt(); n > 0; n--)
        {
            owner += reader.Read7BitEncodedInt();
            var market = reader.Read7BitEncodedInt();
            proposals.Orders.Add(
                new OrderProposal(owner, market >> 1, (market & 1) != 0, reader.ReadSigned(), reader.ReadSigned(),
                    reader.Read7BitEncodedInt64()));
        }
    }

    private static void WriteLooks(BinaryWriter writer, Proposals proposals, CellRange range)
    {
        writer.Write7BitEncodedInt(proposals.Looks.Count);
        var viewer = range.First;
        foreach (ref readonly var look in proposals.Looks.Span)
        {
            writer.Write7BitEncodedInt(look.Participant - viewer);
            writer.Write7BitEncodedInt(look.Recommender);
            writer.Write7BitEncodedInt(look.Item);
            viewer = look.Participant;
        }
    }

    private static void ReadLooks(BinaryReader reader, Proposals proposals, CellRange range)
    {
        var viewer = range.First;
        for (var n = reader.Read7BitEncodedInt(); n > 0; n--)
        {
            viewer += reader.Read7BitEncodedInt();
            proposals.Looks.Add(new(viewer, reader.Read7BitEncodedInt(), reader.Read7BitEncodedInt()));
        }
    }

    /// <summary>Sessions from 0, issues from 2²⁰, jobs downwards from −1: small numbers for what is frequent.</summary>
    private static long NumberOf(TaskSource source) => source.What switch
    {
        TaskFor.Session => source.Row,
        TaskFor.Job => -1 - source.Row,
        _ => FirstIssue + source.Row,
    };

    private static TaskSource SourceOf(long number, int firstJob) => number switch
    {
        < 0 => TaskSource.Job((int)(-1 - number) + firstJob),
        < FirstIssue => TaskSource.Session((int)number),
        _ => TaskSource.Issue((int)number - FirstIssue),
    };
}
