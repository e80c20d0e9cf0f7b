// SPDX-License-Identifier: MIT
pragma solidity 0.8.34;

/// @notice Sixteen bytes of calldata: payer's number (4), payee's number (4), amount in minor units (8), big-endian.
type Move is bytes16;

/// @notice Twenty bytes of calldata: token id (4), then a {Move}.
type AssetMove is bytes20;

using Moves for Move global;
using Moves for AssetMove global;

/// @title Packed ledger entries
/// @notice What the settlement sends the tokens: nothing but account numbers and amounts, back to back.
library Moves {
    uint256 internal constant MOVE_BYTES = 16;
    uint256 internal constant ASSET_MOVE_BYTES = 20;

    /// @dev Most units of a token there can be, as in the books.
    uint256 internal constant MAX_SUPPLY = uint64(type(int64).max);

    /// @notice A batch of `length` bytes does not hold a whole number of records.
    error TornRecord(uint256 length, uint256 recordBytes);

    function requireWhole(uint256 length, uint256 recordBytes) internal pure {
        if (length % recordBytes != 0) revert TornRecord(length, recordBytes);
    }

    function moveAt(bytes calldata moves, uint256 offset) internal pure returns (Move) {
        return Move.wrap(bytes16(moves[offset:]));
    }

    function assetMoveAt(bytes calldata moves, uint256 offset) internal pure returns (AssetMove) {
        return AssetMove.wrap(bytes20(moves[offset:]));
    }

    function token(AssetMove self) internal pure returns (uint256) {
        return uint32(bytes4(AssetMove.unwrap(self)));
    }

    function move(AssetMove self) internal pure returns (Move) {
        return Move.wrap(bytes16(AssetMove.unwrap(self) << 32));
    }

    function from(Move self) internal pure returns (uint32) {
        return uint32(bytes4(Move.unwrap(self)));
    }

    function to(Move self) internal pure returns (uint32) {
        return uint32(bytes4(Move.unwrap(self) << 32));
    }

    function amount(Move self) internal pure returns (uint256) {
        return uint64(uint128(Move.unwrap(self)));
    }
}
