using Economy.Attention.Rounding;

namespace Economy.Attention.Whole;

/// <summary>
/// Places whole tasks better, pool by pool: what a pool should hold, given where all others are, is a knapsack in which a task that is
/// served elsewhere counts by what it gains. A large neighbourhood as in Yagiura, Ibaraki and Glover 2006 for the generalised assignment problem.
/// Divisible tasks keep what they have; welfare never falls.
/// </summary>
internal sealed class PoolExchange(WholeTasks tasks, PoolRoom room, Increments increments)
{
    private const int MostRounds = 12;
    private const double Gain = 1e-9;   // relative; what rounding may pretend

    private readonly Knapsack _knapsack = new(tasks.Resources);
    private readonly List<(int Task, double Value)> _wanted = [];
    private readonly int[] _place = [.. tasks.Row.Select(increments.PoolOf)];

    /// <summary>Exchanges until no pool gains, and settles ties; whether anything has moved.</summary>
    internal bool Run()
    {
        bool moved = false;
        for (int round = 0; round < MostRounds; round++)
        {
            bool again = false;
            for (int j = 0; j < tasks.Pools; j++) again |= Improve(j);
            moved |= again;
            if (!again) break;
        }
        return Settle() | moved;
    }

    /// <summary>
    /// Of the pools that are worth as much to it, each task goes to the one of whose room it takes the least part: a job that any pool can
    /// serve leaves small pools to those that fit no other, in this tick and while it lasts. Welfare stays as it is.
    /// </summary>
    private bool Settle()
    {
        bool moved = false;
        for (int i = 0; i < _place.Length; i++)
        {
            int from = _place[i], to = from;
            if (from < 0) continue;
            Leave(i);
            double least = Part(i, from);
            for (int j = 0; j < tasks.Pools; j++)
            {
                if (Score(i, j) < Score(i, from) || !room.Fits(tasks.Row[i], j, Share.Whole) || !(Part(i, j) < least)) continue;
                (to, least) = (j, Part(i, j));
            }
            Enter(i, to);
            moved |= to != from;
        }
        return moved;
    }

    /// <summary>The greatest part that a task would take of what a pool has left of a resource.</summary>
    private double Part(int task, int pool)
    {
        double part = 0.0;
        for (int k = 0; k < tasks.Resources; k++)
        {
            int demand = tasks.Demand[task * tasks.Resources + k];
            if (demand > 0) part = Math.Max(part, demand / room.Fraction(pool * tasks.Resources + k));
        }
        return part;
    }

    private double Score(int task, int pool) => tasks.Score[task * tasks.Pools + pool];

    private bool Improve(int pool)
    {
        double now = 0.0;
        _wanted.Clear();
        for (int i = 0; i < _place.Length; i++)
        {
            double score = Score(i, pool);
            if (_place[i] == pool) now += score;
            if (score > 0.0) _wanted.Add((i, _place[i] == pool || _place[i] < 0 ? score : score - Score(i, _place[i])));
        }
        Span<long> capacity = stackalloc long[tasks.Resources];
        Capacity(pool, capacity);
        _knapsack.Solve(_wanted, tasks.Demand, capacity);
        if (!(_knapsack.Value > now * (1.0 + Gain))) return false;
        for (int i = 0; i < _place.Length; i++)
            if (_place[i] == pool && !_knapsack.Best.Contains(i)) Leave(i);
        foreach (int i in _knapsack.Best)
        {
            if (_place[i] == pool) continue;
            if (_place[i] >= 0) Leave(i);
            Enter(i, pool);
        }
        return true;
    }

    /// <summary>What the pool has for whole tasks: what is left and what they hold.</summary>
    private void Capacity(int pool, Span<long> capacity)
    {
        for (int k = 0; k < capacity.Length; k++) capacity[k] = room.Milli(pool * capacity.Length + k);
        for (int i = 0; i < _place.Length; i++)
            for (int k = 0; k < capacity.Length && _place[i] == pool; k++) capacity[k] += tasks.Demand[i * capacity.Length + k];
    }

    private void Leave(int task)
    {
        room.Take(tasks.Row[task], _place[task], -Share.Whole);
        increments.Revoke(tasks.Row[task]);
        _place[task] = -1;
    }

    private void Enter(int task, int pool)
    {
        if (!room.Fits(tasks.Row[task], pool, Share.Whole)) throw new InvalidOperationException("an exchange exceeds capacity");
        room.Take(tasks.Row[task], pool, Share.Whole);
        increments.Grant(tasks.Row[task], pool, Share.Whole);
        _place[task] = pool;
    }
}
