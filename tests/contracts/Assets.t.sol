// SPDX-License-Identifier: MIT
pragma solidity 0.8.34;

import {IAccessControl} from "@openzeppelin/contracts/access/IAccessControl.sol";
import {IERC1155} from "@openzeppelin/contracts/token/ERC1155/IERC1155.sol";
import {IERC1155Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";
import {IERC165} from "@openzeppelin/contracts/utils/introspection/IERC165.sol";
import {Pausable} from "@openzeppelin/contracts/utils/Pausable.sol";
import {Accounts} from "../../contracts/Accounts.sol";
import {Assets} from "../../contracts/Assets.sol";
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

    function testFuzz_Tokens_do_not_mix(uint32 token, uint32 other, uint64 stock, uint64 amount) external {
        if (token == other) return;
        amount = uint64(bound(amount, 0, stock));
        assets.settle(bytes.concat(assetMove(token, 0, 1, stock), assetMove(token, 1, 2, amount)));
        assertEq(assets.balanceOf(ALICE, token), stock - amount, "payer");
        assertEq(assets.balanceOf(BOB, token), amount, "payee");
        assertEq(assets.totalSupply(token), stock, "supply");
        assertEq(assets.balanceOf(ALICE, other) + assets.totalSupply(other), 0, "the other token");
    }

    function testFuzz_A_burn_lowers_the_supply(uint32 token, uint64 stock, uint64 amount) external {
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

    function testFuzz_An_overdraft_undoes_the_whole_batch(uint32 token, uint64 stock, uint64 excess) external {
        stock = uint64(bound(stock, 0, type(uint64).max - 1));
        excess = uint64(bound(excess, 1, type(uint64).max - stock));
        vm.expectRevert(
            abi.encodeWithSelector(
                IERC1155Errors.ERC1155InsufficientBalance.selector, ALICE, stock, stock + excess, token
            )
        );
        assets.settle(bytes.concat(assetMove(token, 0, 1, stock), assetMove(token, 1, 2, stock + excess)));
        assertEq(assets.totalSupply(token), 0, "supply");
    }

    function testFuzz_What_is_in_clearing_is_counted_over_all_tokens(uint32 token, uint32 other, uint32 stock)
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

    function testFuzz_A_holder_with_a_key_transfers_and_approves(uint32 token, uint64 stock, uint64 amount) external {
        amount = uint64(bound(amount, 0, stock));
        assets.settle(assetMove(token, 0, 1, stock));
        vm.expectRevert(abi.encodeWithSelector(IERC1155Errors.ERC1155MissingApprovalForAll.selector, BOB, ALICE));
        vm.prank(BOB);
        assets.safeTransferFrom(ALICE, BOB, token, amount, "");
        vm.prank(ALICE);
        assets.setApprovalForAll(BOB, true);
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

    function testFuzz_A_range_of_balances_agrees_with_the_single_ones(uint32 token, uint32 start, uint64 amount)
        external
    {
        start = uint32(bound(start, 1, type(uint32).max - 3));
        assets.settle(assetMove(token, 0, start + 1, amount));
        uint256[] memory range = assets.balancesOf(token, start, 3);
        for (uint32 i = 0; i < 3; i++) {
            assertEq(range[i], assets.balanceOf(Accounts.addressOf(start + i), token), "balance in the range");
        }
    }
}
