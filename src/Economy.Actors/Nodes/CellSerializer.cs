using System.Runtime.Serialization;
using Akka.Actor;
using Akka.Serialization;
using Economy.Actors.Cells;
using Economy.World.Actors.Remote;

namespace Economy.Actors.Nodes;

/// <summary>
/// Bytes of the messages of cells. The manifest is a letter for the message and the version of the format, so that a node of
/// another version refuses a message rather than misread it.
/// </summary>
public sealed class CellSerializer(ExtendedActorSystem system) : SerializerWithStringManifest(system)
{
    private static readonly string Version = Frame.Version.ToString(System.Globalization.CultureInfo.InvariantCulture);

    /// <inheritdoc />
    public override string Manifest(object o) => o switch
    {
        Revive => "R",
        Step => "S",
        Rest => "Z",
        Answer => "A",
        Lost => "L",
        Broken => "B",
        Offer => "O",
        Free => "F",
        Job => "J",
        JobDone => "D",
        _ => throw new SerializationException($"No message of a cell: {o.GetType()}."),
    } + Version;

    /// <inheritdoc />
    public override byte[] ToBinary(object obj)
    {
        var message = (ICellMessage)obj;
        using var stream = new MemoryStream(Size(message));
        using var writer = new BinaryWriter(stream);
        writer.Write(message.Run);
        writer.Write7BitEncodedInt(message.Cell);
        writer.Write7BitEncodedInt64(message.Sequence);
        switch (message)
        {
            case Revive revive:
                writer.Write7BitEncodedInt(revive.Tick);
                writer.Write7BitEncodedInt(revive.First);
                writer.Write7BitEncodedInt(revive.Count);
                Write(writer, revive.World);
                Write(writer, revive.State);
                break;
            case Step step:
                writer.Write7BitEncodedInt(step.Tick);
                writer.Write((byte)step.Phase);
                Write(writer, (byte[])step.Content);
                break;
            case Answer answer:
                Write(writer, (byte[])answer.Content);
                break;
            case Broken broken:
                writer.Write(broken.Overflowed);
                writer.Write(broken.Text);
                break;
            case Job job:
                Write(writer, job.Content);
                break;
            case JobDone done:
                Write(writer, done.Content);
                break;
        }

        writer.Flush();
        return stream.ToArray();
    }

    /// <inheritdoc />
    public override object FromBinary(byte[] bytes, string manifest)
    {
        if (manifest.Length < 2 || manifest[1..] != Version)
            throw new SerializationException($"A message of a cell in format '{manifest}'; this program speaks version {Version}.");
        using var reader = new BinaryReader(new MemoryStream(bytes, writable: false));
        var (run, cell, sequence) = (reader.ReadInt32(), reader.Read7BitEncodedInt(), reader.Read7BitEncodedInt64());
        return manifest[0] switch
        {
            'R' => new Revive(run, cell, sequence, reader.Read7BitEncodedInt(), reader.Read7BitEncodedInt(), reader.Read7BitEncodedInt(), Read(reader), Read(reader)),
            'S' => new Step(run, cell, sequence, reader.Read7BitEncodedInt(), (Phase)reader.ReadByte(), Read(reader)),
            'Z' => new Rest(run, cell, sequence),
            'A' => new Answer(run, cell, sequence, Read(reader)),
            'L' => new Lost(run, cell, sequence),
            'B' => new Broken(run, cell, sequence, reader.ReadBoolean(), reader.ReadString()),
            'O' => new Offer(run, cell, sequence),
            'F' => new Free(run, cell, sequence),
            'J' => new Job(run, cell, sequence, Read(reader)),
            'D' => new JobDone(run, cell, sequence, Read(reader)),
            _ => throw new SerializationException($"No message of a cell: '{manifest}'."),
        };
    }

    // Enough for all but what a broken cell has to say, so that frames are copied once.
    private static int Size(ICellMessage message) => 64 + message switch
    {
        Revive revive => revive.World.Length + revive.State.Length,
        Step step => ((byte[])step.Content).Length,
        Answer answer => ((byte[])answer.Content).Length,
        Job job => job.Content.Length,
        JobDone done => done.Content.Length,
        _ => 0,
    };

    private static void Write(BinaryWriter writer, byte[] bytes)
    {
        writer.Write7BitEncodedInt(bytes.Length);
        writer.Write(bytes);
    }

    private static byte[] Read(BinaryReader reader)
    {
        var length = reader.Read7BitEncodedInt();
        if (length < 0 || length > reader.BaseStream.Length - reader.BaseStream.Position)
            throw new SerializationException("A message of a cell is cut off.");
        return reader.ReadBytes(length);
    }
}
