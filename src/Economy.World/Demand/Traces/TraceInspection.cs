namespace Economy.World.Demand.Traces;

/// <summary>Recognises trace files by their headers and says what they hold.</summary>
public static class TraceInspection
{
    /// <summary>Scales at which the mean GPU load of the openb cluster is about 0.7, 1.5 and 4.</summary>
    public static IReadOnlyList<double> UsualScales { get; } = [0.0083, 0.0039, 0.0015];

    /// <summary>
    /// Inspects a trace file, which may be a pipe, or every trace file in a folder; other files there are passed over, and said to be.
    /// </summary>
    /// <param name="capacityScales">At which the loads of an openb trace are worked out, where its node list lies beside it.</param>
    public static TraceResult<IReadOnlyList<Inspection>> Read(string path, OpenbOptions options, IReadOnlyList<double> capacityScales)
    {
        if (Directory.Exists(path)) return OfFolder(path, options, capacityScales);
        var file = OfFile(path, options, capacityScales);
        return file.Error is { } error ? error : new TraceResult<IReadOnlyList<Inspection>>([file.Require()], null);
    }

    private static TraceResult<IReadOnlyList<Inspection>> OfFolder(string path, OpenbOptions options, IReadOnlyList<double> capacityScales)
    {
        var (inspections, passed, broken) = (new List<Inspection>(), new List<string>(), (TraceError?)null);
        foreach (var file in TraceFolder.Files(path))
        {
            var read = OfFile(file, options, capacityScales);
            if (read.Value is { } inspection) inspections.Add(inspection);
            else if (read.Error!.Expected is ATraceFile or CsvTable.AReadableFile)
                passed.Add($"{Path.GetFileName(file)} ({read.Error.Found})");
            else broken ??= read.Error;
        }

        if (broken is not null) return broken;
        if (inspections.Count == 0) return NotUnderstood(path, 0, "a folder without any");
        if (passed.Count > 0) inspections[^1] = inspections[^1] with { Remarks = [.. inspections[^1].Remarks, $"passed over, being no traces: {string.Join(", ", passed)}"] };
        return new(inspections, null);
    }

    private const string ATraceFile = "a trace file";

    private static TraceResult<Inspection> OfFile(string path, OpenbOptions options, IReadOnlyList<double> capacityScales)
    {
        try
        {
            using var file = CsvFile.Open(path);
            var format = TraceFormat.Recognise(file.Names);
            if (format == TraceFormat.OpenbPods) return OpenbInspection.OfPods(file, options, capacityScales);
            if (format == TraceFormat.OpenbNodes) return OpenbInspection.OfNodes(file, options);
            if (format == TraceFormat.AzureLlm) return AzureLlmInspection.Of(file, options);
            return NotUnderstood(path, 1,
                file.HeaderLine.Length == 0 ? "an empty file" : $"the first line '{CsvTable.Excerpt(file.HeaderLine)}'");
        }
        catch (Exception e) when (CsvTable.IsUnreadable(e))
        {
            return CsvTable.Unreadable(path, null, e);
        }
    }

    private static TraceError NotUnderstood(string path, int line, string found) => new(path, line, ATraceFile, found,
        "Understood are: " + string.Join("; ", TraceFormat.All.Select(f => $"{f.Name} ({string.Join(',', f.Columns)})")) + ".");
}
