// SPDX-License-Identifier: MIT
pragma solidity 0.8.34;

import {IAllocationRecord} from "./IAllocationRecord.sol";
import {Merkle} from "./Merkle.sol";
import {AccessControl} from "@openzeppelin/contracts/access/AccessControl.sol";

/// @title The record of allocations of one run
/// @dev Only the settlement writes, and it sees to the order of ticks and to pauses.
contract AllocationRecord is IAllocationRecord, AccessControl {
    bytes32 public constant SETTLEMENT_ROLE = keccak256("SETTLEMENT_ROLE");

    /// @inheritdoc IAllocationRecord
    mapping(uint64 tick => bytes32 root) public roots;
    /// @inheritdoc IAllocationRecord
    mapping(uint64 tick => bytes32 hash) public poolHashes;

    constructor(address admin, address settlement) {
        _grantRole(DEFAULT_ADMIN_ROLE, admin);
        _grantRole(SETTLEMENT_ROLE, settlement);
    }

    /// @inheritdoc IAllocationRecord
    function record(uint64 tick, bytes32 root, bytes calldata pools) external onlyRole(SETTLEMENT_ROLE) {
        if (poolHashes[tick] != 0) revert AlreadyRecorded(tick);
        roots[tick] = root;
        poolHashes[tick] = keccak256(pools);
        emit AllocationsRecorded(tick, root, pools);
    }

    /// @inheritdoc IAllocationRecord
    function verify(uint64 tick, Allocation calldata allocation, bytes32[] calldata siblings, uint256 lefts)
        external
        view
        returns (bool)
    {
        bytes memory leaf = abi.encodePacked(
            uint32(tick),
            allocation.index,
            allocation.task,
            allocation.owner,
            allocation.pool,
            allocation.share,
            allocation.payment
        );
        return Merkle.rootOf(leaf, siblings, lefts) == roots[tick];
    }

    /// @inheritdoc IAllocationRecord
    function verifyPools(uint64 tick, bytes calldata pools) external view returns (bool) {
        return poolHashes[tick] == keccak256(pools);
    }
}
