using System.Reflection;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Economy.Core.Records;
using Economy.Core.Scenarios;
using Economy.Reporting.Runs;

namespace Economy.Reporting;

/// <summary>
/// What identifies a run and its results: <c>manifest.json</c>. The tables and the digests are filled in by
/// <see cref="RunFolder.Complete"/>; nothing else here enters a digest but <see cref="ScenarioHash"/>.
/// </summary>
public sealed record RunManifest
{
    /// <summary>File name in the run folder.</summary>
    public const string FileName = "manifest.json";

    /// <summary>Version of this program.</summary>
    public static string Version { get; } =
        typeof(RunManifest).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        NewLine = "\n",
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        RespectNullableAnnotations = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) },
    };

    /// <summary>Tells a run's manifest from any other file of that name.</summary>
    public string Format { get; init; } = "economy run 1";

    /// <summary>Name of the run and of its folder.</summary>
    public required string Name { get; init; }

    /// <summary>What the scenario is for.</summary>
    public string Description { get; init; } = "";

    /// <summary>SHA-256 over everything that determines the run; see <see cref="Digests.Economy"/>.</summary>
    public string EconomyDigest { get; init; } = "";

    /// <summary>The chained journal roots; see <see cref="Digests.Settlement"/>.</summary>
    public string SettlementDigest { get; init; } = "";

    /// <summary>The canonical scenario text, as YAML; also in <c>scenario.yaml</c>.</summary>
    public required string Scenario { get; init; }

    /// <summary>Hash of the scenario, hexadecimal.</summary>
    public required string ScenarioHash { get; init; }

    /// <summary>Seed of every random stream.</summary>
    public required ulong Seed { get; init; }

    /// <summary>Ticks simulated.</summary>
    public required int Ticks { get; init; }

    /// <summary>
    /// Ticks that the scenario asks for, where the run was stopped before or before it was settled; null where it is complete.
    /// </summary>
    public int? CutFrom { get; init; }

    /// <summary>The stop condition that ended the run; null where none did.</summary>
    public StoppedBy? Stopped { get; init; }

    /// <summary>What is worth knowing of the run before its figures are read. Made from its tables.</summary>
    public IReadOnlyList<Diagnosis> Diagnoses { get; init; } = [];

    /// <summary>Length of a tick, seconds.</summary>
    public int TickSeconds { get; init; } = 3600;

    /// <summary>One coin is 10^decimals minor units.</summary>
    public int Decimals { get; init; } = 2;

    /// <summary><c>hardhat</c>, <c>anvil</c>, <c>rpc</c> or <c>none</c>.</summary>
    public required string Chain { get; init; }

    /// <summary>Whether the books were settled on a chain and compared with it.</summary>
    public bool Settled { get; init; }

    /// <summary>What the chain was, where there was one.</summary>
    public ChainDetails? ChainDetails { get; init; }

    /// <summary>The comparison of books and chain, where there was one.</summary>
    public Reconciliation? Reconciliation { get; init; }

    /// <summary>Format of the tables' files.</summary>
    public TableFormat TableFormat { get; init; }

    /// <summary>The tables of the folder, in digest order.</summary>
    public IReadOnlyList<WrittenTable> Tables { get; init; } = [];

    /// <summary>
    /// Tables that the scenario's <c>output</c> does not keep: their rows were counted and hashed, and the digest covers them all the same.
    /// </summary>
    public IReadOnlyList<WrittenTable> NotKept { get; init; } = [];

    /// <summary>What else the run has written: its scenario, journal and report.</summary>
    public IReadOnlyList<WrittenFile> Files { get; init; } = [];

    /// <summary>Which engine did what, by seam.</summary>
    [System.Text.Json.Serialization.JsonPropertyName("engines")]
    public IReadOnlyDictionary<string, string> MadeBy { get; init; } = new Dictionary<string, string>();

    /// <summary>Versions by program; Economy and .NET unless said otherwise.</summary>
    public IReadOnlyDictionary<string, string> Versions { get; init; } = new Dictionary<string, string>
    {
        ["economy"] = Version,
        ["dotnet"] = Environment.Version.ToString(),
    };

    /// <summary>What is worth saying of the input: the load that a trace reaches, its malformed rows.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Seconds by phase.</summary>
    public IReadOnlyDictionary<string, double> Timings { get; init; } = new Dictionary<string, double>();

    /// <summary>The manifest of a run about to start: what the scenario says.</summary>
    /// <param name="scenario">The scenario, as run.</param>
    /// <param name="text">Its canonical text.</param>
    /// <param name="hash">Its hash, hexadecimal.</param>
    public static RunManifest Of(Scenario scenario, string text, string hash) => new()
    {
        Name = scenario.Name,
        Description = scenario.Description,
        Scenario = text,
        ScenarioHash = hash,
        Seed = scenario.Seed,
        Ticks = scenario.Ticks,
        TickSeconds = scenario.TickSeconds,
        Decimals = scenario.Money.Decimals,
        TableFormat = scenario.Output.Format,
        Chain = scenario.Chain.StartsWith("http", StringComparison.OrdinalIgnoreCase) ? "rpc" : scenario.Chain,
    };

    /// <summary>The JSON text, ending in a line feed.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, Json) + "\n";

    /// <summary>Writes it into a run folder, in place of the one before.</summary>
    /// <exception cref="RunOutputException">It cannot be written.</exception>
    public void Write(string folder) => Durable.Write(Path.Combine(folder, FileName), ToJson());

    /// <summary>The same, with the hashes of the files that lie in a run folder beside its tables.</summary>
    /// <param name="folder">The run folder.</param>
    /// <param name="leave">Names of files that will not stay.</param>
    /// <exception cref="RunOutputException">One of them cannot be read.</exception>
    public RunManifest WithFiles(string folder, params IReadOnlyList<string> leave) => this with
    {
        Files = [.. from name in WrittenFile.Names.Except(leave) where File.Exists(Path.Combine(folder, name)) select WrittenFile.Of(folder,
            name)],
    };

    /// <summary>Reads a manifest.</summary>
    /// <exception cref="RunFormatException">There is none, or it is not one of a run.</exception>
    public static RunManifest Read(string folder)
    {
        var file = Path.Combine(folder, FileName);
        try
        {
            var manifest = JsonSerializer.Deserialize<RunManifest>(File.ReadAllBytes(file), Json);
            return manifest is { Format: "economy run 1" } ? manifest : throw new RunFormatException(file, 1, "format", "economy run 1", manifest?.Format ?? "null");
        }
        catch (JsonException e)
        {
            throw new RunFormatException(file, (int)(e.LineNumber ?? 0) + 1, e.Path, "the manifest of a run", e.Message);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new RunFormatException(file, 1, null, "the manifest of a run", e.Message);
        }
    }
}

