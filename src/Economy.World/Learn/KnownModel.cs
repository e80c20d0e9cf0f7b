using System.Security.Cryptography;
using Economy.Attention.Model;
using Economy.Attention.Files;

namespace Economy.World.Learn;

/// <summary>A model read from a file, or what is wrong with it.</summary>
/// <param name="Model">The model; null where there is a problem.</param>
/// <param name="Hash">SHA-256 of the file, lower-case hexadecimal.</param>
/// <param name="Problem">What is wrong and what to do about it.</param>
public sealed record KnownModel(AttentionModel? Model, string? Hash, string? Problem)
{
    /// <summary>Reads a model file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="hash">What it must hash to; null where anything will do.</param>
    public static KnownModel Read(string path, string? hash)
    {
        byte[] bytes;
        try
        {
            bytes = File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Bad($"the model {path} cannot be read: {e.Message}\nWrite one with economy train, or remove allocation.model.");
        }

        var found = Convert.ToHexStringLower(SHA256.HashData(bytes));
        if (hash is not null && !hash.Equals(found, StringComparison.OrdinalIgnoreCase))
            return Bad($"the model {path} is another than the scenario was written for: its hash is {found}, allocation.modelHash is {hash}.\nGive the right file, or remove allocation.modelHash.");
        var read = ModelFile.Read(new MemoryStream(bytes));
        return read.Value is { } file ? new KnownModel(file.Model, found, null) : Bad($"the model {path} cannot be used: {read.Error}");
    }

    /// <summary>What keeps a world's model from seeing its tasks and pools; null where it fits.</summary>
    internal static string? Misfit(WorldModel world) => world.Model!.Schema.Difference(ObservedFeatures.SchemaOf(world)) is { } difference
        ? $"the model was trained on another world: {difference}.\nTrain one on this scenario with economy train, or give the scenario the same kinds of task, regions, hardware, resources and pools."
        : null;

    private static KnownModel Bad(string problem) => new(null, null, problem);
}
