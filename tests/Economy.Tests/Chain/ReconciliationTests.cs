using System.Text.Json.Nodes;
using Economy.Chain;
using Economy.Chain.Contracts;
using Economy.Chain.Settlement;
using Economy.Core.Books;
using Economy.Core.Scenarios;

namespace Economy.Tests.Chain;

/// <summary>Books and chain agree where everything was read and is the same, and nowhere else.</summary>
[Collection(HardhatCollection.Name)]
public sealed class ReconciliationTests(HardhatFixture hardhat) : SettlementSuite(hardhat)
{
    // Three pages of accounts.
    private const int Accounts = 2_300;

    [Fact]
    public async Task Every_account_of_every_page_is_compared_and_every_supply()
    {
        var contract = await DeployAsync();
        var books = await SettledAsync(contract);
        var compared = await Reconciliation.CompareAsync(contract, books);
        Assert.True(compared.Agrees, string.Join('\n', compared.Differences));
        Assert.Equal(2 * Accounts, compared.Balances);

        foreach (var number in (int[])[1, 1000, 1001, 1500, 2001, Accounts - 1])
        {
            var (account, held) = (new AccountId(number), (long)number);
            await HardhatFixture.SetBalanceAsync((await SharedAsync()).Control, contract, account, held + 7);
            Assert.Equal([new Difference(account, TokenId.Currency, held, held + 7)], (await Reconciliation.CompareAsync(contract, books)).Differences);
            await HardhatFixture.SetBalanceAsync((await SharedAsync()).Control, contract, account, held);
        }
    }

    [Fact]
    public async Task What_was_minted_for_an_account_that_the_books_do_not_know_is_found_in_the_supply()
    {
        var contract = await DeployAsync();
        var books = await SettledAsync(contract);
        var packer = new BatchPacker(10);
        packer.Add(TokenId.Currency, 0, Accounts + 5, 3);
        packer.Add(new TokenId(1), 0, Accounts + 5, 4);
        var next = await contract.NextBatchAsync();
        await new OperationSender(new FixedChain(contract), next).ApplyAsync([Operation.Batch(next, 1, packer.Take()[0])], CancellationToken.None);
        var (money, goods) = (books.Supply(TokenId.Currency), books.Supply(new TokenId(1)));
        Assert.Equal(
            [new Difference(null, TokenId.Currency, money, money + 3), new Difference(null, new TokenId(1), goods, goods + 4)],
            (await Reconciliation.CompareAsync(contract, books)).Differences);
    }

    [Theory]
    [InlineData("empty")]
    [InlineData("short")]
    [InlineData("long")]
    [InlineData("nothing")]
    [InlineData("odd")]
    public async Task Balances_that_were_not_read_do_not_agree(string kind)
    {
        var contract = await DeployAsync();
        var books = await SettledAsync(contract);
        const int Words = 64;
        await using var liar = new FaultyProxy((await SharedAsync()).Node.Url)
        {
            Alter = (request, answer) =>
            {
                if (!request.Contains("eth_call", StringComparison.Ordinal)) return answer;
                var answers = JsonNode.Parse(answer)!.AsArray();
                foreach (var one in answers)
                {
                    var data = (string)one!["result"]!;
                    // An array: its offset, its length, its elements.
                    if (data.Length <= 2 + 2 * Words) continue;
                    one["result"] = kind switch
                    {
                        "empty" => $"0x{new string('0', Words - 2)}20{new string('0', Words)}",
                        "short" => $"0x{new string('0', Words - 2)}20{new string('0', Words - 1)}1{data.AsSpan(2 + 2 * Words, Words)}",
                        "long" => data + new string('0', Words),
                        "nothing" => "0x",
                        _ => data[..^2],
                    };
                }

                return System.Text.Encoding.UTF8.GetBytes(answers.ToJsonString());
            },
        };
        var lied = await SettlementContract.FindAsync(Connect(liar.Url), contract.Place, contract.RunId);
        var fault = await Assert.ThrowsAsync<ChainNodeException>(() => Reconciliation.CompareAsync(lied!, books));
        Assert.Contains(kind == "nothing" ? "There is no contract at" : "answer to balancesOf is not what its ABI says", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_opening_mints_every_balance_there_is_and_no_other()
    {
        var books = Endowed();
        var opening = new Opening(3, 9, default, books);
        var batches = opening.Batches(entriesPerBatch: 300);
        Assert.Equal(Enumerable.Range(0, batches.Count).Select(i => (1L << 62) + i), batches.Select(b => b.Number));
        var packer = new BatchPacker(300);
        for (short token = 0; token < 2; token++)
            for (var a = 1; a < Accounts; a++) packer.Add(new TokenId(token), 0, (uint)a, books[new AccountId(a), new TokenId(token)]);
        Assert.Equal(
            packer.Take().Select((packed, i) => Convert.ToHexString(SettlementAbi.Settle((1L << 62) + i, packed.Moves, packed.AssetMoves))),
            batches.Select(b => Convert.ToHexString(b.CallData)));
    }

    private static Ledger Endowed()
    {
        var books = new Ledger(Accounts, 2);
        foreach (var entry in Endowment()) books.Apply(entry);
        return books;
    }

    private static IEnumerable<Entry> Endowment() =>
        from token in new short[] { 0, 1 }
        from account in Enumerable.Range(1, Accounts - 1)
        select new Entry(AccountId.Mint, new AccountId(account), new TokenId(token), account, Instrument.Endowment, 1);

    private static async Task<Ledger> SettledAsync(SettlementContract contract)
    {
        await using var queue = new SettlementQueue(contract, new SettlementSpec { Mode = SettlementMode.Batch, EntriesPerBatch = 400 });
        queue.Accept(new TickJournal(0, [.. Endowment()]));
        await queue.CompleteAsync();
        return Endowed();
    }
}
