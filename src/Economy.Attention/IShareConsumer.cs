namespace Economy.Attention;

/// <summary>Receives an allocation tile by tile.</summary>
public interface IShareConsumer
{
    /// <summary>The next entries, ordered by task, then pool. The span is reused after the call.</summary>
    void Accept(ReadOnlySpan<Share> shares);
}
