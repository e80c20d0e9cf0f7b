namespace Economy.World.Demand.Traces;

/// <summary>Why a trace could not be read: the place, what was expected there, what stood there, what to do.</summary>
/// <param name="Line">From 1; 0 where the file as a whole is meant.</param>
public sealed record TraceError(string File, int Line, string Expected, string Found, string Remedy)
{
    /// <summary>One message of two lines: <c>file:line: expected …, found …</c> and the remedy.</summary>
    public override string ToString() => $"{File}{(Line > 0 ? $":{Line}" : "")}: expected {Expected}, found {Found}\n  {Remedy}";
}

/// <summary>Either a value or the reason why there is none.</summary>
public sealed record TraceResult<T>(T? Value, TraceError? Error) where T : class
{
    public static implicit operator TraceResult<T>(T value) => new(value, null);

    public static implicit operator TraceResult<T>(TraceError error) => new(null, error);

    /// <summary>The value; a <see cref="TraceResult{T}"/> without one throws its error's text.</summary>
    public T Require() => Value ?? throw new InvalidDataException(Error?.ToString());
}

/// <summary>A row that was left out, and why.</summary>
public sealed record MalformedRow(string File, int Line, string Reason)
{
    public override string ToString() => $"{File}:{Line}: {Reason}";
}
