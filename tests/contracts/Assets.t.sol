// SPDX-License-Identifier: MIT
pragma solidity 0.8.34;

import {IAccessControl} from "@openzeppelin/contracts/access/IAccessControl.sol";
import {IERC1155} from "@openzeppelin/contracts/token/ERC1155/IERC1155.sol";
import {IERC1155Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";
import {IERC165} from "@openzeppelin/contracts/utils/introspection/IERC165.sol";
import {Pausable} from "@openzeppelin/contracts/utils/Pausable.sol";
import {Accounts} from "../../contracts/Accounts.sol";
import {Assets} from "../../contracts/Assets.sol";
import {ISettledToken} from "../../contracts/ISettledToken.sol";
import {Moves} from "../../contracts/Moves.sol";
import {Test} from "./support/Test.sol";

contract AssetsTest is Test {
    uint32 private constant CLEARING = Accounts.CLEARING;

    Assets private assets;
    address private immutable ALICE = Accounts.addressOf(1);
    address private immutable BOB = Accounts.addressOf(2);

    function setUp() external {
        assets = new Assets("", address(this), address(this));
    }

    function test_It_announces_the_standard() external view {
        assertTrue(assets.supportsInterface(type(IERC1155).interfaceId), "ERC-1155");
        assertTrue(assets.supportsInterface(type(IERC165).interfaceId), "ERC-165");
    }

    function testFuzz_Tokens_do_not_mix(uint24 token, uint24 other, uint64 stock, uint64 amount) external {
        stock = units(stock);
        if (token == other) return;
        amount = uint64(bound(amount, 0, stock));
        assets.settle(bytes.concat(assetMove(token, 0, 1, stock), assetMove(token, 1, 2, amount)));
        assertEq(assets.balanceOf(ALICE, token), stock - amount, "payer");
        assertEq(assets.balanceOf(BOB, token), amount, "payee");
        assertEq(assets.totalSupply(token), stock, "supply");
        assertEq(assets.balanceOf(ALICE, other) + assets.totalSupply(other), 0, "the other token");
    }

    function testFuzz_A_burn_lowers_the_supply(uint24 token, uint64 stock, uint64 amount) external {
        stock = units(stock);
        amount = uint64(bound(amount, 0, stock));
        assets.settle(bytes.concat(assetMove(token, 0, 1, stock), assetMove(token, 1, 0, amount)));
        assertEq(assets.totalSupply(token), stock - amount, "supply");
        assertEq(assets.balanceOf(ALICE, token), stock - amount, "holding");
    }

    function test_Every_move_is_a_transfer_event() external {
        vm.expectEmit(address(assets));
        emit IERC1155.TransferSingle(address(this), address(0), ALICE, 7, 5);
        vm.expectEmit(address(assets));
        emit IERC1155.TransferSingle(address(this), ALICE, BOB, 7, 3);
        assets.settle(bytes.concat(assetMove(7, 0, 1, 5), assetMove(7, 1, 2, 3)));
    }

    function testFuzz_An_overdraft_undoes_the_whole_batch(uint24 token, uint64 stock, uint64 excess) external {
        stock = units(stock);
        excess = uint64(bound(excess, 1, type(uint64).max - stock));
        vm.expectRevert(
            abi.encodeWithSelector(
                IERC1155Errors.ERC1155InsufficientBalance.selector, ALICE, stock, stock + excess, token
            )
        );
        assets.settle(bytes.concat(assetMove(token, 0, 1, stock), assetMove(token, 1, 2, stock + excess)));
        assertEq(assets.totalSupply(token), 0, "supply");
    }

    function testFuzz_What_is_in_clearing_is_counted_over_all_tokens(uint24 token, uint24 other, uint32 stock)
        external
    {
        if (token == other) return;
        assets.settle(bytes.concat(assetMove(token, 0, CLEARING, stock), assetMove(other, 0, CLEARING, stock)));
        assertEq(assets.inClearing(), 2 * uint256(stock), "paid in");
        assets.settle(assetMove(token, CLEARING, 1, stock));
        assertEq(assets.inClearing(), stock, "one token paid out");
        assets.settle(bytes.concat(assetMove(other, CLEARING, CLEARING, stock), assetMove(other, CLEARING, 1, stock)));
        assertEq(assets.inClearing(), 0, "both paid out");
    }

    function testFuzz_A_torn_record_is_refused(uint8 length) external {
        if (length % 20 == 0) return;
        vm.expectRevert(abi.encodeWithSelector(Moves.TornRecord.selector, uint256(length), uint256(20)));
        assets.settle(new bytes(length));
    }

    function testFuzz_Only_the_settlement_may_move_pause_or_resume(address stranger) external {
        if (stranger == address(this)) return;
        bytes memory refusal = abi.encodeWithSelector(
            IAccessControl.AccessControlUnauthorizedAccount.selector, stranger, assets.SETTLEMENT_ROLE()
        );
        vm.expectRevert(refusal);
        vm.prank(stranger);
        assets.settle(assetMove(1, 0, 1, 1));
        vm.expectRevert(refusal);
        vm.prank(stranger);
        assets.pause();
        vm.expectRevert(refusal);
        vm.prank(stranger);
        assets.unpause();
    }

    function test_A_pause_stops_everything() external {
        assets.settle(assetMove(1, 0, 1, 5));
        assets.pause();
        vm.expectRevert(abi.encodeWithSelector(Pausable.EnforcedPause.selector));
        assets.settle(assetMove(1, 1, 2, 1));
        vm.expectRevert(abi.encodeWithSelector(Pausable.EnforcedPause.selector));
        vm.prank(ALICE);
        assets.safeTransferFrom(ALICE, BOB, 1, 1, "");
        assets.unpause();
        assets.settle(assetMove(1, 1, 2, 1));
        assertEq(assets.balanceOf(BOB, 1), 1, "settled after the pause");
    }

    function testFuzz_A_holder_with_a_key_transfers_and_approves(uint24 token, uint64 stock, uint64 amount) external {
        stock = units(stock);
        amount = uint64(bound(amount, 0, stock));
        assets.settle(assetMove(token, 0, 1, stock));
        vm.expectRevert(abi.encodeWithSelector(IERC1155Errors.ERC1155MissingApprovalForAll.selector, BOB, ALICE));
        vm.prank(BOB);
        assets.safeTransferFrom(ALICE, BOB, token, amount, "");
        vm.prank(ALICE);
        assets.setApprovalForAll(BOB, true);
        vm.expectEmit(address(assets));
        emit IERC1155.TransferSingle(BOB, ALICE, BOB, token, amount);
        vm.prank(BOB);
        assets.safeTransferFrom(ALICE, BOB, token, amount, "");
        assertEq(assets.balanceOf(BOB, token), amount, "transferred");
        assertEq(assets.balanceOf(ALICE, token), stock - amount, "left");
    }

    function test_A_receiving_contract_is_not_called_by_a_settled_move() external {
        vm.etch(ALICE, hex"fe"); // code that consumes all its gas and fails
        assets.settle(assetMove(1, 0, 1, 1));
        assertEq(assets.balanceOf(ALICE, 1), 1, "received");
    }

    function testFuzz_There_are_no_more_units_than_the_books_can_count(uint24 token, uint64 stock, uint64 more) external {
        stock = units(stock);
        more = uint64(bound(more, Moves.MAX_SUPPLY - stock + 1, Moves.MAX_SUPPLY + 1));
        assets.settle(assetMove(token, 0, 1, stock));
        bytes memory refusal = abi.encodeWithSelector(
            ISettledToken.SupplyTooLarge.selector, uint256(token), uint256(stock) + more
        );
        vm.expectRevert(refusal);
        assets.settle(assetMove(token, 0, 2, more));
        assets.settle(assetMove(token, 0, 2, uint64(Moves.MAX_SUPPLY) - stock));
        assertEq(assets.totalSupply(token), Moves.MAX_SUPPLY, "as many as there may be");
    }

    function testFuzz_There_is_one_of_a_unique_asset_at_most(uint32 token) external {
        token |= uint32(assets.FIRST_UNIQUE());
        bytes memory refusal = abi.encodeWithSelector(ISettledToken.SupplyTooLarge.selector, uint256(token), 2);
        vm.expectRevert(refusal);
        assets.settle(assetMove(token, 0, 1, 2));
        assets.settle(bytes.concat(assetMove(token, 0, 1, 1), assetMove(token, 1, CLEARING, 1)));
        vm.expectRevert(refusal);
        assets.settle(assetMove(token, 0, 2, 1));
        assets.settle(bytes.concat(assetMove(token, CLEARING, 2, 1), assetMove(token, 2, 0, 1)));
        assertEq(assets.totalSupply(token), 0, "destroyed");
        assets.settle(assetMove(token, 0, 3, 1));
        assertEq(assets.balanceOf(Accounts.addressOf(3), token), 1, "made anew");
    }

    function testFuzz_A_holder_transfers_several_tokens_at_once(uint24 token, uint64 stock, uint64 amount) external {
        stock = units(stock);
        amount = uint64(bound(amount, 0, stock));
        (uint256[] memory ids, uint256[] memory amounts) = (new uint256[](2), new uint256[](2));
        (ids[0], ids[1], amounts[0], amounts[1]) = (token, uint256(token) + 1, amount, stock - amount);
        assets.settle(bytes.concat(assetMove(token, 0, 1, stock), assetMove(uint32(token) + 1, 0, 1, stock)));
        vm.expectEmit(address(assets));
        emit IERC1155.TransferBatch(ALICE, ALICE, BOB, ids, amounts);
        vm.prank(ALICE);
        assets.safeBatchTransferFrom(ALICE, BOB, ids, amounts, "");
        address[] memory holders = new address[](2);
        (holders[0], holders[1]) = (BOB, ALICE);
        uint256[] memory balances = assets.balanceOfBatch(holders, ids);
        assertEq(balances[0], amount, "of the first, received");
        assertEq(balances[1], amount, "of the second, left");
        assertEq(assets.balanceOf(ALICE, token), stock - amount, "of the first, left");
        assertEq(assets.balanceOf(BOB, uint256(token) + 1), stock - amount, "of the second, received");
        amounts[0] = uint256(stock) + 1;
        vm.expectRevert(
            abi.encodeWithSelector(
                IERC1155Errors.ERC1155InsufficientBalance.selector, BOB, amount, uint256(stock) + 1, token
            )
        );
        vm.prank(BOB);
        assets.safeBatchTransferFrom(BOB, ALICE, ids, amounts, "");
        vm.expectRevert(abi.encodeWithSelector(IERC1155Errors.ERC1155InvalidArrayLength.selector, 2, 1));
        vm.prank(BOB);
        assets.safeBatchTransferFrom(BOB, ALICE, ids, new uint256[](1), "");
        vm.expectRevert(abi.encodeWithSelector(IERC1155Errors.ERC1155InvalidReceiver.selector, address(0)));
        vm.prank(BOB);
        assets.safeTransferFrom(BOB, address(0), token, 0, "");
    }

    function testFuzz_A_range_of_balances_agrees_with_the_single_ones(uint24 token, uint32 start, uint64 amount)
        external
    {
        start = uint32(bound(start, 1, type(uint32).max - 3));
        assets.settle(assetMove(token, 0, start + 1, units(amount)));
        uint256[] memory range = assets.balancesOf(token, start, 3);
        for (uint32 i = 0; i < 3; i++) {
            assertEq(range[i], assets.balanceOf(Accounts.addressOf(start + i), token), "balance in the range");
        }
    }

    function test_A_holder_puts_nothing_into_clearing() external {
        address clearing = Accounts.addressOf(CLEARING);
        assets.settle(assetMove(1, 0, 1, 5));
        vm.expectRevert(abi.encodeWithSelector(IERC1155Errors.ERC1155InvalidReceiver.selector, clearing));
        vm.prank(ALICE);
        assets.safeTransferFrom(ALICE, clearing, 1, 1, "");
        vm.expectRevert(abi.encodeWithSelector(IERC1155Errors.ERC1155InvalidReceiver.selector, clearing));
        vm.prank(ALICE);
        assets.safeBatchTransferFrom(ALICE, clearing, new uint256[](2), new uint256[](2), "");
        assertEq(assets.inClearing(), 0, "in clearing");
    }

    function test_It_says_which_standards_it_keeps() external view {
        assertTrue(assets.supportsInterface(type(IERC1155).interfaceId), "ERC-1155");
        assertTrue(assets.supportsInterface(type(IAccessControl).interfaceId), "access control");
        assertTrue(!assets.supportsInterface(0xffffffff), "nothing");
    }
}
