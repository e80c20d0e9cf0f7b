// SPDX-License-Identifier: MIT
pragma solidity 0.8.34;

import {ECDSA} from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";
import {MessageHashUtils} from "@openzeppelin/contracts/utils/cryptography/MessageHashUtils.sol";
import {Accounts} from "./Accounts.sol";
import {ISettlement} from "./ISettlement.sol";
import {Move, Moves} from "./Moves.sol";

/// @title Trades signed by buyer and seller
/// @dev A simulated account has no key of its own, so each has a signer. The domain (EIP-712) holds chain, contract and, as its
/// salt, the run, so a signature is worth nothing anywhere else: on fresh chains of one kind contracts have the same address.
abstract contract Trades is ISettlement {
    bytes32 private constant DOMAIN_TYPEHASH = keccak256(
        "EIP712Domain(string name,string version,uint256 chainId,address verifyingContract,bytes32 salt)"
    );
    bytes32 private constant NAME = keccak256("Economy");
    bytes32 private constant VERSION = keccak256("1");
    bytes32 internal constant TRADE_TYPEHASH = keccak256(
        "Trade(uint64 tick,uint32 posting,uint32 buyer,uint32 seller,bytes moves,bytes assetMoves)"
    );

    /// @inheritdoc ISettlement
    bytes32 public immutable runId;

    /// @inheritdoc ISettlement
    mapping(uint32 account => address signer) public signerOf;

    uint64 private lastTradeTick;
    uint32 private lastTradePosting;

    constructor(bytes32 run) {
        runId = run;
    }

    /// @dev Reverts unless the trade is of the open tick, new, moves only what is the parties' own, and is signed by both.
    function _agree(uint64 openTick, Trade calldata trade, bytes calldata ofBuyer, bytes calldata ofSeller) internal {
        bool again = trade.tick == lastTradeTick && trade.posting <= lastTradePosting;
        if (trade.tick != openTick || again || trade.posting == 0) revert TradeOutOfOrder(trade.tick, trade.posting);
        (lastTradeTick, lastTradePosting) = (trade.tick, trade.posting);
        _requireOwn(trade);
        bytes32 domain =
            keccak256(abi.encode(DOMAIN_TYPEHASH, NAME, VERSION, block.chainid, address(this), runId));
        bytes32 digest = MessageHashUtils.toTypedDataHash(
            domain,
            keccak256(
                abi.encode(
                    TRADE_TYPEHASH,
                    trade.tick,
                    trade.posting,
                    trade.buyer,
                    trade.seller,
                    keccak256(trade.moves),
                    keccak256(trade.assetMoves)
                )
            )
        );
        _requireSigned(trade.buyer, digest, ofBuyer);
        _requireSigned(trade.seller, digest, ofSeller);
    }

    function _requireOwn(Trade calldata trade) private pure {
        for (uint256 offset = 0; offset < trade.moves.length; offset += Moves.MOVE_BYTES) {
            _requireParty(trade, Moves.moveAt(trade.moves, offset));
        }
        for (uint256 offset = 0; offset < trade.assetMoves.length; offset += Moves.ASSET_MOVE_BYTES) {
            _requireParty(trade, Moves.assetMoveAt(trade.assetMoves, offset).move());
        }
    }

    function _requireParty(Trade calldata trade, Move move) private pure {
        if (move.from() != trade.buyer && move.from() != trade.seller) revert NotAParty(move.from());
    }

    function _register(uint32 first, bytes calldata signers) internal {
        Moves.requireWhole(signers.length, 20);
        uint256 count = signers.length / 20;
        for (uint32 i = 0; i < count; i++) {
            uint32 account = first + i;
            address signer = address(bytes20(signers[20 * i:]));
            if (signer == address(0) || account == Accounts.MINT || account == Accounts.CLEARING) {
                revert InvalidSigner(account, signer);
            }
            if (signerOf[account] != address(0)) revert SignerRegistered(account);
            signerOf[account] = signer;
        }
        emit SignersRegistered(first, count);
    }

    function _requireSigned(uint32 account, bytes32 digest, bytes calldata signature) private view {
        address signer = ECDSA.recover(digest, signature);
        if (signer != signerOf[account]) revert WrongSigner(account, signer, signerOf[account]);
    }
}
