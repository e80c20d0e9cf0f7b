// SPDX-License-Identifier: MIT
pragma solidity 0.8.34;

import {IAccessControl} from "@openzeppelin/contracts/access/IAccessControl.sol";
import {Pausable} from "@openzeppelin/contracts/utils/Pausable.sol";
import {AllocationRecord} from "../../contracts/AllocationRecord.sol";
import {IAllocationRecord} from "../../contracts/IAllocationRecord.sol";
import {ISettlement} from "../../contracts/ISettlement.sol";
import {Settlement} from "../../contracts/Settlement.sol";
import {Test} from "./support/Test.sol";

contract AllocationRecordTest is Test {
    Settlement private settlement;
    AllocationRecord private record;

    function setUp() external {
        settlement = deploy();
        record = settlement.allocations();
    }

    function test_Only_the_settlement_records() external {
        bytes32 role = record.SETTLEMENT_ROLE();
        vm.expectRevert(
            abi.encodeWithSelector(IAccessControl.AccessControlUnauthorizedAccount.selector, address(this), role)
        );
        record.record(0, "root", "pools");
    }

    function testFuzz_Only_the_settler_records_and_never_during_a_pause(address stranger) external {
        if (stranger != address(this)) {
            bytes32 role = settlement.SETTLER_ROLE();
            vm.expectRevert(
                abi.encodeWithSelector(IAccessControl.AccessControlUnauthorizedAccount.selector, stranger, role)
            );
            vm.prank(stranger);
            settlement.recordAllocations(0, "root", "pools");
        }
        vm.prank(ADMIN);
        settlement.pause();
        vm.expectRevert(abi.encodeWithSelector(Pausable.EnforcedPause.selector));
        settlement.recordAllocations(0, "root", "pools");
    }

    function test_A_record_of_nothing_is_a_record_too() external {
        settlement.recordAllocations(0, 0, "");
        vm.expectRevert(abi.encodeWithSelector(IAllocationRecord.AlreadyRecorded.selector, 0));
        settlement.recordAllocations(1, "root", "pools");
        assertTrue(record.roots(0) == 0 && record.verifyPools(0, ""), "as recorded");
    }

    function testFuzz_A_record_is_made_once_a_tick_and_stays(bytes32 root, bytes calldata pools, bytes32 other) external {
        vm.expectEmit(address(record));
        emit IAllocationRecord.AllocationsRecorded(0, root, pools);
        settlement.recordAllocations(0, root, pools);
        vm.expectRevert(abi.encodeWithSelector(IAllocationRecord.AlreadyRecorded.selector, 0));
        settlement.recordAllocations(1, other, "");
        settlement.closeTick(1, 0, "journal");
        settlement.recordAllocations(2, other, "");
        assertTrue(record.roots(0) == root && record.roots(1) == other, "roots");
        assertTrue(record.verifyPools(0, pools), "the totals recorded");
        assertTrue(!record.verifyPools(0, bytes.concat(pools, hex"00")), "other totals");
        assertTrue(!record.verifyPools(2, pools), "totals of a tick without a record");
    }

    function test_A_record_says_so_like_any_batch() external {
        vm.expectEmit(address(settlement));
        emit ISettlement.BatchSettled(0, 0);
        settlement.recordAllocations(0, "root", "pools");
    }

    function test_A_record_takes_its_turn() external {
        vm.expectRevert(abi.encodeWithSelector(ISettlement.BatchOutOfOrder.selector, 1, 0));
        settlement.recordAllocations(1, "root", "pools");
        settlement.recordAllocations(0, "root", "pools");
        assertEq(settlement.nextBatch(), 1, "a number of its own");
    }

    function testFuzz_A_proof_is_accepted_if_and_only_if_it_is_true(
        uint32 tick,
        uint256 seed,
        uint256 size,
        uint256 at,
        uint256 lie
    ) external {
        tick = uint32(bound(tick, 0, uint32(type(int32).max)));
        if (tick > 0) settlement.continueFrom(1 << 62, tick, 0, 0);
        size = bound(size, 1, 9);
        at = bound(at, 0, size - 1);
        bytes32[] memory leaves = new bytes32[](size);
        for (uint256 i = 0; i < size; i++) {
            leaves[i] = leafOf(tick, allocation(seed, i));
        }
        (bytes32 root, bytes32[] memory siblings, uint256 lefts) = prove(leaves, at);
        settlement.recordAllocations(0, root, "");
        IAllocationRecord.Allocation memory served = allocation(seed, at);
        assertTrue(record.verify(tick, served, siblings, lefts), "a true proof");
        assertTrue(!record.verify(uint64(tick) + (1 << 32), served, siblings, lefts), "a tick that a leaf cannot name");

        lie = bound(lie, 0, 8);
        if (lie == 1) served.index++;
        if (lie == 2) served.task++;
        if (lie == 3) served.owner++;
        if (lie == 4) served.pool++;
        if (lie == 5) served.share++;
        if (lie == 6) served.payment++;
        if (lie == 7) siblings = longer(siblings);
        if (lie == 8) {
            if (siblings.length == 0) return;
            lefts ^= 1 << (seed % siblings.length);
        }
        assertTrue(!record.verify(lie == 0 ? tick + 1 : tick, served, siblings, lefts), "a false proof");
    }

    function testFuzz_An_entry_is_proved_if_and_only_if_it_is_in_the_journal(
        uint32 tick,
        uint256 seed,
        uint256 size,
        uint256 at
    ) external {
        tick = uint32(bound(tick, 0, uint32(type(int32).max)));
        size = bound(size, 1, 9);
        at = bound(at, 0, size - 1);
        if (tick > 0) settlement.continueFrom(1 << 62, tick, 0, 0);
        bytes32[] memory leaves = new bytes32[](size);
        for (uint256 i = 0; i < size; i++) {
            leaves[i] = leafOf(tick, entry(seed, i));
        }
        (bytes32 root, bytes32[] memory siblings, uint256 lefts) = prove(leaves, at);
        ISettlement.Entry memory written = entry(seed, at);
        assertTrue(!settlement.verifyEntry(tick, written, siblings, lefts), "an open tick has no journal");
        settlement.closeTick(0, tick, root);
        assertTrue(settlement.verifyEntry(tick, written, siblings, lefts), "a true proof");
        assertTrue(!settlement.verifyEntry(uint64(tick) + 1, written, siblings, lefts), "another tick");
        assertTrue(!settlement.verifyEntry(uint64(tick) + (1 << 32), written, siblings, lefts), "a tick that a leaf cannot name");
        written.amount++;
        assertTrue(!settlement.verifyEntry(tick, written, siblings, lefts), "another amount");
        written.amount--;
        written.to++;
        assertTrue(!settlement.verifyEntry(tick, written, siblings, lefts), "another payee");
        written.to--;
        written.posting++;
        assertTrue(!settlement.verifyEntry(tick, written, siblings, lefts), "another posting");
    }

    /// @notice A node of the tree, given out as a leaf, would prove an entry that never was.
    function test_A_node_is_no_leaf() external {
        bytes32[] memory leaves = new bytes32[](2);
        (leaves[0], leaves[1]) = (leafOf(0, entry(1, 0)), leafOf(0, entry(1, 1)));
        (bytes32 root,,) = prove(leaves, 0);
        assertTrue(root != sha256(bytes.concat(bytes1(0), leaves[0], leaves[1])), "leaves and nodes are told apart");
    }

    function allocation(uint256 seed, uint256 i) private pure returns (IAllocationRecord.Allocation memory) {
        uint256 bits = uint256(keccak256(abi.encode(seed, i)));
        return IAllocationRecord.Allocation(
            uint32(i),
            uint32(bits) >> 1,
            uint32(bits >> 32) >> 1,
            uint16(bits >> 64) >> 1,
            uint32(bits >> 80) >> 1,
            uint64(bits >> 112) >> 1
        );
    }

    function entry(uint256 seed, uint256 i) private pure returns (ISettlement.Entry memory) {
        uint256 bits = uint256(keccak256(abi.encode(seed, i)));
        return ISettlement.Entry(
            uint32(i),
            uint32(bits) >> 1,
            uint32(bits >> 32) >> 1,
            uint32(bits >> 64) >> 1,
            uint16(bits >> 96) >> 1,
            uint8(bits >> 112),
            uint64(bits >> 120) >> 1
        );
    }

    function leafOf(uint32 tick, IAllocationRecord.Allocation memory a) private pure returns (bytes32) {
        return sha256(abi.encodePacked(uint8(0), tick, a.index, a.task, a.owner, a.pool, a.share, a.payment));
    }

    function leafOf(uint32 tick, ISettlement.Entry memory e) private pure returns (bytes32) {
        return
            sha256(abi.encodePacked(uint8(0), tick, e.index, e.posting, e.from, e.to, e.token, e.instrument, e.amount));
    }

    function longer(bytes32[] memory siblings) private pure returns (bytes32[] memory more) {
        more = new bytes32[](siblings.length + 1);
        for (uint256 i = 0; i < siblings.length; i++) {
            more[i] = siblings[i];
        }
    }

    /// @dev The tree as RFC 6962 defines it by recursion, not level by level as the books build it.
    function prove(bytes32[] memory leaves, uint256 at)
        private
        pure
        returns (bytes32 root, bytes32[] memory siblings, uint256 lefts)
    {
        if (leaves.length == 1) return (leaves[0], siblings, 0);
        uint256 half = 1;
        while (half * 2 < leaves.length) half *= 2;
        bool right = at >= half;
        (bytes32[] memory mine, bytes32[] memory others) =
            right ? (slice(leaves, half, leaves.length), slice(leaves, 0, half))
                : (slice(leaves, 0, half), slice(leaves, half, leaves.length));
        bytes32[] memory below;
        (root, below, lefts) = prove(mine, right ? at - half : at);
        (bytes32 other,,) = prove(others, 0);
        siblings = longer(below);
        siblings[below.length] = other;
        if (right) lefts |= 1 << below.length;
        root = right ? node(other, root) : node(root, other);
    }

    function node(bytes32 left, bytes32 right) private pure returns (bytes32) {
        return sha256(bytes.concat(bytes1(uint8(1)), left, right));
    }

    function slice(bytes32[] memory from, uint256 first, uint256 end) private pure returns (bytes32[] memory part) {
        part = new bytes32[](end - first);
        for (uint256 i = first; i < end; i++) {
            part[i - first] = from[i];
        }
    }
}
