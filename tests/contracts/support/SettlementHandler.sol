// SPDX-License-Identifier: MIT
pragma solidity 0.8.34;

import {Accounts} from "../../../contracts/Accounts.sol";
import {Settlement} from "../../../contracts/Settlement.sol";
import {Test} from "./Test.sol";

/// @notice Settles at random, rightly and wrongly, and keeps the books that the contracts must agree with.
/// @dev Token 0 is the currency, tokens 1 and 2 are assets. Accounts are 1 to `ACCOUNTS`; `CLEARED` is for clearing.
contract SettlementHandler is Test {
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

    constructor() {
        settlement = deploy();
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
        uint64 tick = uint64(roots.length);
        assertTrue(!call(abi.encodeCall(settlement.settle, (batch, move(0, 1, 1), ""))), "a batch out of turn passed");
        assertTrue(!call(abi.encodeCall(settlement.closeTick, (batch, tick, 0))), "a close out of turn passed");
    }

    function settleAsStranger(address stranger) external {
        if (stranger == address(this)) return;
        vm.prank(stranger);
        assertTrue(!call(abi.encodeCall(settlement.settle, (batches, move(0, 1, 1), ""))), "a stranger settled");
    }

    function settleWhilePaused() external {
        settlement.pause();
        assertTrue(!call(abi.encodeCall(settlement.settle, (batches, move(0, 1, 1), ""))), "settled during a pause");
        settlement.unpause();
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
