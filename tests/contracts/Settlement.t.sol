// SPDX-License-Identifier: MIT
pragma solidity 0.8.34;

import {IAccessControl} from "@openzeppelin/contracts/access/IAccessControl.sol";
import {IERC20Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";
import {Pausable} from "@openzeppelin/contracts/utils/Pausable.sol";
import {Accounts} from "../../contracts/Accounts.sol";
import {ISettlement} from "../../contracts/ISettlement.sol";
import {Moves} from "../../contracts/Moves.sol";
import {Settlement} from "../../contracts/Settlement.sol";
import {Test} from "./support/Test.sol";

contract SettlementTest is Test {
    uint32 private constant CLEARING = Accounts.CLEARING;
    bytes32 private constant ROOT = keccak256("journal");

    Settlement private settlement;

    function setUp() external {
        settlement = deploy();
    }

    function test_A_batch_delivers_and_pays_together() external {
        settlement.settle(0, move(0, 1, 100), assetMove(7, 0, 2, 3));
        vm.expectEmit(address(settlement));
        emit ISettlement.BatchSettled(1, 0);
        settlement.settle(1, move(1, 2, 40), assetMove(7, 2, 1, 1));
        assertEq(currencyOf(1), 60, "buyer's money");
        assertEq(currencyOf(2), 40, "seller's money");
        assertEq(assetOf(7, 1), 1, "buyer's goods");
        assertEq(assetOf(7, 2), 2, "seller's goods");
    }

    function test_A_delivery_that_fails_takes_the_payment_back() external {
        settlement.settle(0, move(0, 1, 100), "");
        bytes memory trade = abi.encodeCall(settlement.settle, (1, move(1, 2, 40), assetMove(7, 2, 1, 1)));
        (bool applied,) = address(settlement).call(trade);
        assertTrue(!applied, "the seller has nothing to deliver");
        assertEq(currencyOf(1), 100, "buyer's money");
        assertEq(settlement.nextBatch(), 1, "the batch's number is still free");
    }

    function testFuzz_A_batch_is_applied_once_and_in_its_turn(uint64 number) external {
        settlement.settle(0, move(0, 1, 1), "");
        settlement.settle(1, move(0, 1, 1), "");
        if (number == 2) return;
        vm.expectRevert(abi.encodeWithSelector(ISettlement.BatchOutOfOrder.selector, number, 2));
        settlement.settle(number, move(0, 1, 1), "");
        vm.expectRevert(abi.encodeWithSelector(ISettlement.BatchOutOfOrder.selector, number, 2));
        settlement.closeTick(number, 0, ROOT);
        assertEq(currencyOf(1), 2, "nothing applied twice");
    }

    function testFuzz_A_tick_is_closed_once_and_in_its_turn(uint64 tick) external {
        settlement.closeTick(0, 0, ROOT);
        if (tick == 1) return;
        vm.expectRevert(abi.encodeWithSelector(ISettlement.TickOutOfOrder.selector, tick, 1));
        settlement.closeTick(1, tick, keccak256("another journal"));
        assertTrue(settlement.journalRoots(0) == ROOT, "the root stays");
    }

    function testFuzz_A_close_records_the_root(bytes32 root) external {
        settlement.settle(0, move(0, 1, 1), "");
        vm.expectEmit(address(settlement));
        emit ISettlement.TickClosed(0, 1, root);
        settlement.closeTick(1, 0, root);
        assertTrue(settlement.journalRoots(0) == root, "root");
        assertEq(settlement.nextTick(), 1, "next tick");
        assertEq(settlement.nextBatch(), 2, "a close takes a number too");
    }

    function testFuzz_A_tick_does_not_close_on_uncleared_money(uint64 amount) external {
        amount = uint64(bound(amount, 1, Moves.MAX_SUPPLY));
        settlement.settle(0, move(0, CLEARING, amount), "");
        vm.expectRevert(
            abi.encodeWithSelector(ISettlement.ClearingNotEmpty.selector, address(settlement.currency()), amount)
        );
        settlement.closeTick(1, 0, ROOT);
        settlement.settle(1, move(CLEARING, 1, amount), "");
        settlement.closeTick(2, 0, ROOT);
    }

    function testFuzz_A_tick_does_not_close_on_uncleared_assets(uint24 token, uint64 amount) external {
        amount = uint64(bound(amount, 1, Moves.MAX_SUPPLY));
        settlement.settle(0, "", assetMove(token, 0, CLEARING, amount));
        vm.expectRevert(
            abi.encodeWithSelector(ISettlement.ClearingNotEmpty.selector, address(settlement.assets()), amount)
        );
        settlement.closeTick(1, 0, ROOT);
        settlement.settle(1, "", assetMove(token, CLEARING, 0, amount));
        settlement.closeTick(2, 0, ROOT);
    }

    function test_The_clearing_account_cannot_pay_what_it_was_not_paid() external {
        vm.expectRevert(
            abi.encodeWithSelector(
                IERC20Errors.ERC20InsufficientBalance.selector, Accounts.addressOf(CLEARING), 0, 1
            )
        );
        settlement.settle(0, move(CLEARING, 1, 1), "");
    }

    function testFuzz_Only_the_settler_settles_and_only_the_pauser_pauses(address stranger) external {
        if (stranger == address(this)) return;
        bytes memory refusal = abi.encodeWithSelector(
            IAccessControl.AccessControlUnauthorizedAccount.selector, stranger, settlement.SETTLER_ROLE()
        );
        vm.expectRevert(refusal);
        vm.prank(stranger);
        settlement.settle(0, move(0, 1, 1), "");
        vm.expectRevert(refusal);
        vm.prank(stranger);
        settlement.closeTick(0, 0, ROOT);
        refusal = abi.encodeWithSelector(
            IAccessControl.AccessControlUnauthorizedAccount.selector, stranger, settlement.PAUSER_ROLE()
        );
        vm.expectRevert(refusal);
        vm.prank(stranger);
        settlement.pause();
        vm.expectRevert(refusal);
        vm.prank(stranger);
        settlement.unpause();
    }

    function test_A_pause_stops_settlement_and_both_tokens() external {
        settlement.settle(0, move(0, 1, 1), "");
        settlement.pause();
        vm.expectRevert(abi.encodeWithSelector(Pausable.EnforcedPause.selector));
        settlement.settle(1, move(1, 2, 1), "");
        vm.expectRevert(abi.encodeWithSelector(Pausable.EnforcedPause.selector));
        settlement.settle(1, "", "");
        vm.expectRevert(abi.encodeWithSelector(Pausable.EnforcedPause.selector));
        settlement.closeTick(1, 0, ROOT);
        assertTrue(settlement.currency().paused() && settlement.assets().paused(), "both tokens are paused");
        settlement.unpause();
        settlement.settle(1, move(1, 2, 1), "");
        assertEq(currencyOf(2), 1, "settled after the pause");
    }

    function testFuzz_A_settlement_goes_on_where_another_was_left(uint64 tick, uint64 batch, bytes32 digest) external {
        tick = uint64(bound(tick, 1, type(uint64).max - 1));
        batch = uint64(bound(batch, 0, type(uint64).max - 2));
        settlement.settle(0, move(0, 1, 100), assetMove(7, 0, 2, 3));
        vm.expectEmit(address(settlement));
        emit ISettlement.Continued(tick, batch, digest);
        settlement.continueFrom(1, tick, batch, digest);
        assertTrue(settlement.history() == digest, "history");
        settlement.settle(batch, move(1, 2, 40), "");
        settlement.closeTick(batch + 1, tick, ROOT);
        assertEq(settlement.nextTick(), tick + 1, "next tick");
        assertEq(currencyOf(1), 60, "opening balance less the payment");
    }

    function test_A_settlement_that_has_closed_a_tick_cannot_be_moved() external {
        settlement.closeTick(0, 0, ROOT);
        vm.expectRevert(abi.encodeWithSelector(ISettlement.TickOutOfOrder.selector, 5, 1));
        settlement.continueFrom(1, 5, 9, ROOT);
        settlement = deploy();
        settlement.continueFrom(0, 5, 9, ROOT);
        vm.expectRevert(abi.encodeWithSelector(ISettlement.TickOutOfOrder.selector, 6, 5));
        settlement.continueFrom(9, 6, 10, ROOT);
    }

    function test_Nothing_is_moved_on_while_something_is_in_clearing() external {
        settlement.settle(0, move(0, CLEARING, 4), "");
        vm.expectRevert(
            abi.encodeWithSelector(ISettlement.ClearingNotEmpty.selector, address(settlement.currency()), 4)
        );
        settlement.continueFrom(1, 1, 9, ROOT);
    }

    function testFuzz_Only_the_settler_moves_on(address stranger) external {
        if (stranger == address(this)) return;
        vm.expectRevert(
            abi.encodeWithSelector(
                IAccessControl.AccessControlUnauthorizedAccount.selector, stranger, settlement.SETTLER_ROLE()
            )
        );
        vm.prank(stranger);
        settlement.continueFrom(0, 1, 9, ROOT);
    }

    function currencyOf(uint32 account) private view returns (uint256) {
        return settlement.currency().balanceOf(Accounts.addressOf(account));
    }

    function assetOf(uint256 token, uint32 account) private view returns (uint256) {
        return settlement.assets().balanceOf(Accounts.addressOf(account), token);
    }
}
