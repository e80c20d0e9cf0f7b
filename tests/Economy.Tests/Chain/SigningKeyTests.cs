using Economy.Chain.Accounts;

namespace Economy.Tests.Chain;

public sealed class SigningKeyTests
{
    [Theory]
    [InlineData("")]
    [InlineData("0x12")]
    [InlineData("0000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141")]
    [InlineData("g000000000000000000000000000000000000000000000000000000000000001")]
    [InlineData("0x0000000000000000000000000000000000000000000000000000000000000000001")]
    public void What_is_no_key_is_not_taken_for_one(string text) => Assert.False(SigningKey.TryParse(text, out _));

    [Theory]
    [InlineData("fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364140")]
    [InlineData(" 0x0000000000000000000000000000000000000000000000000000000000000001\n")]
    public void A_key_shows_its_account_and_never_itself(string text)
    {
        Assert.True(SigningKey.TryParse(text, out var key));
        Assert.Equal($"key of {key.Address}", key.ToString());
    }
}
