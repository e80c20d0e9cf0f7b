namespace Economy.Experiments;

/// <summary>A results file that the study cannot go on with.</summary>
public sealed class StudyFileException : Exception
{
    private const string Remedy = "\n  Move the file away to begin anew, or give another folder with --out DIR.";

    /// <param name="file">The file.</param>
    /// <param name="problem">What is wrong.</param>
    public StudyFileException(string file, string problem)
        : base($"{file}: {problem}.{Remedy}")
    {
    }
}
