namespace Economy.World.Actors;

/// <summary>What a task may be for.</summary>
public enum TaskFor
{
    /// <summary>A session in a subsystem.</summary>
    Session,

    /// <summary>A compute job.</summary>
    Job,

    /// <summary>A unit of an asset in limited issue.</summary>
    Issue,

    /// <summary>Compute that the treasury demands.</summary>
    Public,
}

/// <summary>What a task is for, and which one of those, in four bytes. In order of what it is for, then of rows.</summary>
public readonly record struct TaskSource
{
    private const int RowBits = 28;
    private readonly int packed;

    private TaskSource(TaskFor what, int row) => packed = row is >= 0 and < 1 << RowBits
        ? ((int)what << RowBits) | row
        : throw new ArgumentOutOfRangeException(nameof(row), row, $"a row is at least 0 and below 2^{RowBits}");

    /// <summary>What it is for.</summary>
    public TaskFor What => (TaskFor)(packed >> RowBits);

    /// <summary>Row of the subsystem of a session, of a job in <see cref="Snapshot.OpenJobs"/>, or of an issue.</summary>
    public int Row => packed & ((1 << RowBits) - 1);

    /// <summary>A session in the subsystem of a row.</summary>
    public static TaskSource Session(int subsystem) => new(TaskFor.Session, subsystem);

    /// <summary>The job in a row of <see cref="Snapshot.OpenJobs"/>.</summary>
    public static TaskSource Job(int row) => new(TaskFor.Job, row);

    /// <summary>A unit of the issue in a row.</summary>
    public static TaskSource Issue(int row) => new(TaskFor.Issue, row);

    /// <summary>The demand of the treasury in a row of the tick's.</summary>
    public static TaskSource Public(int row) => new(TaskFor.Public, row);

    /// <summary>Below, at or above 0: comes before, is, or comes after the other.</summary>
    public int CompareTo(TaskSource other) => packed.CompareTo(other.packed);

    /// <summary>As in <c>session 2</c>.</summary>
    public override string ToString() => $"{What} {Row}";
}
