// SPDX-License-Identifier: MIT
pragma solidity 0.8.34;

import {AccessControl} from "@openzeppelin/contracts/access/AccessControl.sol";
import {Pausable} from "@openzeppelin/contracts/utils/Pausable.sol";
import {AllocationRecord} from "./AllocationRecord.sol";
import {Assets} from "./Assets.sol";
import {Currency} from "./Currency.sol";
import {ISettledToken} from "./ISettledToken.sol";
import {ISettlement} from "./ISettlement.sol";
import {Merkle} from "./Merkle.sol";
import {Trades} from "./Trades.sol";

/// @title The settlement of one run, and the owner of its two tokens
/// @dev Creates its two tokens, so that a run is one deployment and nothing can be wired wrongly. Assumes one settler;
/// a second one would find its batches out of order. A run that leaves its node for a fresh one deploys again there and
/// goes on by `continueFrom`.
contract Settlement is ISettlement, AccessControl, Pausable, Trades {
    bytes32 public constant SETTLER_ROLE = keccak256("SETTLER_ROLE");
    bytes32 public constant PAUSER_ROLE = keccak256("PAUSER_ROLE");

    /// @inheritdoc ISettlement
    uint64 public constant OPENING = 1 << 62;

    // The books count ticks in 31 bits, and a leaf of a tree names its tick in 32.
    uint64 private constant LAST_TICK = uint64(uint32(type(int32).max));

    Currency public immutable currency;
    Assets public immutable assets;
    AllocationRecord public immutable allocations;

    /// @inheritdoc ISettlement
    bytes32 public history;
    /// @inheritdoc ISettlement
    uint64 public nextBatch;
    /// @inheritdoc ISettlement
    uint64 public nextTick;
    /// @inheritdoc ISettlement
    mapping(uint64 tick => bytes32 root) public journalRoots;

    /// @param minorDigits Digits after the point of a currency amount, for display only.
    /// @param admin May pause, and decides who settles and who signs for whom.
    /// @param settler May settle.
    /// @param run Identifies the run.
    constructor(
        string memory name,
        string memory symbol,
        uint8 minorDigits,
        address admin,
        address settler,
        bytes32 run
    ) Trades(run) {
        currency = new Currency(name, symbol, minorDigits, admin, address(this));
        assets = new Assets("", admin, address(this));
        allocations = new AllocationRecord(admin, address(this));
        _grantRole(DEFAULT_ADMIN_ROLE, admin);
        _grantRole(PAUSER_ROLE, admin);
        _grantRole(SETTLER_ROLE, settler);
    }

    /// @inheritdoc ISettlement
    function settle(uint64 batch, bytes calldata moves, bytes calldata assetMoves)
        external
        onlyRole(SETTLER_ROLE)
        whenNotPaused
    {
        _take(batch);
        emit BatchSettled(batch, nextTick);
        _apply(moves, assetMoves);
    }

    /// @inheritdoc ISettlement
    function registerSigners(uint32 first, bytes calldata signers) external onlyRole(DEFAULT_ADMIN_ROLE) whenNotPaused {
        _register(first, signers);
    }

    /// @inheritdoc ISettlement
    function settleTrade(
        uint64 batch,
        Trade calldata trade,
        bytes calldata buyerSignature,
        bytes calldata sellerSignature
    ) external onlyRole(SETTLER_ROLE) whenNotPaused {
        _take(batch);
        _agree(nextTick, trade, buyerSignature, sellerSignature);
        emit BatchSettled(batch, nextTick);
        _apply(trade.moves, trade.assetMoves);
    }

    /// @inheritdoc ISettlement
    function recordAllocations(uint64 batch, bytes32 root, bytes calldata pools)
        external
        onlyRole(SETTLER_ROLE)
        whenNotPaused
    {
        _take(batch);
        emit BatchSettled(batch, nextTick);
        allocations.record(nextTick, root, pools);
    }

    /// @inheritdoc ISettlement
    function closeTick(uint64 batch, uint64 tick, bytes32 journalRoot) external onlyRole(SETTLER_ROLE) whenNotPaused {
        _take(batch);
        if (tick != nextTick) revert TickOutOfOrder(tick, nextTick);
        _requireCleared(currency);
        _requireCleared(assets);
        nextTick = tick + 1;
        journalRoots[tick] = journalRoot;
        emit TickClosed(tick, batch, journalRoot);
    }

    /// @inheritdoc ISettlement
    function continueFrom(uint64 batch, uint64 tick, uint64 firstBatch, bytes32 digest)
        external
        onlyRole(SETTLER_ROLE)
        whenNotPaused
    {
        _take(batch);
        if (batch < OPENING) revert BatchOutOfOrder(batch, OPENING);
        if (tick == 0 || tick > LAST_TICK || nextTick != 0) revert TickOutOfOrder(tick, nextTick);
        if (firstBatch >= OPENING) revert BatchOutOfOrder(firstBatch, 0);
        _requireCleared(currency);
        _requireCleared(assets);
        nextTick = tick;
        nextBatch = firstBatch;
        history = digest;
        emit Continued(tick, firstBatch, digest);
    }

    /// @notice Stops settlement and every transfer of both tokens.
    function pause() external onlyRole(PAUSER_ROLE) {
        _pause();
        currency.pause();
        assets.pause();
    }

    /// @notice Lets settlement go on where it stopped.
    function unpause() external onlyRole(PAUSER_ROLE) {
        _unpause();
        currency.unpause();
        assets.unpause();
    }

    /// @inheritdoc ISettlement
    function verifyEntry(uint64 tick, Entry calldata entry, bytes32[] calldata siblings, uint256 lefts)
        external
        view
        returns (bool)
    {
        bytes memory leaf = abi.encodePacked(
            uint32(tick),
            entry.index,
            entry.posting,
            entry.from,
            entry.to,
            entry.token,
            entry.instrument,
            entry.amount
        );
        return Merkle.rootOf(leaf, siblings, lefts) == journalRoots[tick];
    }

    function _apply(bytes calldata moves, bytes calldata assetMoves) private {
        if (moves.length != 0) currency.settle(moves);
        if (assetMoves.length != 0) assets.settle(assetMoves);
    }

    function _take(uint64 batch) private {
        // The first number of all may be that of an opening instead.
        bool opens = batch == OPENING && nextBatch == 0 && nextTick == 0;
        if (batch != nextBatch && !opens) revert BatchOutOfOrder(batch, nextBatch);
        nextBatch = batch + 1;
    }

    function _requireCleared(ISettledToken token) private view {
        uint256 amount = token.inClearing();
        if (amount != 0) revert ClearingNotEmpty(address(token), amount);
    }
}
