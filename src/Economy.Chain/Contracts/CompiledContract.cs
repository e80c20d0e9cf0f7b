using System.Text.Json;

namespace Economy.Chain.Contracts;

/// <summary>What the compiler made of a contract.</summary>
internal static class CompiledContract
{
    /// <summary>The code that deploys <c>Settlement</c>, without the constructor's arguments.</summary>
    /// <param name="artifacts">The folder with the compiled contracts.</param>
    /// <exception cref="ToolchainException">It is not there, or damaged.</exception>
    public static byte[] CreationCode(string artifacts)
    {
        var file = Path.Combine(artifacts, "contracts", "Settlement.sol", "Settlement.json");
        try
        {
            using var artifact = JsonDocument.Parse(File.ReadAllBytes(file));
            return Convert.FromHexString(artifact.RootElement.GetProperty("bytecode").GetString().AsSpan(2));
        }
        catch (Exception cause) when (cause is IOException or JsonException or FormatException or KeyNotFoundException or InvalidOperationException or ArgumentException)
        {
            throw new ToolchainException($"The compiled contract {file} cannot be read: {cause.Message}",
                "Delete the folder artifacts and run again.", cause);
        }
    }
}
