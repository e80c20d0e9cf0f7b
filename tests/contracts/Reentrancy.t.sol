// SPDX-License-Identifier: MIT
pragma solidity 0.8.34;

import {IERC1155Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";
import {Accounts} from "../../contracts/Accounts.sol";
import {Assets} from "../../contracts/Assets.sol";
import {Settlement} from "../../contracts/Settlement.sol";
import {Receiver} from "./support/Receiver.sol";
import {Test} from "./support/Test.sol";

/// @notice A receiving contract that calls back while it is told of what it receives.
contract ReentrancyTest is Test {
    uint32 private constant TOKEN = 7;

    Settlement private settlement;
    Assets private assets;
    Receiver private receiver;
    address private immutable ALICE = Accounts.addressOf(1);
    address private immutable BOB = Accounts.addressOf(2);

    function setUp() external {
        settlement = deploy();
        assets = settlement.assets();
        receiver = new Receiver();
        settlement.settle(0, move(0, 1, 100), assetMove(TOKEN, 0, 1, 10));
    }

    function testFuzz_It_can_pass_on_what_it_has_received_and_no_more(uint64 received, uint64 wanted) external {
        received = uint64(bound(received, 0, 10));
        wanted = uint64(bound(wanted, 0, 20));
        receiver.callBack(
            address(assets), abi.encodeCall(assets.safeTransferFrom, (address(receiver), BOB, TOKEN, wanted, ""))
        );
        vm.prank(ALICE);
        assets.safeTransferFrom(ALICE, address(receiver), TOKEN, received, "");
        bool passed = wanted <= received;
        assertTrue(receiver.succeeded() == passed, "passed on if and only if received");
        assertEq(assets.balanceOf(BOB, TOKEN), passed ? wanted : 0, "passed on");
        assertEq(assets.balanceOf(address(receiver), TOKEN), passed ? received - wanted : received, "kept");
        assertEq(assets.balanceOf(ALICE, TOKEN), 10 - received, "left");
        assertEq(assets.totalSupply(TOKEN), 10, "supply");
    }

    function test_It_can_settle_and_pause_nothing() external {
        bytes[5] memory calls = [
            abi.encodeCall(settlement.settle, (1, move(0, 2, 1), "")),
            abi.encodeCall(settlement.closeTick, (1, 0, "root")),
            abi.encodeCall(settlement.recordAllocations, (1, "root", "")),
            abi.encodeCall(settlement.pause, ()),
            abi.encodeCall(settlement.continueFrom, (1, 1, 1, "digest"))
        ];
        for (uint256 i = 0; i < calls.length; i++) {
            receiver.callBack(address(settlement), calls[i]);
            vm.prank(ALICE);
            assets.safeTransferFrom(ALICE, address(receiver), TOKEN, 1, "");
            assertTrue(receiver.called() && !receiver.succeeded(), "a receiver has no role");
        }
        receiver.callBack(address(assets), abi.encodeCall(assets.settle, (assetMove(TOKEN, 0, 2, 1))));
        vm.prank(ALICE);
        assets.safeTransferFrom(ALICE, address(receiver), TOKEN, 1, "");
        assertTrue(!receiver.succeeded(), "nor in the token");
        assertEq(settlement.nextBatch(), 1, "nothing was settled");
    }

    /// @notice The settler could even be made to act from within a transfer: the books are in order by then.
    function test_A_batch_settled_from_within_a_transfer_finds_everything_in_place() external {
        bytes32 role = settlement.SETTLER_ROLE();
        vm.prank(ADMIN);
        settlement.grantRole(role, address(receiver));
        receiver.callBack(
            address(settlement), abi.encodeCall(settlement.settle, (1, "", assetMove(TOKEN, 1, 2, 8)))
        );
        vm.prank(ALICE);
        assets.safeTransferFrom(ALICE, address(receiver), TOKEN, 3, "");
        assertTrue(!receiver.succeeded(), "what has been given away can be taken again");
        assertEq(assets.balanceOf(ALICE, TOKEN), 7, "left");
    }

    function test_A_settled_move_calls_nobody() external {
        vm.etch(BOB, address(receiver).code);
        Receiver(BOB).callBack(address(settlement), "");
        settlement.settle(1, "", assetMove(TOKEN, 1, 2, 1));
        assertTrue(!Receiver(BOB).called(), "a batch hands control to nobody");
    }

    function test_Whoever_refuses_gets_nothing() external {
        receiver.refuse();
        vm.expectRevert(abi.encodeWithSelector(IERC1155Errors.ERC1155InvalidReceiver.selector, address(receiver)));
        vm.prank(ALICE);
        assets.safeTransferFrom(ALICE, address(receiver), TOKEN, 1, "");
        assertEq(assets.balanceOf(ALICE, TOKEN), 10, "kept");
    }
}
