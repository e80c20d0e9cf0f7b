// SPDX-License-Identifier: MIT
pragma solidity 0.8.34;

/// @title Addresses of the simulated accounts
/// @notice An account is a number in the books and an address without a key on chain, so nobody but the settlement can
/// move what it holds: finding a key for one of these addresses means inverting 128 bits of Keccak-256.
library Accounts {
    /// @dev Every simulated account's address begins with `0xec0` and ends with its number.
    uint160 internal constant BASE = uint160(0xec0) << 148;

    /// @dev The books' contra account of minting and burning, which the token standards write as the zero address.
    uint32 internal constant MINT = 0;

    /// @dev The clearing account, through which net positions pass on their way from payers to payees.
    uint32 internal constant CLEARING = type(uint32).max;

    function addressOf(uint32 id) internal pure returns (address) {
        return id == MINT ? address(0) : address(BASE + id);
    }
}
