namespace Economy.Attention.Model.Forms;

/// <summary>Named matrices in one array, so that an optimiser sees a vector and a file sees names.</summary>
public sealed class Parameters
{
    private readonly ParameterShape[] _shapes;

    /// <param name="shapes">Name, rows, columns; laid out in this order.</param>
    public Parameters(IEnumerable<(string Name, int Rows, int Columns)> shapes)
    {
        var laid = new List<ParameterShape>();
        int offset = 0;
        foreach ((string name, int rows, int columns) in shapes)
        {
            laid.Add(new ParameterShape(name, rows, columns, offset));
            offset += rows * columns;
        }
        _shapes = [.. laid];
        Values = new double[offset];
    }

    private Parameters(ParameterShape[] shapes, double[] values) => (_shapes, Values) = (shapes, values);

    /// <summary>The tensors in order.</summary>
    public IReadOnlyList<ParameterShape> Shapes => _shapes;

    /// <summary>All tensors, one after the other, each row-major.</summary>
    public double[] Values { get; }

    /// <summary>One tensor, to read or write in place.</summary>
    /// <exception cref="ArgumentException">There is no tensor of this name.</exception>
    public Span<double> this[string name] => this[Shape(name)];

    /// <summary>One tensor, to read or write in place.</summary>
    public Span<double> this[ParameterShape shape] => Values.AsSpan(shape.Offset, shape.Length);

    /// <summary>The place of a tensor.</summary>
    /// <exception cref="ArgumentException">There is no tensor of this name.</exception>
    public ParameterShape Shape(string name) =>
        Array.Find(_shapes, s => s.Name == name) ?? throw new ArgumentException($"no tensor '{name}'", nameof(name));

    /// <summary>The same tensors with values of their own.</summary>
    public Parameters Copy() => new(_shapes, [.. Values]);
}

/// <summary>A matrix [Rows × Columns] that starts at <paramref name="Offset"/> of <see cref="Parameters.Values"/>.</summary>
public sealed record ParameterShape(string Name, int Rows, int Columns, int Offset)
{
    /// <summary>Rows × Columns.</summary>
    public int Length => Rows * Columns;

    internal ReadOnlySpan<double> Of(ReadOnlySpan<double> values) => values.Slice(Offset, Length);

    internal Span<double> Of(Span<double> values) => values.Slice(Offset, Length);
}
