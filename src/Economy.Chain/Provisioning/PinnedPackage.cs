using System.Security.Cryptography;
using System.Text.Json;
using Economy.Chain.Processes;

namespace Economy.Chain.Provisioning;

/// <summary>An npm package that holds a program for one platform, pinned to its bytes.</summary>
/// <param name="Name">Name of the package.</param>
/// <param name="Version">Its version.</param>
/// <param name="Integrity">Hash of its archive as npm writes it: <c>sha512-</c> and base 64. Another archive is refused.</param>
/// <param name="Binary">Path of the program inside the package.</param>
/// <param name="ProgramHash">SHA-256 of that program, in lower-case hexadecimal digits.</param>
internal sealed record PinnedPackage(string Name, string Version, string Integrity, string Binary, string ProgramHash)
{
    /// <summary>Where it is kept.</summary>
    public string Home(string cache) => Path.Combine(cache, $"{Name.Replace('/', '-')}-{Version}");

    /// <summary>Where its program is, once it is installed.</summary>
    public string Program(string cache) => Path.Combine(Home(cache), Binary);

    /// <summary>
    /// Whether its program is there, byte by byte: the folder may be one that others write to. A tenth of a second for Node's 124 MB.
    /// </summary>
    public bool IsWhole(string cache)
    {
        if (!File.Exists(Program(cache))) return false;
        using var program = File.OpenRead(Program(cache));
        return Convert.ToHexStringLower(SHA256.HashData(program)) == ProgramHash;
    }

    /// <summary>Installs it in place of what is there, unless the program then does not pass <paramref name="runs"/>.</summary>
    /// <param name="npm">The npm that installs it.</param>
    /// <returns>What went wrong; null if nothing did.</returns>
    public async Task<string?> InstallAsync(string cache, NpmByNode npm, Func<string, Task<bool>> runs, CancellationToken cancel)
    {
        var draft = Home(cache) + ".new";
        if (Directory.Exists(draft)) Directory.Delete(draft, recursive: true);
        Directory.CreateDirectory(draft);
        var dependency = new Dictionary<string, string> { [Name] = Version };
        Write("package.json", new { dependencies = dependency });
        // npm holds what it installs against the lock file.
        Write("package-lock.json", new
        {
            lockfileVersion = 3,
            packages = new Dictionary<string, object> { [""] = new { dependencies = dependency },
                [$"node_modules/{Name}"] = new { version = Version, integrity = Integrity } },
        });
        var (exitCode, output) =
            await NodeProcess.RunAsync(npm.Node, [npm.Script, "ci", .. Npm.Quietly], draft, cancel, npm.Leashed).ConfigureAwait(false);
        if (exitCode != 0) return $"could not be installed from npm:{Environment.NewLine}{output}";
        var package = Path.Combine(draft, "node_modules", Name);
        if (!await runs(Path.Combine(package, Binary)).ConfigureAwait(false)) return "from npm does not run on this machine.";
        if (Directory.Exists(Home(cache))) Directory.Delete(Home(cache), recursive: true);
        Directory.Move(package, Home(cache));
        if (!IsWhole(cache)) return $"from npm has another program than the one that is expected (SHA-256 {ProgramHash}).";
        Directory.Delete(draft, recursive: true);
        return null;

        void Write(string file, object content) => File.WriteAllText(Path.Combine(draft, file), JsonSerializer.Serialize(content));
    }
}

/// <summary>An npm, and the Node that runs it.</summary>
/// <param name="Node">The Node's program.</param>
/// <param name="Script">npm's script.</param>
/// <param name="Leashed">Whether that Node is new enough (from 20) for a leash.</param>
internal readonly record struct NpmByNode(string Node, string Script, bool Leashed);
