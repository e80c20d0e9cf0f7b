namespace Economy.World.Subsystems.Serving;

/// <summary>A project on its way: who works on it, and how far they have come. Times are seconds since the beginning of the run.</summary>
/// <param name="members">Participants who work on it.</param>
/// <param name="begun">When it began.</param>
public sealed class Project(int[] members, double begun)
{
    /// <summary>Participants who work on it.</summary>
    public int[] Members => members;

    /// <summary>When it began.</summary>
    public double Begun => begun;

    /// <summary>Stage that it is in, from 0; as many as there are stages where it is finished.</summary>
    public int Stage { get; private set; }

    /// <summary>Hours of the stage that are done.</summary>
    public double Done { get; private set; }

    /// <summary>Hours for which all of its members were served together.</summary>
    public double Hours { get; private set; }

    /// <summary>
    /// Goes on for some hours. What is left of them when the stage is finished is lost to the project: the next stage has not asked for compute
    /// yet.
    /// </summary>
    /// <returns>Part of the hours after which the stage was finished; not a number where it was not.</returns>
    public double Work(double hours, IReadOnlyList<ProjectStage> stages)
    {
        var left = stages[Stage].Work - Done;
        (Done, Hours) = (Done + hours, Hours + hours);
        if (hours < left) return double.NaN;
        (Stage, Done) = (Stage + 1, 0);
        return left / hours;
    }

    /// <summary>Part of all its work that is done, 0…1.</summary>
    public double Share(IReadOnlyList<ProjectStage> stages) => (stages.Take(Stage).Sum(s => s.Work) + Done) / stages.Sum(s => s.Work);

    /// <summary>Writes it.</summary>
    public void Save(BinaryWriter state)
    {
        state.Write(members.Length);
        foreach (var member in members) state.Write(member);
        state.Write(begun);
        state.Write(Stage);
        state.Write(Done);
        state.Write(Hours);
    }

    /// <summary>A project as <see cref="Save"/> wrote it.</summary>
    public static Project Read(BinaryReader state)
    {
        var members = new int[state.ReadInt32()];
        for (var m = 0; m < members.Length; m++) members[m] = state.ReadInt32();
        return new(members, state.ReadDouble()) { Stage = state.ReadInt32(), Done = state.ReadDouble(), Hours = state.ReadDouble() };
    }
}
