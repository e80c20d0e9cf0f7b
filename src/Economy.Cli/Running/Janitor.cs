using System.ComponentModel;
using System.Diagnostics;
using Economy.Reporting;

namespace Economy.Cli.Running;

/// <summary>
/// Removes the folder of an unfinished run if this process is killed outright: a shell that waits for the end of its input,
/// which comes when this process is gone, however it went. A folder with a checkpoint, from which the run can be resumed, stays.
/// Where there is no shell the next run sweeps up.
/// </summary>
internal sealed class Janitor : IDisposable
{
    private const string Script = """trap '' INT TERM HUP; read -r _; [ -e "$1/$2" ] || PATH=/bin:/usr/bin rm -rf -- "$1" 2>/dev/null""";

    private readonly Process? shell;

    public Janitor(string folder)
    {
        if (OperatingSystem.IsWindows()) return;
        var start = new ProcessStartInfo("/bin/sh") { RedirectStandardInput = true };
        foreach (var argument in (string[])["-c", Script, "janitor", Path.GetFullPath(folder), CheckpointFile.FileName]) start.ArgumentList.Add(argument);
        try
        {
            shell = Process.Start(start);
        }
        catch (Win32Exception)
        {
            // No shell: the next run sweeps up.
        }
    }

    /// <summary>Lets the shell end; a folder that was neither published nor can be resumed goes with it.</summary>
    public void Dispose()
    {
        if (shell is null) return;
        shell.StandardInput.Close();
        shell.WaitForExit();
        shell.Dispose();
    }
}
