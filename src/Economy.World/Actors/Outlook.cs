using System.Runtime.InteropServices;

namespace Economy.World.Actors;

/// <summary>
/// Utility per tick that a participant expects, from what it has experienced: the mean so far, then adapted with constant gain (decreasing,
/// then constant gain; Evans and Honkapohja, Learning and Expectations in Macroeconomics, 2001).
/// </summary>
[StructLayout(LayoutKind.Sequential, Pack = 1)]
internal struct Outlook
{
    private long before;
    private int ticks;

    /// <summary>Utils per tick; 0 before the first experience.</summary>
    public double Expected { get; private set; }

    /// <summary>Ticks that it rests on.</summary>
    public readonly int Experience => Math.Max(0, ticks - 1);

    /// <summary>Takes in the tick that is over; the first call only begins.</summary>
    /// <param name="utilityMicro">Utility so far, in millionths of a util.</param>
    /// <param name="memory">Ticks after which the gain stays as it is.</param>
    public void Learn(long utilityMicro, int memory)
    {
        if (ticks > 0) Expected += ((utilityMicro - before) / 1e6 - Expected) / Math.Min(ticks, memory);
        before = utilityMicro;
        if (ticks < int.MaxValue) ticks++;
    }
}
