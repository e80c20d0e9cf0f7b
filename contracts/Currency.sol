// SPDX-License-Identifier: MIT
pragma solidity 0.8.34;

import {AccessControl} from "@openzeppelin/contracts/access/AccessControl.sol";
import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";
import {ERC20Pausable} from "@openzeppelin/contracts/token/ERC20/extensions/ERC20Pausable.sol";
import {Accounts} from "./Accounts.sol";
import {ISettledToken} from "./ISettledToken.sol";
import {Move, Moves} from "./Moves.sol";

/// @title The economy's money
/// @notice An ERC-20 token that only the settlement mints and burns. Amounts are minor units.
contract Currency is ERC20Pausable, AccessControl, ISettledToken {
    bytes32 public constant SETTLEMENT_ROLE = keccak256("SETTLEMENT_ROLE");

    uint8 private immutable MINOR_DIGITS;

    /// @notice Units ever minted, and units ever burnt.
    uint256 public minted;
    uint256 public burnt;

    constructor(string memory name, string memory symbol, uint8 minorDigits, address admin, address settlement)
        ERC20(name, symbol)
    {
        MINOR_DIGITS = minorDigits;
        _grantRole(DEFAULT_ADMIN_ROLE, admin);
        _grantRole(SETTLEMENT_ROLE, settlement);
    }

    /// @inheritdoc ISettledToken
    function settle(bytes calldata moves) external onlyRole(SETTLEMENT_ROLE) {
        Moves.requireWhole(moves.length, Moves.MOVE_BYTES);
        uint256 created;
        uint256 destroyed;
        for (uint256 offset = 0; offset < moves.length; offset += Moves.MOVE_BYTES) {
            Move move = Moves.moveAt(moves, offset);
            if (move.from() == Accounts.MINT) created += move.amount();
            if (move.to() == Accounts.MINT) destroyed += move.amount();
            _update(Accounts.addressOf(move.from()), Accounts.addressOf(move.to()), move.amount());
        }
        _conserve(created, destroyed);
    }

    /// @inheritdoc ISettledToken
    function pause() external onlyRole(SETTLEMENT_ROLE) {
        _pause();
    }

    /// @inheritdoc ISettledToken
    function unpause() external onlyRole(SETTLEMENT_ROLE) {
        _unpause();
    }

    /// @inheritdoc ISettledToken
    function inClearing() external view returns (uint256) {
        return balanceOf(Accounts.addressOf(Accounts.CLEARING));
    }

    /// @notice Balances of the accounts numbered `first` to `first + count - 1`; account 0 has none.
    function balancesOf(uint32 first, uint32 count) external view returns (uint256[] memory balances) {
        balances = new uint256[](count);
        for (uint32 i = 0; i < count; i++) {
            balances[i] = balanceOf(Accounts.addressOf(first + i));
        }
    }

    /// @dev Digits after the point when a wallet shows an amount.
    function decimals() public view override returns (uint8) {
        return MINOR_DIGITS;
    }

    function _conserve(uint256 created, uint256 destroyed) private {
        if (created != 0) minted += created;
        if (destroyed != 0) burnt += destroyed;
        if (totalSupply() != minted - burnt) revert SupplyMismatch(totalSupply(), minted, burnt);
    }
}
