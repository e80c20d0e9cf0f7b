using Economy.Chain.Accounts;

namespace Economy.Cli.Running;

/// <summary>
/// The key that a run on somebody else's node signs with, from a file or the environment; never from the command line, which other users
/// can read.
/// </summary>
internal static class SettlementKey
{
    private const UnixFileMode Others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;
    private const int Longest = 1024;

    /// <summary>Finds the key for a chain.</summary>
    /// <param name="file">The file named on the command line, which goes before the environment.</param>
    /// <param name="key">Null where none is given, or the run's own node signs.</param>
    /// <returns>What is wrong, without a word of what was read; null where nothing is.</returns>
    public static string? Problem(string? file, string chain, out SigningKey? key)
    {
        key = null;
        var isRemote = Uri.TryCreate(chain, UriKind.Absolute, out _);
        var (text, place) = (Environment.GetEnvironmentVariable(SigningKey.Variable), SigningKey.Variable);
        if (file is not null)
        {
            if (!isRemote) return $"--key-file goes with --chain URL only: the node of a run on {chain} signs itself.";
            if (Read(file, out text) is { } problem) return problem;
            place = file;
        }

        if (!isRemote || text is not { Length: > 0 }) return null;
        return SigningKey.TryParse(text, out key) ? null
            : $"{place} holds no key: 64 hexadecimal digits, with or without 0x before them, are wanted.";
    }

    private static string? Read(string file, out string? text)
    {
        text = null;
        try
        {
            using var stream = File.OpenRead(file);
            if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(stream.SafeFileHandle) & Others) != 0)
                return $"{file} can be read or changed by other users. Keep the key to yourself: chmod 600 {file}";
            using var reader = new StreamReader(stream);
            var buffer = new char[Longest];
            text = new string(buffer, 0, reader.ReadBlock(buffer));
            return text.Length > 0 ? null : $"{file} is empty.";
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            return $"{file} cannot be read: {cause.Message}";
        }
    }
}
