using Economy.Core.Records;
using Economy.Core.Scenarios;
using Economy.Reporting.Runs;

namespace Economy.Reporting;

/// <summary>What a reader of scenarios makes of the text in a manifest.</summary>
/// <param name="Scenario">The scenario; null where the text is none.</param>
/// <param name="Hash">Its hash, hexadecimal.</param>
/// <param name="Problem">What is wrong with the text, in a line; empty where nothing is.</param>
public sealed record VerifiedScenario(Scenario? Scenario, string Hash, string Problem);

/// <summary>Whether the manifest and the folder are those of the scenario that they show.</summary>
internal static class ScenarioChecks
{
    internal static IEnumerable<Check> Of(RunReader run, VerifiedScenario read)
    {
        var manifest = run.Manifest;
        const string Hash = "The scenario has the hash that the manifest gives and the digest covers";
        if (read.Scenario is not { } scenario)
        {
            yield return Check.That(Hash, "", [$"the manifest's scenario cannot be read: {read.Problem}"]);
            yield break;
        }

        yield return Check.That(Hash, read.Hash,
            read.Hash == manifest.ScenarioHash ? [] : [$"it has {read.Hash}, the manifest says {manifest.ScenarioHash}"]);
        yield return Check.That("scenario.yaml is the scenario of the manifest", $"{manifest.Scenario.Length} characters",
            FileProblems(run));
        yield return Check.That("What the manifest repeats of the scenario is what the scenario says", "name, description, seed, ticks, decimals, chain", Repeated(manifest, scenario));
        yield return Check.That("The run ended where its scenario ends it", manifest.Stopped?.When ?? "its last tick", Ended(run, scenario));
        yield return Check.That("Every file that the scenario promises is there, and no other table", $"{manifest.Tables.Count} tables, {manifest.Files.Count} files", Promised(run, scenario));
        foreach (var observer in Observer.Of(scenario).Where(o => scenario.Output.Every > 1 && o.IsOfStates && manifest.Tables.Any(t => t.Name == o.Table.Name)))
            yield return Check.That($"{observer.Table.File} has rows of the ticks that output.every takes, and of the last", $"every {scenario.Output.Every} ticks",
                observer.Table.Visit(new Untaken(run, observer, scenario.Output)));
    }

    /// <summary>Ticks of which a table of states has rows, and should have none.</summary>
    private sealed class Untaken(RunReader run, Observer observer, OutputSpec output) : IRowVisitor<IEnumerable<string>>
    {
        public IEnumerable<string> Visit<TRow>()
            where TRow : struct
            => from tick in run.Stream<TRow>().Select(row => TickSummary<TRow>.TickOf(row)).Distinct()
               where tick != run.Manifest.Ticks && !observer.Takes(tick, output)
               select $"it has rows of tick {tick}";
    }

    private static IEnumerable<string> FileProblems(RunReader run)
    {
        var file = Path.Combine(run.Folder, "scenario.yaml");
        if (!File.Exists(file)) yield return "it is missing";
        else if (new FileInfo(file).Length > 4L * (run.Manifest.Scenario.Length + 1) || File.ReadAllText(file) != run.Manifest.Scenario)
            yield return "it differs";
    }

    private static IEnumerable<string> Repeated(RunManifest manifest, Scenario scenario)
    {
        var told = RunManifest.Of(scenario, manifest.Scenario, manifest.ScenarioHash);
        var asked = manifest.CutFrom ?? (manifest.Stopped is null ? manifest.Ticks : told.Ticks);
        if (manifest.Name != told.Name) yield return $"name {manifest.Name}, the scenario says {told.Name}";
        if (manifest.Description != told.Description) yield return "the description differs";
        if (manifest.Seed != told.Seed) yield return $"seed {manifest.Seed}, the scenario says {told.Seed}";
        if (asked != told.Ticks || manifest.Ticks > told.Ticks) yield return $"ticks {asked}, the scenario says {told.Ticks}";
        if (manifest.TickSeconds != told.TickSeconds)
            yield return $"tickSeconds {manifest.TickSeconds}, the scenario says {told.TickSeconds}";
        if (manifest.Decimals != told.Decimals) yield return $"decimals {manifest.Decimals}, the scenario says {told.Decimals}";
        if (manifest.Chain != told.Chain) yield return $"chain {manifest.Chain}, the scenario says {told.Chain}";
        if (manifest.TableFormat != told.TableFormat)
            yield return $"tableFormat {manifest.TableFormat}, the scenario says {told.TableFormat}";
        if (manifest.Settled != (scenario.Chain != "none" && manifest.CutFrom is null)) yield return $"settled {manifest.Settled}, the scenario says chain {told.Chain}";
        if (manifest.Settled != (manifest.ChainDetails is not null)) yield return $"settled {manifest.Settled}, and chainDetails {(manifest.ChainDetails is null ? "are missing" : "are there")}";
        if (manifest is { Settled: true, ChainDetails: { } chain } && (chain.Generations is not [.., var last] || (last.ChainId, last.Client, last.LastBlock) != (chain.ChainId, chain.Client, chain.LastBlock)))
            yield return "chainDetails differ from the last of the generations";
    }

    /// <summary>At the first tick in which a stop condition has held for long enough, else at the last.</summary>
    private static IEnumerable<string> Ended(RunReader run, Scenario scenario)
    {
        var (stops, told) = (new StopConditions(scenario.Stop), run.Manifest.Stopped);
        foreach (var row in run.Stream<TickRow>().Where(t => t.Tick > 0))
        {
            if (stops.Stopped is not null) yield return $"tick {row.Tick} comes after '{stops.Stopped.When}' in tick {stops.Stopped.Tick}";
            if (stops.Stopped is not null) break;
            stops.Look(row);
        }

        if (stops.Stopped != told) yield return $"ticks.csv: {Words(stops.Stopped)}; the manifest: {Words(told)}";
        if (told is not null && told.Tick != run.Manifest.Ticks) yield return $"stopped in tick {told.Tick}, and has {run.Manifest.Ticks} ticks";
    }

    private static string Words(StoppedBy? stopped) => stopped is null ? "nothing stopped it" : $"'{stopped.When}' did in tick {stopped.Tick}";

    private static IEnumerable<string> Promised(RunReader run, Scenario scenario)
    {
        var manifest = run.Manifest;
        foreach (var name in manifest.Tables.Concat(manifest.NotKept).Select(t => t.Name).Except(Observer.All.Select(o => o.Table.Name)))
            yield return $"{name}.csv is in the manifest, and nothing is known that writes it";
        foreach (var observer in Observer.All)
        {
            var (table, isThere, isKept) = (observer.Table, observer.Applies(scenario), observer.IsKept(scenario));
            var (written, left) = (manifest.Tables.Any(t => t.Name == table.Name), manifest.NotKept.Any(t => t.Name == table.Name));
            if ((written, left) != (isThere && isKept, isThere && !isKept))
                yield return $"{table.File} is {(written ? "" : "not ")}in the manifest, against what the scenario says";
            var file = table.FileAs(manifest.TableFormat);
            if (isThere && isKept && !File.Exists(Path.Combine(run.Folder, file))) yield return $"{file} is missing";
        }

        if (manifest.Settled && scenario.Output.Journal && !File.Exists(Path.Combine(run.Folder, JournalFile.FileName))) yield return $"{JournalFile.FileName} is missing";
        foreach (var file in manifest.Files.Where(f => !File.Exists(Path.Combine(run.Folder, Path.GetFileName(f.Name))))) yield return $"{file.Name} is missing";
    }
}
