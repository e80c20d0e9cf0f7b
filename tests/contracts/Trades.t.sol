// SPDX-License-Identifier: MIT
pragma solidity 0.8.34;

import {IAccessControl} from "@openzeppelin/contracts/access/IAccessControl.sol";
import {Pausable} from "@openzeppelin/contracts/utils/Pausable.sol";
import {Accounts} from "../../contracts/Accounts.sol";
import {ISettlement} from "../../contracts/ISettlement.sol";
import {Moves} from "../../contracts/Moves.sol";
import {Settlement} from "../../contracts/Settlement.sol";
import {Signatures} from "./support/Signatures.sol";

contract TradesTest is Signatures {
    uint32 private constant TREASURY = 1;
    uint32 private constant BUYER = 10;
    uint32 private constant SELLER = 11;
    uint32 private constant BYSTANDER = 12;
    uint256 private constant BUYER_KEY = 0xb0b;
    uint256 private constant SELLER_KEY = 0x5e11;

    Settlement private settlement;

    function setUp() external {
        settlement = deploy();
        settlement.settle(0, bytes.concat(move(0, BUYER, 1000), move(0, BYSTANDER, 50)), assetMove(7, 0, SELLER, 20));
        vm.prank(ADMIN);
        settlement.registerSigners(BUYER, abi.encodePacked(vm.addr(BUYER_KEY), vm.addr(SELLER_KEY)));
    }

    function testFuzz_A_signed_trade_pays_and_delivers_once(uint64 price, uint64 quantity, uint64 tax) external {
        price = uint64(bound(price, 1, 900));
        tax = uint64(bound(tax, 0, 100));
        quantity = uint64(bound(quantity, 1, 20));
        ISettlement.Trade memory trade = tradeOf(3, price, tax, quantity);
        (bytes memory ofBuyer, bytes memory ofSeller) = signed(trade);
        settlement.settleTrade(1, trade, ofBuyer, ofSeller);
        assertEq(currencyOf(BUYER), 1000 - price - tax, "buyer's money");
        assertEq(currencyOf(SELLER), price, "seller's money");
        assertEq(currencyOf(TREASURY), tax, "tax");
        assertEq(settlement.assets().balanceOf(Accounts.addressOf(BUYER), 7), quantity, "delivered");
        assertEq(settlement.nextBatch(), 2, "numbered like a batch");

        vm.expectRevert(abi.encodeWithSelector(ISettlement.TradeOutOfOrder.selector, 0, 3));
        settlement.settleTrade(2, trade, ofBuyer, ofSeller);
    }

    function testFuzz_A_trade_altered_after_signing_is_refused(uint256 what, uint64 by) external {
        ISettlement.Trade memory trade = tradeOf(2, 100, 5, 2);
        (bytes memory ofBuyer, bytes memory ofSeller) = signed(trade);
        by = uint64(bound(by, 1, 50));
        what = bound(what, 0, 3);
        if (what == 0) trade.posting += uint32(by);
        if (what == 1) trade.moves = tradeOf(2, 100 + by, 5, 2).moves;
        if (what == 2) trade.moves = tradeOf(2, 100, 5 + by, 2).moves;
        if (what == 3) trade.assetMoves = tradeOf(2, 100, 5, 2 + uint64(bound(by, 1, 10))).assetMoves;
        assertTrue(!settles(1, trade, ofBuyer, ofSeller), "an altered trade was settled");
        assertEq(settlement.nextBatch(), 1, "nothing happened");
    }

    function test_A_signature_is_worth_nothing_on_another_chain() external {
        ISettlement.Trade memory trade = tradeOf(2, 100, 5, 2);
        (bytes memory ofBuyer, bytes memory ofSeller) = signed(trade);
        vm.chainId(block.chainid + 1);
        assertTrue(!settles(1, trade, ofBuyer, ofSeller), "signed for another chain");
        (ofBuyer, ofSeller) = signed(trade);
        assertTrue(settles(1, trade, ofBuyer, ofSeller), "signed for this one");
    }

    function test_A_trade_needs_both_signatures() external {
        ISettlement.Trade memory trade = tradeOf(2, 100, 5, 2);
        (bytes memory ofBuyer, bytes memory ofSeller) = signed(trade);
        vm.expectRevert(
            abi.encodeWithSelector(
                ISettlement.WrongSigner.selector, SELLER, vm.addr(BUYER_KEY), vm.addr(SELLER_KEY)
            )
        );
        settlement.settleTrade(1, trade, ofBuyer, ofBuyer);
        vm.expectRevert(
            abi.encodeWithSelector(ISettlement.WrongSigner.selector, BUYER, vm.addr(SELLER_KEY), vm.addr(BUYER_KEY))
        );
        settlement.settleTrade(1, trade, ofSeller, ofSeller);
        assertTrue(!settles(1, trade, "", ofSeller), "settled without the buyer");
        assertTrue(settles(1, trade, ofBuyer, ofSeller), "both have signed");
    }

    function testFuzz_Nobody_signs_for_another(uint256 key) external {
        key = bound(key, 1, type(uint128).max);
        if (key == BUYER_KEY) return;
        ISettlement.Trade memory trade = tradeOf(1, 100, 5, 2);
        (, bytes memory ofSeller) = signed(trade);
        bytes memory forged = signatureOf(trade, key);
        vm.expectRevert(
            abi.encodeWithSelector(ISettlement.WrongSigner.selector, BUYER, vm.addr(key), vm.addr(BUYER_KEY))
        );
        settlement.settleTrade(1, trade, forged, ofSeller);
    }

    function test_Nobody_signs_for_an_account_without_a_signer() external {
        ISettlement.Trade memory trade = tradeOf(1, 100, 5, 2);
        trade.buyer = BYSTANDER;
        trade.moves = move(BYSTANDER, SELLER, 1);
        (bytes memory ofBystander, bytes memory ofSeller) = signed(trade);
        vm.expectRevert(
            abi.encodeWithSelector(ISettlement.WrongSigner.selector, BYSTANDER, vm.addr(BUYER_KEY), address(0))
        );
        settlement.settleTrade(1, trade, ofBystander, ofSeller);
    }

    function testFuzz_A_signer_is_registered_once_and_by_the_administrator(address stranger, address signer) external {
        if (signer == address(0)) return;
        vm.expectEmit(address(settlement));
        emit ISettlement.SignersRegistered(BYSTANDER, 2);
        vm.prank(ADMIN);
        settlement.registerSigners(BYSTANDER, abi.encodePacked(address(this), signer));
        assertTrue(settlement.signerOf(BYSTANDER) == address(this), "the first");
        assertTrue(settlement.signerOf(BYSTANDER + 1) == signer, "the second");
        vm.expectRevert(abi.encodeWithSelector(ISettlement.SignerRegistered.selector, BUYER));
        vm.prank(ADMIN);
        settlement.registerSigners(BUYER - 1, abi.encodePacked(signer, signer));
        assertTrue(settlement.signerOf(BUYER - 1) == address(0), "all or none");
        vm.expectRevert(abi.encodeWithSelector(Moves.TornRecord.selector, 21, 20));
        vm.prank(ADMIN);
        settlement.registerSigners(20, abi.encodePacked(signer, hex"00"));
        vm.prank(ADMIN);
        settlement.pause();
        vm.expectRevert(abi.encodeWithSelector(Pausable.EnforcedPause.selector));
        vm.prank(ADMIN);
        settlement.registerSigners(20, abi.encodePacked(signer));
        vm.prank(ADMIN);
        settlement.unpause();
        if (stranger == ADMIN) return;
        bytes32 role = settlement.DEFAULT_ADMIN_ROLE();
        vm.expectRevert(
            abi.encodeWithSelector(IAccessControl.AccessControlUnauthorizedAccount.selector, stranger, role)
        );
        vm.prank(stranger);
        settlement.registerSigners(20, abi.encodePacked(stranger));
    }

    function test_Nobody_and_nobodys_account_gets_a_signer() external {
        vm.expectRevert(abi.encodeWithSelector(ISettlement.InvalidSigner.selector, BYSTANDER, address(0)));
        vm.prank(ADMIN);
        settlement.registerSigners(BYSTANDER, new bytes(20));
        vm.expectRevert(abi.encodeWithSelector(ISettlement.InvalidSigner.selector, 0, address(this)));
        vm.prank(ADMIN);
        settlement.registerSigners(0, abi.encodePacked(address(this)));
        vm.expectRevert(
            abi.encodeWithSelector(ISettlement.InvalidSigner.selector, Accounts.CLEARING, address(this))
        );
        vm.prank(ADMIN);
        settlement.registerSigners(Accounts.CLEARING, abi.encodePacked(address(this)));
    }

    function test_A_signature_for_another_run_is_worthless() external {
        ISettlement.Trade memory trade = tradeOf(2, 100, 5, 2);
        bytes32 run = settlement.runId();
        Settlement other = new Settlement("Credit", "CRD", 2, ADMIN, address(this), keccak256("another run"));
        // The same address, as on another fresh chain.
        vm.etch(address(settlement), address(other).code);
        assertTrue(settlement.runId() != run, "another run");
        (bytes memory ofBuyer, bytes memory ofSeller) = signed(trade);
        assertTrue(!settles(1, trade, ofBuyer, ofSeller), "a signature for another run was taken");
    }

    function test_A_settled_trade_says_so() external {
        ISettlement.Trade memory trade = tradeOf(3, 100, 5, 2);
        (bytes memory ofBuyer, bytes memory ofSeller) = signed(trade);
        vm.expectEmit(address(settlement));
        emit ISettlement.BatchSettled(1, 0);
        settlement.settleTrade(1, trade, ofBuyer, ofSeller);
    }

    function test_A_trade_moves_nothing_of_others() external {
        ISettlement.Trade memory trade = tradeOf(1, 100, 5, 2);
        trade.moves = bytes.concat(trade.moves, move(BYSTANDER, SELLER, 1));
        (bytes memory ofBuyer, bytes memory ofSeller) = signed(trade);
        vm.expectRevert(abi.encodeWithSelector(ISettlement.NotAParty.selector, BYSTANDER));
        settlement.settleTrade(1, trade, ofBuyer, ofSeller);
        trade.moves = move(0, SELLER, 1);
        (ofBuyer, ofSeller) = signed(trade);
        vm.expectRevert(abi.encodeWithSelector(ISettlement.NotAParty.selector, 0));
        settlement.settleTrade(1, trade, ofBuyer, ofSeller);
        trade.moves = "";
        trade.assetMoves = assetMove(7, BYSTANDER, BUYER, 1);
        (ofBuyer, ofSeller) = signed(trade);
        vm.expectRevert(abi.encodeWithSelector(ISettlement.NotAParty.selector, BYSTANDER));
        settlement.settleTrade(1, trade, ofBuyer, ofSeller);
    }

    function test_A_trade_is_good_in_its_own_tick_only() external {
        ISettlement.Trade memory trade = tradeOf(5, 100, 5, 2);
        (bytes memory ofBuyer, bytes memory ofSeller) = signed(trade);
        settlement.closeTick(1, 0, "root");
        vm.expectRevert(abi.encodeWithSelector(ISettlement.TradeOutOfOrder.selector, 0, 5));
        settlement.settleTrade(2, trade, ofBuyer, ofSeller);
        trade.tick = 1;
        trade.posting = 1;
        (ofBuyer, ofSeller) = signed(trade);
        settlement.settleTrade(2, trade, ofBuyer, ofSeller);
        assertEq(settlement.nextBatch(), 3, "postings begin anew in each tick");
    }

    function test_A_signature_for_another_settlement_is_worthless() external {
        ISettlement.Trade memory trade = tradeOf(2, 100, 5, 2);
        Settlement other = deploy();
        (bytes memory ofBuyer, bytes memory ofSeller) =
            (signatureFor(other, trade, BUYER_KEY), signatureFor(other, trade, SELLER_KEY));
        assertTrue(!settles(1, trade, ofBuyer, ofSeller), "a signature for another contract was taken");
    }

    function testFuzz_Only_the_settler_settles_trades_and_none_during_a_pause(address stranger) external {
        ISettlement.Trade memory trade = tradeOf(1, 100, 5, 2);
        (bytes memory ofBuyer, bytes memory ofSeller) = signed(trade);
        if (stranger != address(this)) {
            bytes32 role = settlement.SETTLER_ROLE();
            vm.expectRevert(
                abi.encodeWithSelector(IAccessControl.AccessControlUnauthorizedAccount.selector, stranger, role)
            );
            vm.prank(stranger);
            settlement.settleTrade(1, trade, ofBuyer, ofSeller);
        }
        vm.prank(ADMIN);
        settlement.pause();
        vm.expectRevert(abi.encodeWithSelector(Pausable.EnforcedPause.selector));
        settlement.settleTrade(1, trade, ofBuyer, ofSeller);
        ISettlement.Trade memory nothing = ISettlement.Trade(0, 1, BUYER, SELLER, "", "");
        (bytes memory buyers, bytes memory sellers) = signed(nothing);
        assertTrue(!settles(1, nothing, buyers, sellers), "a trade that moves nothing took a number during a pause");
        vm.prank(ADMIN);
        settlement.unpause();
        settlement.settleTrade(1, trade, ofBuyer, ofSeller);
    }

    function test_A_trade_out_of_turn_is_refused() external {
        ISettlement.Trade memory trade = tradeOf(1, 100, 5, 2);
        (bytes memory ofBuyer, bytes memory ofSeller) = signed(trade);
        vm.expectRevert(abi.encodeWithSelector(ISettlement.BatchOutOfOrder.selector, 0, 1));
        settlement.settleTrade(0, trade, ofBuyer, ofSeller);
        vm.expectRevert(abi.encodeWithSelector(ISettlement.BatchOutOfOrder.selector, 2, 1));
        settlement.settleTrade(2, trade, ofBuyer, ofSeller);
    }

    function settles(uint64 batch, ISettlement.Trade memory trade, bytes memory ofBuyer, bytes memory ofSeller)
        private
        returns (bool success)
    {
        (success,) =
            address(settlement).call(abi.encodeCall(settlement.settleTrade, (batch, trade, ofBuyer, ofSeller)));
    }

    function tradeOf(uint32 posting, uint64 price, uint64 tax, uint64 quantity)
        private
        pure
        returns (ISettlement.Trade memory)
    {
        bytes memory moves = bytes.concat(move(BUYER, SELLER, price), move(BUYER, TREASURY, tax));
        return ISettlement.Trade(0, posting, BUYER, SELLER, moves, assetMove(7, SELLER, BUYER, quantity));
    }

    function signed(ISettlement.Trade memory trade) private view returns (bytes memory, bytes memory) {
        return (signatureOf(trade, BUYER_KEY), signatureOf(trade, SELLER_KEY));
    }

    function signatureOf(ISettlement.Trade memory trade, uint256 key) private view returns (bytes memory) {
        return signatureFor(settlement, trade, key);
    }

    function currencyOf(uint32 account) private view returns (uint256) {
        return settlement.currency().balanceOf(Accounts.addressOf(account));
    }
}
