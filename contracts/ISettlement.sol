// SPDX-License-Identifier: MIT
pragma solidity 0.8.34;

/// @title Settlement of a simulated economy's journal
/// @notice The journal of a tick arrives as numbered operations: batches of ledger entries, then one close. Each is
/// applied exactly once and in order, or not at all, so whoever settles may send again whatever it is unsure about, and
/// goes on from {nextBatch} after a failure.
///
/// The contract does not know how the batches were composed. Sent entry by entry, they are the journal itself. Sent
/// net, each account's change in a token is one move between the account and the clearing account, and what a tick
/// pays in must be paid out by its close: between two batches of a tick the clearing account may hold something, after
/// the close it holds nothing. In either case a batch cannot create or lose a unit: supply changes only by moves from
/// or to account 0.
interface ISettlement {
    /// @notice An entry of a tick's journal.
    /// @param index Its place in the journal, from 0.
    /// @param posting Entries with the same number were posted together.
    /// @param instrument What the entry was for, by its number in the books.
    struct Entry {
        uint32 index;
        uint32 posting;
        uint32 from;
        uint32 to;
        uint16 token;
        uint8 instrument;
        uint64 amount;
    }

    /// @notice A trade that buyer and seller agree to: everything that it moves, to the last unit.
    /// @param tick The tick in which it may be settled.
    /// @param posting Number of the trade's posting in the tick's journal. Within a tick it only rises, so that no trade
    /// is settled twice.
    /// @param moves Currency entries, as in {settle}.
    /// @param assetMoves Asset entries, as in {settle}.
    struct Trade {
        uint64 tick;
        uint32 posting;
        uint32 buyer;
        uint32 seller;
        bytes moves;
        bytes assetMoves;
    }

    /// @notice `batch` is not the number that comes next. A lower one has been applied before, a higher one is early.
    error BatchOutOfOrder(uint64 batch, uint64 expected);

    /// @notice `tick` is not the one that is open.
    error TickOutOfOrder(uint64 tick, uint64 expected);

    /// @notice A tick cannot close while its net positions do not cancel out.
    error ClearingNotEmpty(address token, uint256 amount);

    /// @notice A trade moves something of `account`, who is neither buyer nor seller.
    error NotAParty(uint32 account);

    /// @notice The trade was signed for another tick, or has been settled before.
    error TradeOutOfOrder(uint64 tick, uint32 posting);

    /// @notice `signer` cannot sign for `account`: it is nobody, or the account is that of minting and burning, or clearing.
    error InvalidSigner(uint32 account, address signer);

    /// @notice A signature on behalf of `account` is not that of its signer, or it has none.
    error WrongSigner(uint32 account, address signer, address expected);

    /// @notice `account` has a signer already.
    error SignerRegistered(uint32 account);

    /// @notice Accounts `first` to `first + count - 1` have got their signers.
    event SignersRegistered(uint32 indexed first, uint256 count);
    event BatchSettled(uint64 indexed batch, uint64 indexed tick);
    event TickClosed(uint64 indexed tick, uint64 indexed batch, bytes32 journalRoot);
    event Continued(uint64 indexed tick, uint64 indexed batch, bytes32 history);

    /// @notice Applies one batch of the open tick.
    /// @param batch The batch's number, counted from 0 over the whole run; from {OPENING} for what is minted before {continueFrom}.
    /// @param moves Currency entries, 16 bytes each.
    /// @param assetMoves Asset entries, 20 bytes each. They are applied after the currency entries and in the same
    /// transaction: delivery versus payment.
    function settle(uint64 batch, bytes calldata moves, bytes calldata assetMoves) external;

    /// @notice Names who signs for accounts `first`, `first + 1`, …, once and for good. Only the administrator may.
    /// @param signers Addresses, 20 bytes each.
    function registerSigners(uint32 first, bytes calldata signers) external;

    /// @notice Applies one trade of the open tick that both sides have signed (EIP-712, type {Trade}): the settler cannot
    /// alter, repeat or invent one here. It can still move anything by {settle}, so what the parties have agreed to is what
    /// came this way.
    /// @param batch The trade's own number in the sequence of batches.
    /// @param buyerSignature 65 bytes r, s, v.
    function settleTrade(
        uint64 batch,
        Trade calldata trade,
        bytes calldata buyerSignature,
        bytes calldata sellerSignature
    ) external;

    /// @notice Records what compute was allocated in the open tick, once; see {IAllocationRecord}.
    /// @param batch The record's own number in the sequence of batches.
    function recordAllocations(uint64 batch, bytes32 root, bytes calldata pools) external;

    /// @notice Closes the open tick and records its journal's root for good.
    /// @param batch The close's own number in the sequence of batches, so that none before it can be missing.
    /// @param journalRoot Merkle root (SHA-256) of every entry of the tick, netted away or not.
    function closeTick(uint64 batch, uint64 tick, bytes32 journalRoot) external;

    /// @notice Takes the place of an earlier settlement of the same run, which may be on another chain, once the balances
    /// it had reached have been minted by the batches before this call. Only possible while no tick has been closed. Those
    /// batches have numbers of their own, from {OPENING}, so that no number of the run is applied twice.
    /// @param batch The call's own number in the sequence so far, from {OPENING}.
    /// @param tick The tick that is open from now on, from 1.
    /// @param firstBatch The number that the next batch carries from now on, below {OPENING}.
    /// @param digest The journal roots of all ticks before, chained: SHA-256(digest before ‖ root), from 32 zero bytes on.
    function continueFrom(uint64 batch, uint64 tick, uint64 firstBatch, bytes32 digest) external;

    /// @notice Where the numbers of an opening begin: above all that a run can have.
    function OPENING() external view returns (uint64);

    /// @notice The run that settles here, for its settler to find out whether this contract is its own.
    function runId() external view returns (bytes32);

    /// @notice What {continueFrom} was given of the ticks settled elsewhere; zero where there were none.
    function history() external view returns (bytes32);

    /// @notice The number the next batch or close must carry.
    function nextBatch() external view returns (uint64);

    /// @notice The tick that is open; all before it are closed.
    function nextTick() external view returns (uint64);

    /// @notice The root recorded for a closed tick, zero for an open or future one.
    function journalRoots(uint64 tick) external view returns (bytes32);

    /// @notice Whether an entry is one of those in a closed tick's journal, netted away or not.
    /// @param siblings The nodes on its way up to the root, see {Merkle}.
    /// @param lefts Bit i is set where `siblings[i]` stands on the left.
    function verifyEntry(uint64 tick, Entry calldata entry, bytes32[] calldata siblings, uint256 lefts)
        external
        view
        returns (bool);

    /// @notice Who signs for an account; zero if nobody does.
    function signerOf(uint32 account) external view returns (address);
}
