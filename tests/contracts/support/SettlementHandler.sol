// SPDX-License-Identifier: MIT
pragma solidity 0.8.34;

import {Accounts} from "../../../contracts/Accounts.sol";
import {ISettlement} from "../../../contracts/ISettlement.sol";
import {Settlement} from "../../../contracts/Settlement.sol";
import {Signatures} from "./Signatures.sol";

/// @notice Settles at random, rightly and wrongly, and keeps the books that the contracts must agree with.
/// @dev Token 0 is the currency, tokens 1 and 2 are assets. Accounts are 1 to `ACCOUNTS`; `CLEARED` is for clearing.
contract SettlementHandler is Signatures {
    uint32 public constant ACCOUNTS = 4;
    uint32 public constant TOKENS = 3;
    uint32 public constant CLEARED = ACCOUNTS + 1;

    Settlement public immutable settlement;

    mapping(uint32 token => mapping(uint32 account => uint256)) public book;
    mapping(uint32 token => uint256) public minted;
    mapping(uint32 token => uint256) public burnt;
    uint64 public batches;
    bytes32[] public roots;
    bool public justClosed;
    /// @dev What was recorded in a tick; a record of nothing has a hash too.
    mapping(uint64 tick => bytes32) public allocationRoots;
    mapping(uint64 tick => bytes32) public poolHashes;
    /// @dev The last trade's posting in the open tick; 0 before the first.
    uint32 public lastPosting;

    constructor() {
        settlement = deploy();
        bytes memory signers;
        for (uint256 account = 1; account <= ACCOUNTS; account++) {
            signers = bytes.concat(signers, abi.encodePacked(vm.addr(account)));
        }
        vm.prank(ADMIN);
        settlement.registerSigners(1, signers);
    }

    function rootCount() external view returns (uint256) {
        return roots.length;
    }

    /// @notice One move per token, mints, burns and overdrafts among them, in one batch: if one fails, none is applied.
    function settle(uint256[3] calldata from, uint256[3] calldata to, uint64[3] calldata amount) external {
        uint32[3] memory payer;
        uint32[3] memory payee;
        uint64[3] memory units;
        bool covered = true;
        for (uint32 token = 0; token < TOKENS; token++) {
            payer[token] = uint32(bound(from[token], 0, CLEARED));
            payee[token] = uint32(bound(to[token], 0, CLEARED));
            units[token] = mostlyAffordable(token, payer[token], amount[token]);
            covered = covered && (payer[token] == 0 || units[token] <= book[token][payer[token]]);
        }
        bytes memory moves = move(numberOf(payer[0]), numberOf(payee[0]), units[0]);
        bytes memory assetMoves = bytes.concat(
            assetMove(1, numberOf(payer[1]), numberOf(payee[1]), units[1]),
            assetMove(2, numberOf(payer[2]), numberOf(payee[2]), units[2])
        );
        assertTrue(
            call(abi.encodeCall(settlement.settle, (batches, moves, assetMoves))) == covered,
            "a batch is applied if and only if nobody is overdrawn"
        );
        if (!covered) return;
        batches++;
        justClosed = false;
        for (uint32 token = 0; token < TOKENS; token++) {
            enter(token, payer[token], payee[token], units[token]);
        }
    }

    function closeTick(bytes32 root) external {
        bool cleared = book[0][CLEARED] + book[1][CLEARED] + book[2][CLEARED] == 0;
        bool closed = call(abi.encodeCall(settlement.closeTick, (batches, uint64(roots.length), root)));
        assertTrue(closed == cleared, "a tick closes if and only if nothing is in clearing");
        if (!closed) return;
        batches++;
        roots.push(root);
        justClosed = true;
        lastPosting = 0;
    }

    /// @notice A trade of asset 1 for money, signed by both sides; and trades that are not as they should be in one way each.
    function settleTrade(uint256 buyer, uint256 seller, uint64 price, uint64 quantity, uint256 flaw) external {
        (uint32 payer, uint32 payee) = (uint32(bound(buyer, 1, ACCOUNTS)), uint32(bound(seller, 1, ACCOUNTS)));
        (price, quantity) = (mostlyAffordable(0, payer, price), mostlyAffordable(1, payee, quantity));
        ISettlement.Trade memory trade = tradeOf(payer, payee, price, quantity);
        // Half of them have no flaw.
        flaw = flaw % 12;
        if (flaw == 1) trade.tick += 1;
        if (flaw == 2) trade.posting = lastPosting;
        if (flaw == 3) trade.moves = bytes.concat(trade.moves, move(payer % ACCOUNTS + 1, payee, 0));
        bytes memory ofBuyer = signatureFor(settlement, trade, flaw == 4 ? payer % ACCOUNTS + 1 : payer);
        bytes memory ofSeller = signatureFor(settlement, trade, payee);
        if (flaw == 5) trade.moves = move(payer, payee, price + 1);
        bool outsider = flaw == 3 && payer % ACCOUNTS + 1 != payee;
        bool sound = flaw == 0 || flaw > 5 || (flaw == 3 && !outsider);
        bool covered = price <= book[0][payer] && quantity <= book[1][payee];
        assertTrue(
            call(abi.encodeCall(settlement.settleTrade, (batches, trade, ofBuyer, ofSeller))) == (sound && covered),
            "a trade is applied if and only if it is new, its parties' own, signed by both, and covered"
        );
        if (!sound || !covered) return;
        batches++;
        justClosed = false;
        lastPosting = trade.posting;
        enter(0, payer, payee, price);
        enter(1, payee, payer, quantity);
    }

    function recordAllocations(bytes32 root, bytes calldata pools) external {
        uint64 tick = uint64(roots.length);
        bool recorded = call(abi.encodeCall(settlement.recordAllocations, (batches, root, pools)));
        assertTrue(recorded == (poolHashes[tick] == 0), "allocations are recorded once in a tick");
        if (!recorded) return;
        batches++;
        justClosed = false;
        (allocationRoots[tick], poolHashes[tick]) = (root, keccak256(pools));
    }

    /// @notice Pays everything in clearing out, so that ticks do close.
    function clear(uint256 payee) external {
        uint32 account = uint32(bound(payee, 1, ACCOUNTS));
        bytes memory assetMoves;
        for (uint32 token = 1; token < TOKENS; token++) {
            uint64 units = uint64(book[token][CLEARED]);
            assetMoves = bytes.concat(assetMoves, assetMove(token, Accounts.CLEARING, account, units));
        }
        settlement.settle(batches++, move(Accounts.CLEARING, account, uint64(book[0][CLEARED])), assetMoves);
        justClosed = false;
        for (uint32 token = 0; token < TOKENS; token++) {
            enter(token, CLEARED, account, book[token][CLEARED]);
        }
    }

    function settleOutOfTurn(uint64 batch) external {
        if (batch == batches) return;
        refusesAll(batch, address(this), "a call out of turn passed");
    }

    function settleAsStranger(address stranger) external {
        if (stranger == address(this)) return;
        refusesAll(batches, stranger, "a stranger settled");
    }

    function settleWhilePaused() external {
        vm.prank(ADMIN);
        settlement.pause();
        refusesAll(batches, address(this), "settled during a pause");
        vm.prank(ADMIN);
        settlement.unpause();
    }

    /// @dev Each call would pass but for its number, its sender or the pause.
    function refusesAll(uint64 batch, address sender, string memory what) private {
        uint64 tick = uint64(roots.length);
        ISettlement.Trade memory trade = tradeOf(1, 2, 0, 0);
        (bytes memory ofBuyer, bytes memory ofSeller) =
            (signatureFor(settlement, trade, 1), signatureFor(settlement, trade, 2));
        bytes[4] memory calls = [
            abi.encodeCall(settlement.settle, (batch, move(0, 1, 1), "")),
            abi.encodeCall(settlement.closeTick, (batch, tick, 0)),
            abi.encodeCall(settlement.settleTrade, (batch, trade, ofBuyer, ofSeller)),
            abi.encodeCall(settlement.recordAllocations, (batch, 0, ""))
        ];
        for (uint256 i = 0; i < calls.length; i++) {
            vm.prank(sender);
            assertTrue(!call(calls[i]), what);
        }
    }

    function tradeOf(uint32 buyer, uint32 seller, uint64 price, uint64 quantity)
        private
        view
        returns (ISettlement.Trade memory)
    {
        return ISettlement.Trade(
            uint64(roots.length),
            lastPosting + 1,
            buyer,
            seller,
            move(buyer, seller, price),
            assetMove(1, seller, buyer, quantity)
        );
    }

    function call(bytes memory data) private returns (bool success) {
        (success,) = address(settlement).call(data);
    }

    function mostlyAffordable(uint32 token, uint32 payer, uint64 amount) private view returns (uint64) {
        bool anything = payer == 0 || amount % 8 == 0;
        return anything ? amount >> 8 : uint64(bound(amount, 0, book[token][payer]));
    }

    function enter(uint32 token, uint32 payer, uint32 payee, uint256 units) private {
        if (payer == 0) minted[token] += units;
        else book[token][payer] -= units;
        if (payee == 0) burnt[token] += units;
        else book[token][payee] += units;
    }

    function numberOf(uint32 account) private pure returns (uint32) {
        return account == CLEARED ? Accounts.CLEARING : account;
    }
}
