using Economy.Core.Records;

namespace Economy.Reporting;

/// <summary>The rows of a run, complete or under way.</summary>
public interface IRunTables
{
    /// <summary>What identifies the run.</summary>
    RunManifest Manifest { get; }

    /// <summary>Whether there may be rows of a table; no trouble need be taken where there are none.</summary>
    bool Has(RunTable table) => true;

    /// <summary>All rows of a table in memory; none where the run does not write it.</summary>
    IReadOnlyList<TRow> Read<TRow>()
        where TRow : struct;

    /// <summary>The rows of a table one by one, for tables too big to hold.</summary>
    IEnumerable<TRow> Stream<TRow>()
        where TRow : struct;
}
