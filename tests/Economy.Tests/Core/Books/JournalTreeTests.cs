using System.Security.Cryptography;
using Economy.Core.Books;

namespace Economy.Tests.Core.Books;

public class JournalTreeTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(5)]
    [InlineData(8)]
    [InlineData(13)]
    [InlineData(2048)]
    [InlineData(2049)]
    [InlineData(6143)]
    [InlineData(8192)]
    public void The_root_is_that_of_a_tree_built_level_by_level(int count)
    {
        var entries = Enumerable.Range(0, count).Select(Entry).ToArray();
        var level = entries.Select((e, i) => Leaf(7, i, e)).ToList();
        while (level.Count > 1)
            level = [.. level.Chunk(2).Select(pair => pair.Length == 1 ? pair[0] : SHA256.HashData([1, .. pair[0], .. pair[1]]))];
        Assert.Equal(new Hash32(level[0]), JournalTree.Root(7, entries));
        Assert.Equal(new Hash32(level[0]), JournalTree.Root(7, entries, threads: 3));
    }

    [Fact]
    public void Any_change_of_any_entry_changes_the_root()
    {
        var entries = Enumerable.Range(0, 6).Select(Entry).ToArray();
        var root = JournalTree.Root(7, entries);
        Assert.NotEqual(root, JournalTree.Root(8, entries));
        for (var i = 0; i < entries.Length; i++)
        {
            var kept = entries[i];
            foreach (var changed in new[]
            {
                kept with { From = new(99) }, kept with { To = new(99) }, kept with { Token = new(9) },
                kept with { Amount = 99 }, kept with { Instrument = Instrument.Ramp }, kept with { Posting = 99 },
            })
            {
                entries[i] = changed;
                Assert.NotEqual(root, JournalTree.Root(7, entries));
            }

            entries[i] = kept;
        }
    }

    [Fact]
    public void An_empty_tick_has_the_hash_of_the_empty_string()
    {
        Assert.Equal("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", JournalTree.Root(1, Array.Empty<Entry>()).ToString());
        Assert.Equal(JournalTree.Root(1, Array.Empty<Entry>()), Hash32.Parse(JournalTree.Root(1, Array.Empty<Entry>()).ToString()));
    }

    private static Entry Entry(int i) => new(new(i), new(i + 1), new((short)(i % 3)), 10 + i, Instrument.Trade, i / 2);

    private static byte[] Leaf(int tick, int index, Entry entry)
    {
        var leaf = new byte[JournalTree.LeafBytes];
        JournalTree.WriteLeaf(tick, index, entry, leaf);
        return SHA256.HashData(leaf);
    }
}
