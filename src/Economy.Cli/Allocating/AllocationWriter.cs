using System.Text.Json;

namespace Economy.Cli.Allocating;

/// <summary>
/// Writes an allocation as JSON while its shares come in: dense rows, or <c>[i, j, share]</c> where there would be too many.
/// </summary>
internal sealed class AllocationWriter : IDisposable
{
    /// <summary>Most numbers in dense shares.</summary>
    public const long MostDense = 5_000_000;

    private const int FlushAt = 1 << 16;
    private readonly Utf8JsonWriter json;
    private readonly RealProblem problem;
    private readonly bool isSparse;
    private readonly double[] row;
    private int task;

    public AllocationWriter(Stream output, RealProblem problem)
    {
        this.problem = problem;
        json = new Utf8JsonWriter(output);
        row = new double[problem.Pools];
        isSparse = (long)problem.Tasks * problem.Pools > MostDense;
        json.WriteStartObject();
        json.WriteStartArray(isSparse ? "sparseShares" : "shares");
    }

    /// <summary>Takes a share; they come ordered by task, then pool.</summary>
    public void Share(int i, int j, double share)
    {
        if (isSparse)
        {
            json.WriteStartArray();
            json.WriteNumberValue(i);
            json.WriteNumberValue(j);
            json.WriteNumberValue(share);
            json.WriteEndArray();
            if (json.BytesPending > FlushAt) json.Flush();
            return;
        }

        while (task < i) EndRow();
        row[j] = share;
    }

    /// <summary>Writes what is left.</summary>
    public void Complete(RealReport report)
    {
        while (!isSparse && task < problem.Tasks) EndRow();
        json.WriteEndArray();
        json.WriteStartArray("prices");
        for (var j = 0; j < problem.Pools; j++) Row(report.Price.AsSpan(j * problem.Resources, problem.Resources));
        json.WriteEndArray();
        json.WriteNumber("welfare", report.Welfare);
        json.WriteNumber("bound", report.Bound);
        json.WriteNumber("certified", report.CertifiedRatio);
        json.WriteNumber("passes", report.Passes);
        json.WriteEndObject();
        json.Flush();
    }

    public void Dispose() => json.Dispose();

    private void EndRow()
    {
        Row(row);
        row.AsSpan().Clear();
        task++;
        if (json.BytesPending > FlushAt) json.Flush();
    }

    private void Row(ReadOnlySpan<double> numbers)
    {
        json.WriteStartArray();
        foreach (var number in numbers) json.WriteNumberValue(number);
        json.WriteEndArray();
    }
}
