using Economy.Core.State;

namespace Economy.World.Subsystems.Serving;

/// <summary>What a place remembers of participants, those whom it has met: in pages, so that it takes little more than the memories themselves.</summary>
/// <typeparam name="TMemory">What it remembers of one.</typeparam>
public sealed class Memories<TMemory> : IResumable
    where TMemory : unmanaged
{
    private const int PageSize = 1024;
    private readonly List<Page?> pages = [];

    /// <summary>How many it remembers.</summary>
    public int Count { get; private set; }

    /// <summary>What it remembers of a participant; null where it has not met it.</summary>
    public TMemory? this[int participant]
    {
        get => PageOf(participant) is { } page && page.Knows[participant % PageSize] ? page.Of[participant % PageSize] : null;
        set
        {
            var (page, at) = (PageOf(participant), participant % PageSize);
            if (page is null && value is null) return;
            while (pages.Count <= participant / PageSize) pages.Add(null);
            page ??= pages[participant / PageSize] = new Page();
            Count += (value is null ? 0 : 1) - (page.Knows[at] ? 1 : 0);
            (page.Knows[at], page.Of[at]) = (value is not null, value ?? default);
        }
    }

    /// <summary>How many are as they are asked to be.</summary>
    public int CountOf(Predicate<TMemory> asked)
    {
        var count = 0;
        foreach (var page in pages)
            for (var i = 0; page is not null && i < PageSize; i++) if (page.Knows[i] && asked(page.Of[i])) count++;
        return count;
    }

    /// <summary>Those who are as they are asked to be, ascending.</summary>
    public IEnumerable<int> Of(Predicate<TMemory> asked)
    {
        for (var p = 0; p < pages.Count; p++)
            for (var i = 0; pages[p] is { } page && i < PageSize; i++)
                if (page.Knows[i] && asked(page.Of[i])) yield return p * PageSize + i;
    }

    /// <summary>Changes all.</summary>
    public void Change(Func<TMemory, TMemory> into)
    {
        foreach (var participant in Of(_ => true)) this[participant] = into(this[participant]!.Value);
    }

    /// <summary>Forgets those who left; how many of them were as they are asked to be.</summary>
    public int Forget(IReadOnlySet<int> left, Predicate<TMemory> asked)
    {
        var count = 0;
        foreach (var gone in left)
        {
            if (this[gone] is { } memory && asked(memory)) count++;
            this[gone] = null;
        }

        return count;
    }

    /// <inheritdoc />
    public void Save(BinaryWriter state)
    {
        int[] participants = [.. Of(_ => true)];
        state.WriteColumn<int>(participants);
        state.WriteColumn<TMemory>([.. participants.Select(p => this[p]!.Value)]);
    }

    /// <inheritdoc />
    public void Restore(BinaryReader state)
    {
        pages.Clear();
        Count = 0;
        var participants = state.ReadColumn<int>();
        var memories = state.ReadColumn<TMemory>();
        for (var i = 0; i < participants.Length; i++) this[participants[i]] = memories[i];
    }

    private Page? PageOf(int participant) => participant / PageSize < pages.Count ? pages[participant / PageSize] : null;

    private sealed class Page
    {
        public TMemory[] Of { get; } = new TMemory[PageSize];

        public bool[] Knows { get; } = new bool[PageSize];
    }
}
