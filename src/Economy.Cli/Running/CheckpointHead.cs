using System.Security.Cryptography;
using Economy.Core.Books;
using Economy.Reporting;
using Economy.Scenarios;
using Economy.World;

namespace Economy.Cli.Running;

/// <summary>What a checkpoint says of its run before the state itself.</summary>
/// <param name="Tick">The last tick that was over.</param>
/// <param name="Scenario">The scenario's canonical text; the chain's address without what may be secret in it.</param>
/// <param name="HidesChain">Whether something of the chain's address is left out.</param>
/// <param name="Data">Folder of the trace files, from the command line.</param>
/// <param name="ScenarioFolder">Folder of the scenario file.</param>
/// <param name="Root">Folder of the runs when the run began: what lay beside it is looked for there again after a move.</param>
/// <param name="Notes">What was said of the input; a trace that has changed says something else.</param>
/// <param name="Every">Ticks from one checkpoint to the next.</param>
/// <param name="RunId">The run.</param>
internal sealed record CheckpointHead(
    int Tick, string Scenario, bool HidesChain, string? Data, string ScenarioFolder, string Root, IReadOnlyList<string> Notes, int Every,
    Hash32 RunId)
{
    /// <summary>Hash over the assemblies that decide about results: another build may come to others.</summary>
    public static string ThisBuild { get; } = Convert.ToHexStringLower(SHA256.HashData(
        [.. new[] { typeof(Ledger), typeof(Attention.IAllocator), typeof(Simulator), typeof(RunFolder), typeof(ScenarioReader) }.SelectMany(
            t => t.Module.ModuleVersionId.ToByteArray())]));

    public void Save(BinaryWriter state)
    {
        state.Write(Tick);
        state.Write(Scenario);
        state.Write(HidesChain);
        state.Write(Data ?? "");
        state.Write(ScenarioFolder);
        state.Write(Root);
        state.Write(Notes.Count);
        foreach (var note in Notes) state.Write(note);
        state.Write(Every);
        state.Write(RunId.ToString());
    }

    public static CheckpointHead Read(BinaryReader state) => new(
        state.ReadInt32(), state.ReadString(), state.ReadBoolean(), state.ReadString() is { Length: > 0 } data ? data : null,
        state.ReadString(), state.ReadString(),
        [.. Enumerable.Range(0, state.ReadInt32()).Select(_ => state.ReadString())], state.ReadInt32(), Hash32.Parse(state.ReadString()));

    /// <summary>A folder that the run was started with: where it was or, if run and folder were moved together, where it is now.</summary>
    /// <param name="folder">Its path then.</param>
    /// <param name="root">Folder of the runs now.</param>
    public string Moved(string folder, string root) =>
        Path.GetFullPath(Path.GetRelativePath(Root, folder), root) is var beside && !Directory.Exists(folder) && Directory.Exists(beside)
            ? beside : folder;
}
