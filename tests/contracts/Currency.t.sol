// SPDX-License-Identifier: MIT
pragma solidity 0.8.34;

import {IAccessControl} from "@openzeppelin/contracts/access/IAccessControl.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {IERC20Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";
import {Pausable} from "@openzeppelin/contracts/utils/Pausable.sol";
import {Accounts} from "../../contracts/Accounts.sol";
import {Currency} from "../../contracts/Currency.sol";
import {ISettledToken} from "../../contracts/ISettledToken.sol";
import {Moves} from "../../contracts/Moves.sol";
import {Test} from "./support/Test.sol";

contract CurrencyTest is Test {
    Currency private currency;
    address private immutable ALICE = Accounts.addressOf(1);
    address private immutable BOB = Accounts.addressOf(2);

    function setUp() external {
        currency = new Currency("Credit", "CRD", 2, address(this), address(this));
    }

    function test_It_describes_itself_as_the_standard_asks() external view {
        assertTrue(keccak256(bytes(currency.name())) == keccak256("Credit"), "name");
        assertTrue(keccak256(bytes(currency.symbol())) == keccak256("CRD"), "symbol");
        assertEq(currency.decimals(), 2, "decimals");
    }

    function testFuzz_A_move_from_the_mint_creates_and_a_move_to_it_destroys(uint64 created, uint64 destroyed)
        external
    {
        created = units(created);
        destroyed = uint64(bound(destroyed, 0, created));
        currency.settle(bytes.concat(move(0, 1, created), move(1, 0, destroyed)));
        assertEq(currency.minted(), created, "minted");
        assertEq(currency.burnt(), destroyed, "burnt");
        assertEq(currency.totalSupply(), created - destroyed, "supply");
        assertEq(currency.balanceOf(ALICE), created - destroyed, "holding");
    }

    function testFuzz_A_move_carries_the_amount_and_nothing_else(uint64 stock, uint64 amount) external {
        stock = units(stock);
        amount = uint64(bound(amount, 0, stock));
        currency.settle(bytes.concat(move(0, 1, stock), move(1, 2, amount)));
        assertEq(currency.balanceOf(ALICE), stock - amount, "payer");
        assertEq(currency.balanceOf(BOB), amount, "payee");
        assertEq(currency.totalSupply(), stock, "supply");
    }

    function test_Every_move_is_a_transfer_event() external {
        vm.expectEmit(address(currency));
        emit IERC20.Transfer(address(0), ALICE, 5);
        vm.expectEmit(address(currency));
        emit IERC20.Transfer(ALICE, BOB, 3);
        currency.settle(bytes.concat(move(0, 1, 5), move(1, 2, 3)));
    }

    function testFuzz_An_overdraft_undoes_the_whole_batch(uint64 stock, uint64 excess) external {
        stock = units(stock);
        excess = uint64(bound(excess, 1, type(uint64).max - stock));
        vm.expectRevert(
            abi.encodeWithSelector(IERC20Errors.ERC20InsufficientBalance.selector, ALICE, stock, stock + excess)
        );
        currency.settle(bytes.concat(move(0, 1, stock), move(1, 2, stock + excess)));
        assertEq(currency.totalSupply(), 0, "supply");
    }

    function testFuzz_A_torn_record_is_refused(uint8 length) external {
        if (length % 16 == 0) return;
        vm.expectRevert(abi.encodeWithSelector(Moves.TornRecord.selector, uint256(length), uint256(16)));
        currency.settle(new bytes(length));
    }

    function testFuzz_Only_the_settlement_may_move_pause_or_resume(address stranger) external {
        if (stranger == address(this)) return;
        bytes memory refusal = abi.encodeWithSelector(
            IAccessControl.AccessControlUnauthorizedAccount.selector, stranger, currency.SETTLEMENT_ROLE()
        );
        vm.expectRevert(refusal);
        vm.prank(stranger);
        currency.settle(move(0, 1, 1));
        vm.expectRevert(refusal);
        vm.prank(stranger);
        currency.pause();
        vm.expectRevert(refusal);
        vm.prank(stranger);
        currency.unpause();
    }

    function test_A_pause_stops_everything() external {
        currency.settle(move(0, 1, 5));
        currency.pause();
        vm.expectRevert(abi.encodeWithSelector(Pausable.EnforcedPause.selector));
        currency.settle(move(1, 2, 1));
        vm.expectRevert(abi.encodeWithSelector(Pausable.EnforcedPause.selector));
        vm.prank(ALICE);
        currency.transfer(BOB, 1);
        currency.unpause();
        currency.settle(move(1, 2, 1));
        assertEq(currency.balanceOf(BOB), 1, "settled after the pause");
    }

    function testFuzz_A_holder_with_a_key_transfers_and_approves(uint64 stock, uint64 amount) external {
        stock = units(stock);
        amount = uint64(bound(amount, 0, stock));
        currency.settle(move(0, 1, stock));
        vm.prank(ALICE);
        currency.approve(BOB, amount);
        vm.prank(BOB);
        assertTrue(currency.transferFrom(ALICE, BOB, amount), "transferFrom");
        assertEq(currency.allowance(ALICE, BOB), 0, "allowance used up");
        vm.prank(BOB);
        assertTrue(currency.transfer(ALICE, amount), "transfer");
        assertEq(currency.balanceOf(ALICE), stock, "all back");
        vm.expectRevert(abi.encodeWithSelector(IERC20Errors.ERC20InsufficientAllowance.selector, BOB, 0, 1));
        vm.prank(BOB);
        currency.transferFrom(ALICE, BOB, 1);
    }

    function testFuzz_There_are_no_more_units_than_the_books_can_count(uint64 stock, uint64 burnt, uint64 more) external {
        stock = units(stock);
        burnt = uint64(bound(burnt, 0, stock));
        currency.settle(bytes.concat(move(0, 1, stock), move(1, 0, burnt)));
        stock -= burnt;
        more = uint64(bound(more, Moves.MAX_SUPPLY - stock + 1, Moves.MAX_SUPPLY + 1));
        vm.expectRevert(
            abi.encodeWithSelector(ISettledToken.SupplyTooLarge.selector, 0, uint256(stock) + more)
        );
        currency.settle(move(0, 2, more));
        currency.settle(move(0, 2, uint64(Moves.MAX_SUPPLY) - stock));
        assertEq(currency.totalSupply(), Moves.MAX_SUPPLY, "as many as there may be");
    }

    function test_The_standard_knows_no_transfer_to_nobody() external {
        currency.settle(move(0, 1, 5));
        vm.expectRevert(abi.encodeWithSelector(IERC20Errors.ERC20InvalidReceiver.selector, address(0)));
        vm.prank(ALICE);
        currency.transfer(address(0), 1);
        vm.expectRevert(abi.encodeWithSelector(IERC20Errors.ERC20InsufficientBalance.selector, ALICE, 5, 1 << 70));
        vm.prank(ALICE);
        currency.transfer(BOB, 1 << 70);
        vm.expectEmit(address(currency));
        emit IERC20.Transfer(ALICE, BOB, 2);
        vm.prank(ALICE);
        currency.transfer(BOB, 2);
        assertEq(currency.totalSupply(), 5, "supply");
    }

    function testFuzz_A_range_of_balances_agrees_with_the_single_ones(uint32 start, uint64 amount) external {
        start = uint32(bound(start, 1, type(uint32).max - 3));
        currency.settle(move(0, start + 1, units(amount)));
        uint256[] memory range = currency.balancesOf(start, 3);
        for (uint32 i = 0; i < 3; i++) {
            assertEq(range[i], currency.balanceOf(Accounts.addressOf(start + i)), "balance in the range");
        }
    }

    function testFuzz_What_a_batch_burns_makes_room_for_what_it_mints(uint64 stock, uint64 more) external {
        stock = uint64(bound(stock, 1, Moves.MAX_SUPPLY));
        more = uint64(bound(more, 0, stock));
        uint64 rest = uint64(Moves.MAX_SUPPLY) - stock;
        currency.settle(
            bytes.concat(move(0, 1, stock), move(0, 2, rest), move(1, 0, stock), move(0, 3, more))
        );
        assertEq(currency.totalSupply(), rest + more, "supply");
        assertEq(currency.minted(), Moves.MAX_SUPPLY + more, "minted");
        assertEq(currency.burnt(), stock, "burnt");
        vm.expectRevert(
            abi.encodeWithSelector(ISettledToken.SupplyTooLarge.selector, 0, uint256(Moves.MAX_SUPPLY) + 1)
        );
        currency.settle(bytes.concat(move(3, 0, more), move(0, 1, stock + 1)));
    }

    function test_A_holder_puts_nothing_into_clearing() external {
        address clearing = Accounts.addressOf(Accounts.CLEARING);
        currency.settle(move(0, 1, 5));
        vm.expectRevert(abi.encodeWithSelector(IERC20Errors.ERC20InvalidReceiver.selector, clearing));
        vm.prank(ALICE);
        currency.transfer(clearing, 1);
        assertEq(currency.inClearing(), 0, "in clearing");
    }
}
