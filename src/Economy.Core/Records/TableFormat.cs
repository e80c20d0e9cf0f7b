namespace Economy.Core.Records;

/// <summary>File formats of result tables.</summary>
public enum TableFormat
{
    /// <summary>Comma-separated text.</summary>
    Csv,

    /// <summary>Apache Parquet: typed columns, compressed.</summary>
    Parquet,
}
