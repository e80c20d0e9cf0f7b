using Economy.Core.Books;
using Economy.Reporting;
using Economy.Tests.Chain;
using FsCheck;
using FsCheck.Fluent;

namespace Economy.Tests.Reporting;

/// <summary>What is read from a journal is what was appended, whatever happened to the file, or it is refused.</summary>
public sealed class JournalFileLaws : IDisposable
{
    private readonly TemporaryFolder folder = new();

    [Fact]
    public void A_journal_reads_back_as_it_was_written() => Prop.ForAll<int[], int>((choices, tick) =>
    {
        var journal = new TickJournal(Math.Abs(tick % 100_000), new RandomJournal().Tick(choices).Entries.ToArray());
        var bytes = JournalCodec.Encode(journal);
        var read = JournalCodec.Decode(bytes);
        return read.Tick == journal.Tick && read.Root == journal.Root && JournalCodec.DecodeHead(bytes) == (journal.Tick, journal.Root)
            && read.Entries.SequenceEqual(journal.Entries);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void The_extremes_of_every_field_read_back()
    {
        Entry[] entries =
        [
            new(new(0), new(int.MaxValue), new(short.MaxValue), long.MaxValue, Instrument.Encounter, 1),
            new(new(int.MaxValue), new(0), new(0), 1, Instrument.Endowment, int.MaxValue),
        ];
        Assert.Equal(entries, JournalCodec.Decode(JournalCodec.Encode(new TickJournal(int.MaxValue, entries))).Entries.ToArray());
    }

    [Fact]
    public void Blocks_fees_and_what_is_recorded_of_allocations_read_back()
    {
        Entry[] entries = [new(new(0), new(1), new(0), 5, Instrument.Trade, 1), new(new(0), new(1), new(0), 2, Instrument.NetworkFee, 4)];
        var root = new Hash32([.. Enumerable.Range(0, 32).Select(i => (byte)i)]);
        var read = JournalCodec.Decode(JournalCodec.Encode(new TickJournal(3, entries, new(root, [5, 6, 7], []), [1, 4, 9])));
        Assert.Equal(root, read.Allocations!.Root);
        Assert.Equal([5, 6, 7], read.Allocations.Pools);
        Assert.Equal([1, 4, 9], read.Blocks);
        Assert.Equal(2, read.NetworkFees);
    }

    [Fact]
    public void A_count_of_more_than_there_is_room_for_is_refused_before_room_is_made()
    {
        byte[] bytes = [0, 100, .. new byte[32], 0, 0, 0, 0, 0, 0, 0, 0];
        var refused = Assert.Throws<InvalidDataException>(() => JournalCodec.Decode(bytes));
        Assert.Contains("says that it has 100 items, and holds fewer", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_checksum_is_the_castagnoli_one()
    {
        // RFC 3720, B.4: 32 bytes of zeros; of ones; ascending.
        Assert.Equal(0x8a9136aau, JournalCodec.Checksum(new byte[32]));
        Assert.Equal(0x62a8ab43u, JournalCodec.Checksum([.. Enumerable.Repeat((byte)0xff, 32)]));
        Assert.Equal(0x46dd794eu, JournalCodec.Checksum([.. Enumerable.Range(0, 32).Select(i => (byte)i)]));
    }

    [Fact]
    public void A_file_cut_off_anywhere_keeps_every_whole_tick_and_takes_more()
    {
        var (written, sound, ends) = Write(ticks: 4);
        for (var length = 40; length <= sound.Length; length += 3)
        {
            File.WriteAllBytes(folder[JournalFile.FileName], sound[..length]);
            using var journal = JournalFile.Open(folder.Path, append: true);
            var whole = ends.Count(end => end <= length);
            Assert.Equal((whole, ends.Append(40).Contains(length)), (journal.NextTick, journal.CutOff is null));
            foreach (var tick in written) journal.Append(tick);
            Assert.Equal(written.Select(j => j.Root), journal.Read(0).Select(j => j.Root));
        }
    }

    [Fact]
    public void A_byte_changed_anywhere_is_refused_or_costs_the_last_tick_only()
    {
        var (written, sound, ends) = Write(ticks: 4);
        for (var at = 40; at < sound.Length; at++)
        {
            byte[] damaged = [.. sound];
            damaged[at] ^= (byte)(1 << at % 8);
            File.WriteAllBytes(folder[JournalFile.FileName], damaged);
            if (at < ends[^2])
            {
                var refused = Assert.Throws<RunDamagedException>(() => JournalFile.Open(folder.Path, append: true));
                Assert.Contains($"the journal of tick {ends.Count(end => end <= at)} is damaged", refused.Message, StringComparison.Ordinal);
                Assert.Equal(damaged, File.ReadAllBytes(folder[JournalFile.FileName]));
                continue;
            }

            using var journal = JournalFile.Open(folder.Path, append: false);
            Assert.Contains("was torn", journal.CutOff, StringComparison.Ordinal);
            Assert.Equal(written.SkipLast(1).Select(j => j.Root), journal.Read(0).Select(j => j.Root));
        }
    }

    [Fact]
    public void A_tick_that_comes_out_differently_is_refused()
    {
        var (written, _, _) = Write(ticks: 3);
        using var journal = JournalFile.Open(folder.Path, append: true);
        journal.Append(written[1]);
        Assert.Throws<RunDamagedException>(() => journal.Append(new TickJournal(1, [])));
        Assert.Throws<InvalidDataException>(() => journal.Append(new TickJournal(5, [])));
    }

    public void Dispose() => folder.Dispose();

    private (List<TickJournal> Written, byte[] Bytes, List<int> Ends) Write(int ticks)
    {
        var books = new RandomJournal();
        var (written, ends) = (new List<TickJournal>(), new List<int>());
        using (var journal = JournalFile.Create(folder.Path, default))
        {
            for (var tick = 0; tick < ticks; tick++)
            {
                written.Add(books.Tick(Enumerable.Range(tick * 50, 6 + tick)));
                journal.Append(written[^1]);
                ends.Add((int)journal.Bytes);
            }

            journal.Flush();
        }

        return (written, File.ReadAllBytes(folder[JournalFile.FileName]), ends);
    }
}
