namespace Economy.Reporting;

/// <summary>The results of a run could not be written. Nothing half-written is left in the run's place.</summary>
public sealed class RunOutputException : Exception
{
    /// <param name="place">File or folder.</param>
    /// <param name="problem">What is wrong there.</param>
    /// <param name="remedy">What the user can do.</param>
    /// <param name="inner">What the file system said.</param>
    public RunOutputException(string place, string problem, string remedy, Exception? inner = null)
        : base($"{place}: {problem}. {remedy}", inner)
        => (Place, Problem, Remedy) = (place, problem, remedy);

    /// <summary>File or folder.</summary>
    public string Place { get; }

    /// <summary>What is wrong there.</summary>
    public string Problem { get; }

    /// <summary>What the user can do.</summary>
    public string Remedy { get; }

    /// <summary>Does <paramref name="work"/>, and turns what the file system throws into this exception.</summary>
    internal static T At<T>(string place, Func<T> work)
    {
        try
        {
            return work();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw From(place, e);
        }
    }

    internal static void At(string place, Action work) => At(place, () =>
    {
        work();
        return true;
    });

    internal static RunOutputException From(string place, Exception e)
    {
        const int TooManyFiles = 24, NoSpaceOnUnix = 28, NoSpaceOnWindows = unchecked((int)0x80070070);
        return e switch
        {
            UnauthorizedAccessException => new(place, "no permission to write", "Choose another output folder, or allow writing to it.", e),
            DirectoryNotFoundException or FileNotFoundException => Gone(place, e),
            IOException { HResult: NoSpaceOnUnix or NoSpaceOnWindows } => new(place, "the disk is full",
                "Free some space or choose another output folder, then run again.", e),
            IOException { HResult: TooManyFiles } when !OperatingSystem.IsWindows() => new(place, "this process may not open more files",
                "Raise the limit (ulimit -n 1024), then run again.", e),
            _ => new(place, e.Message.TrimEnd('.'), "Choose another output folder, or repair this one.", e),
        };
    }

    internal static RunOutputException Gone(string place, Exception? e = null) =>
        new(place, "the folder was removed while the run was writing to it",
            "Run again, and leave the output folder alone until the run has ended.", e);
}
