// SPDX-License-Identifier: MIT
pragma solidity 0.8.34;

/// @title What compute was allocated in every tick, at what prices
/// @notice Per tick two hashes, written once: the Merkle root of all allocations, and the hash of the pools' totals, which
/// themselves are in the event. Whoever holds an allocation, or the totals, can show that they are the ones recorded.
interface IAllocationRecord {
    /// @notice A served part of a task.
    /// @param index Its place among the tick's allocations, from 0.
    /// @param task Number of the task in the tick.
    /// @param owner Account that asked for it and pays.
    /// @param pool Number of the pool that serves it.
    /// @param share Parts per million of the task's demand.
    /// @param payment Minor units.
    struct Allocation {
        uint32 index;
        uint32 task;
        uint32 owner;
        uint16 pool;
        uint32 share;
        uint64 payment;
    }

    /// @notice A tick's allocations are recorded once.
    error AlreadyRecorded(uint64 tick);

    /// @param root Merkle root (SHA-256, see {Merkle}) of all allocations of the tick.
    /// @param pools For each pool: revenue in minor units (8 bytes), then for each resource that any pool offers, and each asset in limited issue, its price
    /// in 10⁻¹⁸ minor units per thousandth of a unit and tick (16), capacity offered (8) and load (8), in thousandths.
    event AllocationsRecorded(uint64 indexed tick, bytes32 root, bytes pools);

    /// @notice Records a tick's allocations for good.
    function record(uint64 tick, bytes32 root, bytes calldata pools) external;

    /// @notice The root recorded for a tick, zero if there is none.
    function roots(uint64 tick) external view returns (bytes32);

    /// @notice Keccak-256 of the pools' totals recorded for a tick, zero if there are none.
    function poolHashes(uint64 tick) external view returns (bytes32);

    /// @notice Whether an allocation is one of those recorded for a tick.
    /// @param siblings The nodes on its way up to the root.
    /// @param lefts Bit i is set where `siblings[i]` stands on the left.
    function verify(uint64 tick, Allocation calldata allocation, bytes32[] calldata siblings, uint256 lefts)
        external
        view
        returns (bool);

    /// @notice Whether these are the totals recorded for a tick, in the form of the event.
    function verifyPools(uint64 tick, bytes calldata pools) external view returns (bool);
}
