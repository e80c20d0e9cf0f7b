namespace Economy.Akka;

/// <summary>The barrier at the end of a superstep within a process: passed when every cell has stepped, or failed.</summary>
internal sealed class Barrier(int cells)
{
    private readonly TaskCompletionSource passed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<Exception> failures = [];
    private int missing = cells;

    /// <summary>Has a cell step. What it throws is the run's to handle, not its supervisor's: a restarted cell would have lost its state.</summary>
    public void Take(Action step)
    {
        try
        {
            step();
        }
        catch (Exception failure)
        {
            lock (failures) failures.Add(failure);
        }

        if (Interlocked.Decrement(ref missing) > 0) return;
        lock (failures)
        {
            if (failures.Count == 0) passed.SetResult();
            else passed.SetException(failures);
        }
    }

    /// <summary>Waits for all cells.</summary>
    /// <exception cref="AggregateException">Cells failed.</exception>
    public void Await() => passed.Task.Wait();
}
