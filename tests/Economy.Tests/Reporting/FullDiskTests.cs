using System.Diagnostics;
using Economy.Core.Records;
using Economy.Reporting;

namespace Economy.Tests.Reporting;

public sealed class FullDiskTests
{
    [TmpfsFact]
    public void A_full_disk_ends_the_run_and_leaves_nothing()
    {
        using var parent = new TemporaryFolder();
        var disk = parent["disk"];
        Directory.CreateDirectory(disk);
        Assert.True(TmpfsFactAttribute.Mount(disk));
        try
        {
            using (var folder = RunFolder.Begin(disk, "sample", SampleRun.Scenario))
            {
                var full = Assert.Throws<RunOutputException>(() =>
                {
                    for (var tick = 1; tick < 100_000; tick++) folder.Write(new MarketRow(tick, "land", 0, 0, 0, 0, 0, 0, 0, 0));
                });
                Assert.Contains("full", full.Problem, StringComparison.Ordinal);
            }

            Assert.Empty(Directory.GetFileSystemEntries(disk));
        }
        finally
        {
            TmpfsFactAttribute.Run("umount", disk);
        }
    }
}

/// <summary>A test that needs a small disk of its own; skipped where one cannot be mounted.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class TmpfsFactAttribute : FactAttribute
{
    public TmpfsFactAttribute()
    {
        var probe = Directory.CreateTempSubdirectory("economy-tmpfs-").FullName;
        if (Mount(probe)) Run("umount", probe);
        else Skip = "no permission to mount a tmpfs here, so a full disk cannot be tried";
        Directory.Delete(probe);
    }

    internal static bool Mount(string folder) => Run("mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", folder);

    internal static bool Run(string program, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
            process.StandardError.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
