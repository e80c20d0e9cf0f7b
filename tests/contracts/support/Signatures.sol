// SPDX-License-Identifier: MIT
pragma solidity 0.8.34;

import {ISettlement} from "../../../contracts/ISettlement.sol";
import {Settlement} from "../../../contracts/Settlement.sol";
import {Test} from "./Test.sol";

/// @notice Signs trades as EIP-712 has it, independently of the contract's own coding.
abstract contract Signatures is Test {
    bytes32 private constant DOMAIN =
        keccak256("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract,bytes32 salt)");
    bytes32 private constant TRADE = keccak256(
        "Trade(uint64 tick,uint32 posting,uint32 buyer,uint32 seller,bytes moves,bytes assetMoves)"
    );

    function signatureFor(Settlement target, ISettlement.Trade memory trade, uint256 key)
        internal
        view
        returns (bytes memory)
    {
        bytes32 domain = keccak256(
            abi.encode(DOMAIN, keccak256("Economy"), keccak256("1"), block.chainid, address(target), keccak256("run"))
        );
        bytes32 typed = keccak256(
            abi.encode(
                TRADE,
                trade.tick,
                trade.posting,
                trade.buyer,
                trade.seller,
                keccak256(trade.moves),
                keccak256(trade.assetMoves)
            )
        );
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(key, keccak256(abi.encodePacked("\x19\x01", domain, typed)));
        return abi.encodePacked(r, s, v);
    }
}
