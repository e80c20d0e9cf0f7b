using System.Numerics;
using Economy.Chain.Accounts;
using Economy.Chain.Contracts.Messages;
using Economy.Core.Books;
using Nethereum.ABI.FunctionEncoding.Attributes;
using Nethereum.Contracts;
using Nethereum.Contracts.MessageEncodingServices;
using Nethereum.Hex.HexConvertors.Extensions;

namespace Economy.Chain.Contracts;

/// <summary>
/// The calls of the settlement contracts as bytes, their answers and events from bytes (contracts/ISettlement.sol says what each
/// is for). The bytes of a call are what recovery compares, and gas depends on them.
/// </summary>
internal static class SettlementAbi
{
    private const int Word = 32;

    /// <summary>The run that settles there.</summary>
    public static Query<Hash32> RunId { get; } = AskWord(new RunIdFunction(), (byte[] run) => new Hash32(run));

    /// <summary>The number that the next batch must carry.</summary>
    public static Query<long> NextBatch { get; } = AskWord(new NextBatchFunction(), (BigInteger number) => (long)number);

    /// <summary>The tick that is open.</summary>
    public static Query<int> NextTick { get; } = AskWord(new NextTickFunction(), (BigInteger number) => (int)number);

    /// <summary>Address of the currency.</summary>
    public static Query<Address> Currency { get; } = AskAddress(new CurrencyFunction());

    /// <summary>Address of the assets.</summary>
    public static Query<Address> Assets { get; } = AskAddress(new AssetsFunction());

    /// <summary>Address of the record of allocations.</summary>
    public static Query<Address> Allocations { get; } = AskAddress(new AllocationsFunction());

    /// <summary>Whether settlement is stopped.</summary>
    public static Query<bool> Paused { get; } = AskWord(new PausedFunction(), (bool paused) => paused);

    /// <summary>Topics of the event that somebody was allowed to settle.</summary>
    public static IReadOnlyList<Hash32?> SettlerGranted { get; } =
        Topics(new FilterInputBuilder<RoleGrantedEvent>().AddTopic(e => e.Role, Roles.Settler));

    /// <summary>The journal root of a closed tick; zero for an open one.</summary>
    public static Query<Hash32> JournalRoot(int tick) =>
        AskWord(new JournalRootsFunction { Tick = tick }, (byte[] root) => new Hash32(root));

    /// <summary>Whether an account may settle.</summary>
    public static Query<bool> IsSettler(Address account) =>
        AskWord(new HasRoleFunction { Role = Roles.Settler, Account = account.ToString() }, (bool has) => has);

    /// <summary>Units of a token in existence.</summary>
    public static Query<BigInteger> Supply(TokenId token) => token == TokenId.Currency
        ? AskWord(new CurrencySupplyFunction(), (BigInteger units) => units)
        : AskWord(new AssetSupplyFunction { Id = token.Value }, (BigInteger units) => units);

    /// <summary>Balances of accounts that follow one another: as many as were asked for, or it is no answer.</summary>
    /// <param name="first">Number of the first account.</param>
    public static Query<IReadOnlyList<BigInteger>> Balances(TokenId token, int first, int count) => token == TokenId.Currency
        ? AskBalances(new CurrencyBalancesFunction { First = first, Count = count }, count)
        : AskBalances(new AssetBalancesFunction { Id = token.Value, First = first, Count = count }, count);

    /// <summary>Whether a tick's journal holds an entry.</summary>
    public static Query<bool> VerifyEntry(int tick, int index, Entry entry, MerkleProof proof) => AskWord(
        new VerifyEntryFunction
        {
            Tick = tick, Siblings = [.. proof.Siblings.Select(s => s.ToBytes())], Lefts = proof.Lefts,
            Entry = new EntryStruct
            {
                Index = index, Posting = entry.Posting, From = entry.From.Value, To = entry.To.Value,
                Token = entry.Token.Value, Instrument = (int)entry.Instrument, Amount = entry.Amount,
            },
        }, (bool holds) => holds);

    /// <summary>Whether an allocation was made in a tick.</summary>
    public static Query<bool> VerifyAllocation(int tick, int index, AllocationEntry entry, MerkleProof proof) => AskWord(
        new VerifyAllocationFunction
        {
            Tick = tick, Siblings = [.. proof.Siblings.Select(s => s.ToBytes())], Lefts = proof.Lefts,
            Allocation = new AllocationStruct
            {
                Index = index, Task = entry.Task, Owner = entry.Owner.Value, Pool = entry.Pool, Share = entry.SharePpm,
                Payment = entry.Payment,
            },
        }, (bool made) => made);

    /// <summary>The deployment of <c>Settlement</c>; <paramref name="settler"/> becomes administrator too.</summary>
    /// <param name="creationCode">What the compiler made.</param>
    public static byte[] Deployment(byte[] creationCode, CurrencyTerms currency, Address settler, Hash32 runId)
    {
        var message = new SettlementDeployment(creationCode.ToHex()) { Name = currency.Name, Symbol = currency.Symbol,
            MinorDigits = currency.Decimals, Admin = settler.ToString(), Settler = settler.ToString(), Run = runId.ToBytes() };
        return new DeploymentMessageEncodingService<SettlementDeployment>().GetDeploymentData(message).HexToByteArray();
    }

