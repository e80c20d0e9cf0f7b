using System.Security.Cryptography;
using System.Text;

namespace Economy.Chain.Provisioning;

/// <summary>
/// A file that says what a folder was made from. It is removed before the folder is touched and written when it is complete,
/// so a folder with a stamp is whole.
/// </summary>
internal sealed class Stamp(string file)
{
    /// <summary>The stamped text; null without a stamp.</summary>
    public string? Read()
    {
        try
        {
            return File.ReadAllText(file);
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    public void Remove()
    {
        if (File.Exists(file)) File.Delete(file);
    }

    public void Write(string text)
    {
        var draft = file + ".new";
        File.WriteAllText(draft, text);
        File.Move(draft, file, overwrite: true);
    }

    /// <summary>A hash over texts and the contents of files.</summary>
    public static string Hash(IEnumerable<string> texts, IEnumerable<string> files)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var text in texts) hash.AppendData(Encoding.UTF8.GetBytes(text + "\n"));
        foreach (var path in files) hash.AppendData(SHA256.HashData(File.ReadAllBytes(path)));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
