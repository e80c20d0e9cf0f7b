using Economy.Core.State;

namespace Economy.World.Subsystems.Serving;

/// <summary>Where a visit stands; it is in exactly one of these states at any time.</summary>
public enum VisitState : byte
{
    /// <summary>In the line.</summary>
    Waiting,

    /// <summary>At a server.</summary>
    Served,

    /// <summary>Over: all its work was done.</summary>
    Finished,

    /// <summary>Over: it lost patience before it was served.</summary>
    GaveUp,

    /// <summary>Over: its owner left the economy.</summary>
    CutOff,

    /// <summary>Over: the line was full when it asked.</summary>
    Refused,

    /// <summary>Over: the place closed.</summary>
    Closed,
}

/// <summary>A visit on its way. Times are seconds since the beginning of the run.</summary>
public sealed class Visit
{
    /// <summary>Its place in the order in which visits asked, from 1; 0 before it has.</summary>
    public long Number { get; internal set; }

    /// <summary>Participant whose visit it is.</summary>
    public required int Owner { get; init; }

    /// <summary>Row of its class.</summary>
    public int Class { get; init; }

    /// <summary>When it asks.</summary>
    public required double Asked { get; init; }

    /// <summary>Work of a server of pace 1 that it needs, seconds.</summary>
    public required double Work { get; init; }

    /// <summary>When it is late; infinite where it never is.</summary>
    public double Deadline { get; init; } = double.PositiveInfinity;

    /// <summary>When it gives up, where it has not been served until then; infinite where it never does.</summary>
    public double GivesUp { get; init; } = double.PositiveInfinity;

    /// <summary>Whether it follows on a visit that is over.</summary>
    public bool IsFollowUp { get; init; }

    /// <summary>What it is about; null where nobody asks.</summary>
    public Case? Case { get; init; }

    /// <summary>Attention that its owner has given to it, hours.</summary>
    public double Hours { get; internal set; }

    /// <summary>Part of the work that is left, seconds.</summary>
    public double Left { get; internal set; }

    /// <summary>When it first came to a server; not a number before.</summary>
    public double Started { get; internal set; } = double.NaN;

    /// <summary>When it was over; not a number before.</summary>
    public double Ended { get; internal set; } = double.NaN;

    /// <summary>Where it stands.</summary>
    public VisitState State { get; internal set; }

    /// <summary>Server that it is at, or was at last; −1 where it has been at none.</summary>
    public int Server { get; internal set; } = -1;

    /// <summary>Visits that were to be served before it when it asked.</summary>
    public int Ahead { get; internal set; }

    /// <summary>Row of its owner's session among the guests of the tick; −1 where it has none.</summary>
    internal int Guest { get; set; } = -1;

    /// <summary>When <see cref="Left"/> was true.</summary>
    internal double Since { get; set; }

    /// <summary>Whether it is over.</summary>
    public bool IsOver => State > VisitState.Served;

    /// <summary>Whether it was over, or still is not, after its deadline.</summary>
    public bool IsLateAt(double time) => (IsOver ? Ended : time) > Deadline;

    /// <summary>Part of its work that was done, 0…1.</summary>
    public double Done => Work > 0 ? 1 - Left / Work : 1;

    internal void Save(BinaryWriter state)
    {
        state.Write(Number);
        state.Write(Owner);
        state.Write(Class);
        state.Write(Asked);
        state.Write(Work);
        state.Write(Deadline);
        state.Write(GivesUp);
        state.Write(IsFollowUp);
        state.Write(Hours);
        state.Write(Left);
        state.Write(Started);
        state.Write((byte)State);
        state.Write(Server);
        state.Write(Ahead);
        state.Write(Case?.Topic ?? -1);
        if (Case is not null) state.WriteColumn<double>(Case.Key);
    }

    /// <summary>A visit as <see cref="Save"/> wrote it; initialisers run in the order in which they are written.</summary>
    internal static Visit Read(BinaryReader state) => new()
    {
        Number = state.ReadInt64(),
        Owner = state.ReadInt32(),
        Class = state.ReadInt32(),
        Asked = state.ReadDouble(),
        Work = state.ReadDouble(),
        Deadline = state.ReadDouble(),
        GivesUp = state.ReadDouble(),
        IsFollowUp = state.ReadBoolean(),
        Hours = state.ReadDouble(),
        Left = state.ReadDouble(),
        Started = state.ReadDouble(),
        State = (VisitState)state.ReadByte(),
        Server = state.ReadInt32(),
        Ahead = state.ReadInt32(),
        Case = state.ReadInt32() is >= 0 and var topic ? new Case(topic, state.ReadColumn<double>()) : null,
    };
}