    /// <summary>Names who signs for accounts from <paramref name="first"/> on.</summary>
    /// <param name="signers">Addresses, 20 bytes each.</param>
    public static byte[] RegisterSigners(int first, byte[] signers) =>
        new RegisterSignersFunction { First = first, Signers = signers }.GetCallData();

    /// <summary>Applies a batch.</summary>
    public static byte[] Settle(long batch, byte[] moves, byte[] assetMoves) =>
        new SettleFunction { Batch = batch, Moves = moves, AssetMoves = assetMoves }.GetCallData();

    /// <summary>Applies a trade that both sides have signed.</summary>
    public static byte[] SettleTrade(long batch, TradeTerms trade, byte[] buyerSignature, byte[] sellerSignature) =>
        new SettleTradeFunction { Batch = batch, Trade = TradeStruct.Of(trade), BuyerSignature = buyerSignature,
            SellerSignature = sellerSignature }.GetCallData();

    /// <summary>Records the allocations of the open tick.</summary>
    public static byte[] RecordAllocations(long batch, Hash32 root, byte[] pools) =>
        new RecordAllocationsFunction { Batch = batch, Root = root.ToBytes(), Pools = pools }.GetCallData();

    /// <summary>Closes the open tick.</summary>
    public static byte[] CloseTick(long batch, int tick, Hash32 journalRoot) =>
        new CloseTickFunction { Batch = batch, Tick = tick, JournalRoot = journalRoot.ToBytes() }.GetCallData();

    /// <summary>Takes the place of an earlier settlement of the run.</summary>
    public static byte[] ContinueFrom(long batch, int tick, long firstBatch, Hash32 history) =>
        new ContinueFromFunction { Batch = batch, Tick = tick, FirstBatch = firstBatch, Digest = history.ToBytes() }.GetCallData();

    /// <summary>Topics of the event that a batch was applied.</summary>
    public static IReadOnlyList<Hash32?> BatchSettled(long batch) =>
        Topics(new FilterInputBuilder<BatchSettledEvent>().AddTopic(e => e.Batch, batch));

    /// <summary>Topics of the event that a tick was closed by the operation with a number.</summary>
    public static IReadOnlyList<Hash32?> TickClosed(long batch) =>
        Topics(new FilterInputBuilder<TickClosedEvent>().AddTopic(e => e.Batch, batch));

    private static Query<Address> AskAddress<TFunction>(TFunction message)
        where TFunction : FunctionMessage => AskWord(message, (string address) => Address.Parse(address));

    private static Query<T> AskWord<TFunction, TAnswer, T>(TFunction message, Func<TAnswer, T> read)
        where TFunction : FunctionMessage => Ask(message, Word, read);

    private static Query<IReadOnlyList<BigInteger>> AskBalances<TFunction>(TFunction message, int count)
        where TFunction : FunctionMessage =>
        Ask<TFunction, List<BigInteger>, IReadOnlyList<BigInteger>>(message, Word * (2 + count), held =>
            held.Count == count ? held : throw new FormatException($"{held.Count} balances instead of {count}"));

    /// <param name="length">Bytes of an answer.</param>
    private static Query<T> Ask<TFunction, TAnswer, T>(TFunction message, int length, Func<TAnswer, T> read)
        where TFunction : FunctionMessage
    {
        var coding = new FunctionMessageEncodingService<TFunction>();
        return new Query<T>(coding.GetCallData(message), answer =>
        {
            try
            {
                if (answer.Length != length) throw new FormatException($"{answer.Length} bytes instead of {length}");
                return read(coding.DecodeSimpleTypeOutput<TAnswer>(answer.ToHex(prefix: true)));
            }
            catch (Exception cause) when (cause is not ChainException)
            {
                var name = typeof(TFunction).GetCustomAttributes(typeof(FunctionAttribute), inherit: false).Cast<FunctionAttribute>().Single().Name;
                throw new ChainNodeException($"A contract's answer to {name} is not what its ABI says: {cause.Message}", "Check that the chain is the one the contracts were deployed on.", cause);
            }
        });
    }

    // A topic is a text, or alternatives of which there is one here, or any.
    private static Hash32?[] Topics<TEvent>(FilterInputBuilder<TEvent> filter)
        where TEvent : class
    {
        var topics = Array.ConvertAll(filter.Build().Topics, topic => topic switch
        {
            string text => Hash32.Parse(text),
            object[] { Length: 1 } one => Hash32.Parse((string)one[0]),
            _ => (Hash32?)null,
        });
        return topics[..(Array.FindLastIndex(topics, t => t is not null) + 1)];
    }

    private static class Roles
    {
        public static readonly byte[] Settler = Nethereum.Util.Sha3Keccack.Current.CalculateHash("SETTLER_ROLE"u8.ToArray());
    }
}

/// <summary>What the currency is called in its contract.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Symbol">Its symbol.</param>
/// <param name="Decimals">Digits after the point of an amount.</param>
internal readonly record struct CurrencyTerms(string Name, string Symbol, int Decimals);
