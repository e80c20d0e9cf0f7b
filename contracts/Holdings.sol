// SPDX-License-Identifier: MIT
pragma solidity 0.8.34;

/// @notice Who holds how much of one token.
struct Holdings {
    mapping(uint256 group => uint256 word) words;
}

using HoldingsOps for Holdings global;

/// @title Balances of 64 bits, four to a storage word
/// @notice Holders whose addresses differ in nothing but the last two bits share a word. The address of a simulated account
/// ends with its number, so accounts 4k to 4k + 3 do: a batch that moves many of them touches a quarter of the slots.
/// @dev Assumes that a token's supply fits into 64 bits; then every balance does.
library HoldingsOps {
    function held(Holdings storage self, address holder) internal view returns (uint256) {
        (uint256 group, uint256 shift) = _placeOf(holder);
        return uint64(self.words[group] >> shift);
    }

    /// @notice Takes units from a holder, or nothing if there are too few.
    /// @return had What the holder had; less than `amount` if nothing was taken.
    function take(Holdings storage self, address holder, uint256 amount) internal returns (uint256 had) {
        (uint256 group, uint256 shift) = _placeOf(holder);
        uint256 word = self.words[group];
        had = uint64(word >> shift);
        // No borrowing from the neighbour: the holder's own bits are at least `amount`.
        unchecked {
            if (had >= amount) self.words[group] = word - (amount << shift);
        }
    }

    /// @notice Gives a holder units that were taken or issued before.
    function give(Holdings storage self, address holder, uint256 amount) internal {
        (uint256 group, uint256 shift) = _placeOf(holder);
        // No overflow into the neighbour: all balances together are the supply.
        unchecked {
            self.words[group] += amount << shift;
        }
    }

    /// @notice Sets what a holder has.
    /// @param amount Has 64 bits at most.
    function put(Holdings storage self, address holder, uint256 amount) internal {
        (uint256 group, uint256 shift) = _placeOf(holder);
        self.words[group] = (self.words[group] & ~(uint256(type(uint64).max) << shift)) | (amount << shift);
    }

    function _placeOf(address holder) private pure returns (uint256 group, uint256 shift) {
        uint256 number = uint160(holder);
        return (number >> 2, (number & 3) << 6);
    }
}
