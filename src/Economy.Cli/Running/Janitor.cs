using System.ComponentModel;
using System.Diagnostics;
using Economy.Reporting;
using Economy.Reporting.Runs;

namespace Economy.Cli.Running;

/// <summary>
/// Removes what an unfinished run has written if this process is killed outright: a shell that waits for the end of its input,
/// which comes when this process is gone, however it went. A folder with a checkpoint, from which the run can be resumed, stays, and so
/// does whatever the run has not made. Where there is no shell the next run sweeps up.
/// </summary>
internal sealed class Janitor : IDisposable
{
    // The folder, its lock, the name of a checkpoint, then the names that a run gives to files.
    private const string Script = """
        trap '' INT TERM HUP; read -r _; PATH=/bin:/usr/bin; folder=$1; lock=$2; checkpoint=$3; shift 3
        if [ ! -e "$folder/$checkpoint" ] && cd -- "$folder" 2>/dev/null; then rm -f -- "$@"; cd / && rmdir -- "$folder" 2>/dev/null; fi
        [ -e "$lock" ] && flock -n "$lock" rm -f -- "$lock" 2>/dev/null
        """;

    private readonly Process? shell;

    public Janitor(RunFolder run)
    {
        if (OperatingSystem.IsWindows()) return;
        var start = new ProcessStartInfo("/bin/sh") { RedirectStandardInput = true };
        foreach (var argument in (string[])["-c", Script, "janitor", run.Unfinished, run.Lock, CheckpointFile.FileName,
            .. OwnFiles.OfUnfinished]) start.ArgumentList.Add(argument);
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
