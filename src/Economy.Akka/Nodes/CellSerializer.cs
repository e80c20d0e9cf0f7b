using System.Runtime.Serialization;
using Akka.Actor;
using Akka.Serialization;
using Economy.World.Actors.Remote;

namespace Economy.Akka.Nodes;

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
                Write(writer, step.Frame);
                break;
            case Answer answer:
                writer.Write7BitEncodedInt(answer.Tick);
                writer.Write((byte)answer.Phase);
                Write(writer, answer.Frame);
                break;
            case Broken broken:
                writer.Write(broken.Overflowed);
                writer.Write(broken.Text);
                break;
        }

        writer.Flush();
        return stream.ToArray();
    }

    /// <inheritdoc />
    public override object FromBinary(byte[] bytes, string manifest)
    {
        if (manifest.Length < 2 || manifest[1..] != Version) throw new SerializationException($"A message of a cell in format '{manifest}'; this program speaks version {Version}.");
        using var reader = new BinaryReader(new MemoryStream(bytes, writable: false));
        var (run, cell) = (reader.ReadInt32(), reader.Read7BitEncodedInt());
        return manifest[0] switch
        {
            'R' => new Revive(run, cell, reader.Read7BitEncodedInt(), reader.Read7BitEncodedInt(), reader.Read7BitEncodedInt(), Read(reader), Read(reader)),
            'S' => new Step(run, cell, reader.Read7BitEncodedInt(), (Phase)reader.ReadByte(), Read(reader)),
            'Z' => new Rest(run, cell),
            'A' => new Answer(run, cell, reader.Read7BitEncodedInt(), (Phase)reader.ReadByte(), Read(reader)),
            'L' => new Lost(run, cell),
            'B' => new Broken(run, cell, reader.ReadBoolean(), reader.ReadString()),
            _ => throw new SerializationException($"No message of a cell: '{manifest}'."),
        };
    }

    // Enough for all but what a broken cell has to say, so that frames are copied once.
    private static int Size(ICellMessage message) => 64 + message switch
    {
        Revive revive => revive.World.Length + revive.State.Length,
        Step step => step.Frame.Length,
        Answer answer => answer.Frame.Length,
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
        if (length < 0 || length > reader.BaseStream.Length - reader.BaseStream.Position) throw new SerializationException("A message of a cell is cut off.");
        return reader.ReadBytes(length);
    }
}
