namespace Economy.World.Demand.Traces;

/// <summary>
/// What an Azure LLM inference trace holds: requests with tokens read and written.
/// Source: Patel et al., "Splitwise: Efficient Generative LLM Inference Using Phase Splitting", ISCA 2024.
/// </summary>
internal static class AzureLlmInspection
{
    private readonly record struct Request(DateTime Time, long ContextTokens, long GeneratedTokens);

    public static TraceResult<Inspection> Of(CsvFile file, OpenbOptions options)
    {
        var table = CsvTable.Read(file, TraceFormat.AzureLlm, options.MalformedShare,
            row => new Request(row.Time("TIMESTAMP"), row.Integer("ContextTokens", 0, long.MaxValue),
                row.Integer("GeneratedTokens", 0, long.MaxValue)));
        if (table.Error is { } error) return error;
        var requests = table.Require().Rows;
        var start = requests.Min(request => request.Time);
        var seconds = (requests.Max(request => request.Time) - start).Ticks / TimeSpan.TicksPerSecond + 1;

        var findings = new Findings
        {
            { "rows", "requests", requests.Count },
            { "rows", "malformed", table.Require().Malformed.Count },
            { "window", "length", seconds, "s" },
            { "arrivals", "mean", requests.Count / (double)seconds, "per second" },
        };
        findings.AddDispersion([.. requests.Select(request => (request.Time - start).Ticks / TimeSpan.TicksPerSecond)], seconds, ("1 s", 1),
            ("10 s", 10), ("1 min", 60));
        findings.AddQuantiles("context", requests.Select(request => (double)request.ContextTokens), "tokens");
        findings.AddQuantiles("generated", requests.Select(request => (double)request.GeneratedTokens), "tokens");
        return new Inspection(file.Path, TraceFormat.AzureLlm.Name, findings, [], table.Require().Malformed);
    }
}
