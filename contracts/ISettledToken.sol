// SPDX-License-Identifier: MIT
pragma solidity 0.8.34;

/// @title A token whose simulated holders have no keys, and which the settlement therefore moves for them
interface ISettledToken {
    /// @notice There would be more units of `token` than there can be.
    error SupplyTooLarge(uint256 token, uint256 supply);

    /// @notice Applies ledger entries one by one, in order, or none of them.
    /// @dev Emits the standard's transfer event for each. A move from account 0 mints, a move to account 0 burns.
    /// Reverts with the standard's own error if an entry overdraws its payer.
    /// @param moves Packed records, see {Moves}.
    function settle(bytes calldata moves) external;

    /// @notice Units of this token, over all its ids, that net positions have paid in but not yet paid out.
    function inClearing() external view returns (uint256);

    /// @notice Stops every movement of the token, its holders' own transfers included.
    function pause() external;

    function unpause() external;
}
