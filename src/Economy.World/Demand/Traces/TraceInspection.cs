namespace Economy.World.Demand.Traces;

/// <summary>Recognises trace files by their headers and says what they hold.</summary>
public static class TraceInspection
{
    /// <summary>Scales at which the mean GPU load of the openb cluster is about 0.7, 1.5 and 4.</summary>
    public static IReadOnlyList<double> UsualScales { get; } = [0.0083, 0.0039, 0.0015];

    /// <summary>Inspects a trace file, or every trace file in a folder.</summary>
    /// <param name="capacityScales">At which the loads of an openb trace are worked out, where its node list lies beside it.</param>
    public static TraceResult<IReadOnlyList<Inspection>> Read(string path, OpenbOptions options, IReadOnlyList<double> capacityScales)
    {
        try
        {
            return Directory.Exists(path) ? OfFolder(path, options, capacityScales) : Listed(OfFile(path, options, capacityScales), []);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return CsvTable.Unreadable(path, null, e);
        }
    }

    private static TraceResult<IReadOnlyList<Inspection>> OfFolder(string path, OpenbOptions options, IReadOnlyList<double> capacityScales)
    {
        var inspections = new List<Inspection>();
        foreach (var file in Directory.GetFiles(path, "*.csv").Order(StringComparer.Ordinal))
        {
            if (TraceFormat.Recognise(CsvTable.Header(file)) is null) continue;
            if (Listed(OfFile(file, options, capacityScales), inspections).Error is { } error) return error;
        }
        return inspections.Count > 0 ? new TraceResult<IReadOnlyList<Inspection>>(inspections, null) : NotUnderstood(path, 0, "a folder without any");
    }

    private static TraceResult<IReadOnlyList<Inspection>> Listed(TraceResult<Inspection> result, List<Inspection> inspections)
    {
        if (result.Error is not null) return result.Error;
        inspections.Add(result.Require());
        return new(inspections, null);
    }

    private static TraceResult<Inspection> OfFile(string path, OpenbOptions options, IReadOnlyList<double> capacityScales)
    {
        var header = CsvTable.Header(path);
        var format = TraceFormat.Recognise(header);
        if (format == TraceFormat.OpenbPods) return OpenbInspection.OfPods(path, options, capacityScales);
        if (format == TraceFormat.OpenbNodes) return OpenbInspection.OfNodes(path, options);
        if (format == TraceFormat.AzureLlm) return AzureLlmInspection.Of(path, options);
        return NotUnderstood(path, 1, header.Length == 0 ? "an empty file" : $"the first line '{CsvTable.Excerpt(header)}'");
    }

    private static TraceError NotUnderstood(string path, int line, string found) => new(path, line, "a trace file", found,
        "Understood are: " + string.Join("; ", TraceFormat.All.Select(f => $"{f.Name} ({string.Join(',', f.Columns)})")) + ".");
}
