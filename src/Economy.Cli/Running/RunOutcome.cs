using System.Runtime.ExceptionServices;
using Economy.Actors;
using Economy.Chain;
using Economy.Reporting;
using Economy.World;

namespace Economy.Cli.Running;

/// <summary>Runs a session and turns whatever comes of it into one message and an exit code.</summary>
internal static class RunOutcome
{
    public static async Task<int> OfAsync(RunRequest request, IDisplay display, bool quiet, bool json, CancellationToken cancel)
    {
        var session = new RunSession(request, display, cancel);
        try
        {
            var (manifest, folder) = await RunAsync(session, display).ConfigureAwait(false);
            if (json) Console.Write(manifest.ToJson());
            else if (quiet) Console.Write(Summary.Digests(manifest));
            else Summary.Print(manifest, folder);
            return manifest.Reconciliation is { Differences.Count: > 0 } failed ? Disagrees(failed) : ExitCode.Ok;
        }
        catch (Exception ended) when (ended is OperationCanceledException or ChainException && cancel.IsCancellationRequested)
        {
            Console.Error.WriteLine(
                $"economy: cancelled; {(session.Resumable is { } kept ? $"go on with: economy resume {Summary.Nearby(kept)}" : session.Cut is { } cut ? $"what was done of it is kept in {Summary.Nearby(cut)}" : "nothing of this run was kept")}");
            return ExitCode.Cancelled;
        }
        catch (ChainException failed)
        {
            return Report.Failed($"{failed.Message}\n  {failed.Remedy}{HowToGoOn(session)}");
        }
        catch (Exception failed) when (Stages.Describe(failed) is not null)
        {
            return Report.Failed($"{Stages.Describe(failed)}{HowToGoOn(session)}");
        }
        catch (AmountOverflowException failed)
        {
            return Report.Failed(failed.Message);
        }
        catch (RunOutputException failed)
        {
            return Report.Failed($"{failed.Place}: {failed.Problem}\n  {failed.Remedy}{HowToGoOn(session)}");
        }
        catch (RunDamagedException failed)
        {
            return Report.Failed($"{failed.Place}: {failed.Problem}\n  {failed.Remedy}");
        }
    }

    private static string HowToGoOn(RunSession session) =>
        session.Resumable is { } kept && ResumedRun.IsThere(kept)
            ? $"\n  Nothing is lost: once that is mended, go on with: economy resume {Summary.Nearby(kept)}" : "";

    // Whatever is said next must not stand in the line of the progress bar.
    private static async Task<(RunManifest Manifest, string Folder)> RunAsync(RunSession session, IDisplay display)
    {
        try
        {
            return await session.RunAsync().ConfigureAwait(false);
        }
        catch (ActorFailedException failed) when (failed.InnerException is ChainException or ClusterException or RunOutputException or RunDamagedException or OperationCanceledException)
        {
            // What has a place and a remedy of its own is told as if no actor had been between.
            ExceptionDispatchInfo.Throw(failed.InnerException);
            throw;
        }
        finally
        {
            display.Finish();
        }
    }

    private static int Disagrees(Reconciliation failed)
    {
        foreach (var difference in failed.Differences.Take(20)) Console.Error.WriteLine($"  {difference}");
        return Report.Failed($"books and chain disagree on {failed.Differences.Count} balances; the run is kept for inspection");
    }
}
