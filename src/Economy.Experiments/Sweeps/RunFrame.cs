using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Economy.Core.Scenarios;
using Economy.Experiments.Measures;
using Economy.Scenarios;
using Economy.World;
using Economy.World.Actors.Remote;

namespace Economy.Experiments.Sweeps;

/// <summary>A run of a study as bytes, for a node of a cluster; and what came of it.</summary>
public static class RunFrame
{
    private static readonly JsonSerializerOptions Plain = new() { TypeInfoResolver = new DefaultJsonTypeInfoResolver() };

    /// <summary>What keeps a run from being made elsewhere; null where nothing does.</summary>
    public static string? Problem(Scenario scenario, MeasureSet measures) =>
        measures.Coded.Count > 0 ? $"the measure '{measures.Coded[0].Name}' is code, which nodes do not have"
            : scenario.Demand.Source is not (DemandSource.None or DemandSource.Synthetic)
                ? "the scenario replays a trace, which nodes do not have"
            : scenario.Allocation.Model is not null ? "the scenario's allocation has a model, whose file nodes do not have" : null;

    /// <summary>A run.</summary>
    public static byte[] Of(Scenario scenario, MeasureSet measures, Condition? stop) => Frame.Write(frame =>
    {
        frame.Write(ScenarioWriter.Print(scenario));
        frame.Write(JsonSerializer.Serialize(measures.Columns, Plain));
        frame.Write(stop?.ToString() ?? "");
    });

    /// <summary>Makes a run, and gives what came of it.</summary>
    public static byte[] Serve(byte[] run, CancellationToken cancellation)
    {
        WorldKinds.Register();
        using var frame = Frame.Read(run);
        var (text, columns, stop) = (frame.ReadString(), frame.ReadString(), frame.ReadString());
        var outcome = LocalWorkers.Try(default, (_, cancel) =>
        {
            var read = ScenarioReader.Read(text, "the scenario of the run");
            var scenario = read.Scenario ?? throw new InvalidDataException(string.Join('\n', read.Errors));
            var world = WorldBuilder.Build(scenario) is var built && built.World is { } made ? made
                : throw new InvalidDataException(built.Problem);
            var measures = MeasureSet.Of(JsonSerializer.Deserialize<List<MeasureSpec>>(columns, Plain)!);
            return SingleRun.Of(world, scenario, measures, Condition.Parse(stop), cancel);
        }, cancellation);
        return Frame.Write(answer =>
        {
            answer.Write(outcome.Seconds);
            answer.Write(outcome.Error ?? "");
            if (outcome.Findings is null) return;
            answer.Write(outcome.Findings.Digest);
            answer.Write7BitEncodedInt(outcome.Findings.Measured.Count);
            foreach (var measured in outcome.Findings.Measured)
            {
                answer.Write(measured.Value);
                answer.Write7BitEncodedInt(measured.Series.Count);
                foreach (var (tick, value) in measured.Series)
                {
                    answer.Write7BitEncodedInt(tick);
                    answer.Write(value);
                }
            }
        });
    }

    /// <summary>Reads what came of a run.</summary>
    public static RunOutcome Outcome(RunOrder order, byte[] answer)
    {
        using var frame = Frame.Read(answer);
        var (seconds, error) = (frame.ReadDouble(), frame.ReadString());
        if (error.Length > 0) return new(order, seconds, null, error);
        var digest = frame.ReadString();
        var measured = new Measured[frame.Read7BitEncodedInt()];
        for (var m = 0; m < measured.Length; m++)
        {
            var value = frame.ReadDouble();
            var series = new (int Tick, double Value)[frame.Read7BitEncodedInt()];
            for (var t = 0; t < series.Length; t++) series[t] = (frame.Read7BitEncodedInt(), frame.ReadDouble());
            measured[m] = new(value, series);
        }

        return new(order, seconds, new(digest, measured), null);
    }
}
