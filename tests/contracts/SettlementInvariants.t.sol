// SPDX-License-Identifier: MIT
pragma solidity 0.8.34;

import {Accounts} from "../../contracts/Accounts.sol";
import {AllocationRecord} from "../../contracts/AllocationRecord.sol";
import {Settlement} from "../../contracts/Settlement.sol";
import {SettlementHandler} from "./support/SettlementHandler.sol";
import {Test} from "./support/Test.sol";

contract SettlementInvariantsTest is Test {
    SettlementHandler private handler;
    Settlement private settlement;

    function setUp() external {
        handler = new SettlementHandler();
        settlement = handler.settlement();
    }

    /// @notice Tells the test runner whom to call.
    function targetContracts() external view returns (address[] memory targets) {
        targets = new address[](1);
        targets[0] = address(handler);
    }

    function invariant_Books_and_chain_agree_on_every_balance() external view {
        for (uint32 token = 0; token < handler.TOKENS(); token++) {
            for (uint32 account = 1; account <= handler.ACCOUNTS(); account++) {
                assertEq(balanceOf(token, account), handler.book(token, account), "balance");
            }
            assertEq(balanceOf(token, Accounts.CLEARING), handler.book(token, handler.CLEARED()), "clearing");
        }
    }

    function invariant_Supply_is_minted_less_burnt_and_the_sum_of_holdings() external view {
        for (uint32 token = 0; token < handler.TOKENS(); token++) {
            uint256 held = balanceOf(token, Accounts.CLEARING);
            for (uint32 account = 1; account <= handler.ACCOUNTS(); account++) {
                held += balanceOf(token, account);
            }
            uint256 supply = token == 0 ? settlement.currency().totalSupply() : settlement.assets().totalSupply(token);
            assertEq(supply, held, "supply and holdings");
            assertEq(supply, handler.minted(token) - handler.burnt(token), "supply and issue");
        }
        assertEq(settlement.currency().minted(), handler.minted(0), "minted");
        assertEq(settlement.currency().burnt(), handler.burnt(0), "burnt");
    }

    function invariant_Every_batch_and_close_was_applied_exactly_once() external view {
        assertEq(settlement.nextBatch(), handler.batches(), "next batch");
        assertEq(settlement.nextTick(), handler.rootCount(), "next tick");
    }

    function invariant_A_root_never_changes_nor_does_a_record_of_allocations() external view {
        AllocationRecord allocations = settlement.allocations();
        uint64 open = settlement.nextTick();
        for (uint64 tick = 0; tick <= open; tick++) {
            if (tick < open) assertTrue(settlement.journalRoots(tick) == handler.roots(tick), "root");
            assertTrue(allocations.roots(tick) == handler.allocationRoots(tick), "root of allocations");
            assertTrue(allocations.poolHashes(tick) == handler.poolHashes(tick), "totals of pools");
        }
        assertTrue(settlement.journalRoots(open) == 0, "no root before the close");
    }

    function invariant_Nothing_is_in_clearing_when_a_tick_has_closed() external view {
        if (!handler.justClosed()) return;
        assertEq(settlement.currency().inClearing(), 0, "currency");
        assertEq(settlement.assets().inClearing(), 0, "assets");
    }

    function balanceOf(uint32 token, uint32 account) private view returns (uint256) {
        address holder = Accounts.addressOf(account);
        return token == 0 ? settlement.currency().balanceOf(holder) : settlement.assets().balanceOf(holder, token);
    }
}