/// <summary>A table as written: enough to find it changed.</summary>
public sealed record WrittenTable
{
    /// <summary>File name without extension.</summary>
    public required string Name { get; init; }

    /// <summary>Rows, the header not counted.</summary>
    public required long Rows { get; init; }

    /// <summary>SHA-256 of its rows as canonical text, which the file itself is where it is CSV; lower-case hexadecimal.</summary>
    public required string Sha256 { get; init; }
}

/// <summary>A file beside the tables: enough to find it changed.</summary>
/// <param name="Name">Its name in the run folder.</param>
/// <param name="Sha256">SHA-256 of its content, lower-case hexadecimal.</param>
public sealed record WrittenFile(string Name, string Sha256)
{
    /// <summary>The files that a manifest may list.</summary>
    public static IReadOnlyList<string> Names { get; } = ["scenario.yaml", JournalFile.FileName, OwnFiles.Report,
        RunTable.Ladder.File];

    internal static WrittenFile Of(string folder, string name) => RunOutputException.At(Path.Combine(folder, name), () =>
    {
        using var file = File.OpenRead(Path.Combine(folder, name));
        return new WrittenFile(name, Convert.ToHexStringLower(SHA256.HashData(file)));
    });
}

/// <summary>The chain a run was settled on.</summary>
public sealed record ChainDetails
{
    /// <summary>Chain id.</summary>
    public required long ChainId { get; init; }

    /// <summary>What the node calls itself.</summary>
    public string? Client { get; init; }

    /// <summary>The last block of the run.</summary>
    public required long LastBlock { get; init; }

    /// <summary>Addresses by contract name.</summary>
    public IReadOnlyDictionary<string, string> Contracts { get; init; } = new Dictionary<string, string>();

    /// <summary>
    /// The deployments that settled the run, one after the other; more than one where a node had to be left for a fresh one.
    /// </summary>
    public IReadOnlyList<ChainGeneration> Generations { get; init; } = [];

    /// <summary>What went wrong with nodes and was put right, in words.</summary>
    public IReadOnlyList<string> Incidents { get; init; } = [];
}

/// <summary>The part of a run that was settled on one deployment.</summary>
public sealed record ChainGeneration
{
    /// <summary>First tick settled there.</summary>
    public required int FirstTick { get; init; }

    /// <summary>Last tick settled there.</summary>
    public required int LastTick { get; init; }

    /// <summary>Number of the first batch settled there.</summary>
    public required long FirstBatch { get; init; }

    /// <summary>
    /// The settlement digest of all ticks before, which the contract holds as its <c>history</c>; 32 zero bytes where there are none.
    /// </summary>
    public required string History { get; init; }

    /// <summary>Why it was begun: <c>start</c>, <c>memory</c>, <c>lost</c>, or <c>resumed</c>.</summary>
    public required string Cause { get; init; }

    /// <summary>What the node calls itself.</summary>
    public required string Client { get; init; }

    /// <summary>Chain id.</summary>
    public required long ChainId { get; init; }

    /// <summary>The last block of the run there.</summary>
    public long? LastBlock { get; init; }

    /// <summary>Address of the settlement contract.</summary>
    public required string Settlement { get; init; }

    /// <summary>
    /// Balances compared with the books when it was left, all equal; null for the last one, which is compared at the end.
    /// </summary>
    public long? Compared { get; init; }
}

/// <summary>Books and chain compared.</summary>
public sealed record Reconciliation
{
    /// <summary>Accounts compared.</summary>
    public required long Accounts { get; init; }

    /// <summary>Tokens compared for each of them.</summary>
    public required long Tokens { get; init; }

    /// <summary>The differences, in words; empty where books and chain agree.</summary>
    public IReadOnlyList<string> Differences { get; init; } = [];
}
