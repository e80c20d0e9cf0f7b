namespace Economy.Experiments;

/// <summary>A results file that the study cannot go on with.</summary>
public sealed class StudyFileException(string file, int line, string problem)
    : Exception(FormattableString.Invariant(
        $"{file}:{line}: {problem}.\n  Move the file away to begin anew, or give another folder with --out DIR."));
