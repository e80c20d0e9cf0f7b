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
    uint64 private constant OPENING = 1 << 62;
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
        if (stranger == ADMIN) return;
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
        vm.prank(ADMIN);
        settlement.pause();
        vm.expectRevert(abi.encodeWithSelector(Pausable.EnforcedPause.selector));
        settlement.settle(1, move(1, 2, 1), "");
        vm.expectRevert(abi.encodeWithSelector(Pausable.EnforcedPause.selector));
        settlement.settle(1, "", "");
        vm.expectRevert(abi.encodeWithSelector(Pausable.EnforcedPause.selector));
        settlement.closeTick(1, 0, ROOT);
        assertTrue(settlement.currency().paused() && settlement.assets().paused(), "both tokens are paused");
        vm.prank(ADMIN);
        settlement.unpause();
        settlement.settle(1, move(1, 2, 1), "");
        assertEq(currencyOf(2), 1, "settled after the pause");
    }

    function testFuzz_A_settlement_goes_on_where_another_was_left(uint64 tick, uint64 batch, bytes32 digest) external {
        tick = uint64(bound(tick, 1, uint32(type(int32).max)));
        batch = uint64(bound(batch, 0, OPENING - 1));
        settlement.settle(OPENING, move(0, 1, 100), "");
        settlement.settle(OPENING + 1, "", assetMove(7, 0, 2, 3));
        vm.expectEmit(address(settlement));
        emit ISettlement.Continued(tick, batch, digest);
        settlement.continueFrom(OPENING + 2, tick, batch, digest);
        assertTrue(settlement.history() == digest, "history");
        settlement.settle(batch, move(1, 2, 40), "");
        settlement.closeTick(batch + 1, tick, ROOT);
        assertEq(settlement.nextTick(), tick + 1, "next tick");
        assertEq(currencyOf(1), 60, "opening balance less the payment");
    }

    function testFuzz_No_number_is_applied_twice_over_a_move(uint64 batch) external {
        batch = uint64(bound(batch, 0, 5));
        settlement.settle(OPENING, move(0, 1, 100), "");
        settlement.continueFrom(OPENING + 1, 3, batch, ROOT);
        vm.expectRevert(abi.encodeWithSelector(ISettlement.BatchOutOfOrder.selector, OPENING, batch));
        settlement.settle(OPENING, move(0, 1, 100), "");
        vm.expectRevert(abi.encodeWithSelector(ISettlement.BatchOutOfOrder.selector, OPENING + 2, batch));
        settlement.settle(OPENING + 2, move(0, 1, 100), "");
        assertEq(currencyOf(1), 100, "minted once");
    }

    function test_An_opening_begins_with_its_own_first_number_or_not_at_all() external {
        vm.expectRevert(abi.encodeWithSelector(ISettlement.BatchOutOfOrder.selector, OPENING + 1, 0));
        settlement.settle(OPENING + 1, move(0, 1, 1), "");
        settlement.settle(0, move(0, 1, 1), "");
        vm.expectRevert(abi.encodeWithSelector(ISettlement.BatchOutOfOrder.selector, OPENING, 1));
        settlement.settle(OPENING, move(0, 1, 1), "");
        vm.expectRevert(abi.encodeWithSelector(ISettlement.BatchOutOfOrder.selector, 1, OPENING));
        settlement.continueFrom(1, 5, 9, ROOT);
    }

    function test_A_settlement_is_moved_on_to_no_number_that_would_be_its_last() external {
        vm.expectRevert(abi.encodeWithSelector(ISettlement.BatchOutOfOrder.selector, OPENING, 0));
        settlement.continueFrom(OPENING, 1, OPENING, ROOT);
        vm.expectRevert(abi.encodeWithSelector(ISettlement.BatchOutOfOrder.selector, type(uint64).max, 0));
        settlement.continueFrom(OPENING, 1, type(uint64).max, ROOT);
        vm.expectRevert(abi.encodeWithSelector(ISettlement.TickOutOfOrder.selector, 1 << 31, 0));
        settlement.continueFrom(OPENING, 1 << 31, 9, ROOT);
        vm.expectRevert(abi.encodeWithSelector(ISettlement.TickOutOfOrder.selector, type(uint64).max, 0));
        settlement.continueFrom(OPENING, type(uint64).max, 9, ROOT);
        vm.expectRevert(abi.encodeWithSelector(ISettlement.TickOutOfOrder.selector, 0, 0));
        settlement.continueFrom(OPENING, 0, 9, ROOT);
        settlement.continueFrom(OPENING, uint32(type(int32).max), 9, ROOT);
        assertEq(settlement.nextTick(), uint32(type(int32).max), "the last tick there may be");
    }

    function test_A_settlement_that_has_closed_a_tick_cannot_be_moved() external {
        settlement.settle(OPENING, move(0, 1, 1), "");
        settlement.closeTick(OPENING + 1, 0, ROOT);
        vm.expectRevert(abi.encodeWithSelector(ISettlement.TickOutOfOrder.selector, 5, 1));
        settlement.continueFrom(OPENING + 2, 5, 9, ROOT);
        settlement = deploy();
        settlement.continueFrom(OPENING, 5, 9, ROOT);
        vm.expectRevert(abi.encodeWithSelector(ISettlement.BatchOutOfOrder.selector, OPENING + 1, 9));
        settlement.continueFrom(OPENING + 1, 6, 10, ROOT);
        vm.expectRevert(abi.encodeWithSelector(ISettlement.BatchOutOfOrder.selector, 9, OPENING));
        settlement.continueFrom(9, 6, 10, ROOT);
    }

    function test_Nothing_is_moved_on_while_something_is_in_clearing() external {
        settlement.settle(OPENING, move(0, CLEARING, 4), "");
        vm.expectRevert(
            abi.encodeWithSelector(ISettlement.ClearingNotEmpty.selector, address(settlement.currency()), 4)
        );
        settlement.continueFrom(OPENING + 1, 1, 9, ROOT);
        settlement.settle(OPENING + 1, move(CLEARING, 1, 4), assetMove(7, 0, CLEARING, 5));
        vm.expectRevert(
            abi.encodeWithSelector(ISettlement.ClearingNotEmpty.selector, address(settlement.assets()), 5)
        );
        settlement.continueFrom(OPENING + 2, 1, 9, ROOT);
    }

    function testFuzz_Only_the_settler_moves_on_and_never_during_a_pause(address stranger) external {
        vm.prank(ADMIN);
        settlement.pause();
        vm.expectRevert(abi.encodeWithSelector(Pausable.EnforcedPause.selector));
        settlement.continueFrom(OPENING, 1, 9, ROOT);
        vm.prank(ADMIN);
        settlement.unpause();
        if (stranger == address(this)) return;
        vm.expectRevert(
            abi.encodeWithSelector(
                IAccessControl.AccessControlUnauthorizedAccount.selector, stranger, settlement.SETTLER_ROLE()
            )
        );
        vm.prank(stranger);
        settlement.continueFrom(OPENING, 1, 9, ROOT);
    }

    function test_Administrator_and_settler_may_each_do_their_own_and_nothing_else() external view {
        (bytes32 admin, bytes32 settler, bytes32 pauser) =
            (settlement.DEFAULT_ADMIN_ROLE(), settlement.SETTLER_ROLE(), settlement.PAUSER_ROLE());
        assertTrue(settlement.hasRole(admin, ADMIN) && !settlement.hasRole(admin, address(this)), "administrator");
        assertTrue(settlement.hasRole(pauser, ADMIN) && !settlement.hasRole(pauser, address(this)), "pauser");
        assertTrue(settlement.hasRole(settler, address(this)) && !settlement.hasRole(settler, ADMIN), "settler");
        IAccessControl[3] memory owned =
            [IAccessControl(settlement.currency()), settlement.assets(), settlement.allocations()];
        for (uint256 i = 0; i < owned.length; i++) {
            assertTrue(owned[i].hasRole(admin, ADMIN), "the administrator's too");
            assertTrue(!owned[i].hasRole(admin, address(this)), "not the settler's");
            assertTrue(owned[i].hasRole(keccak256("SETTLEMENT_ROLE"), address(settlement)), "moved by the settlement");
            assertTrue(!owned[i].hasRole(keccak256("SETTLEMENT_ROLE"), ADMIN), "and by nobody else");
        }
    }

    /// @notice The books know the numbers of these two accounts too.
    function test_Minting_and_clearing_have_the_numbers_that_the_books_give_them() external pure {
        assertEq(Accounts.MINT, 0, "minting and burning");
        assertEq(Accounts.CLEARING, 4294967295, "clearing");
    }

    function currencyOf(uint32 account) private view returns (uint256) {
        return settlement.currency().balanceOf(Accounts.addressOf(account));
    }

    function assetOf(uint256 token, uint32 account) private view returns (uint256) {
        return settlement.assets().balanceOf(Accounts.addressOf(account), token);
    }
}
