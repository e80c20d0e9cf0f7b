// SPDX-License-Identifier: MIT
pragma solidity 0.8.34;

import {AccessControl} from "@openzeppelin/contracts/access/AccessControl.sol";
import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";
import {Pausable} from "@openzeppelin/contracts/utils/Pausable.sol";
import {Accounts} from "./Accounts.sol";
import {Holdings} from "./Holdings.sol";
import {ISettledToken} from "./ISettledToken.sol";
import {Move, Moves} from "./Moves.sol";

/// @title The economy's money
/// @notice An ERC-20 token that only the settlement mints and burns. Amounts are minor units, less than 2⁶³ in all.
/// @dev Keeps its balances itself, packed; see {Holdings}. A batch checks once that nothing is paused, not move by move.
/// Assumes an honest administrator, who could let others than the settlement mint.
contract Currency is ERC20, Pausable, AccessControl, ISettledToken {
    bytes32 public constant SETTLEMENT_ROLE = keccak256("SETTLEMENT_ROLE");

    address private constant CLEARING = address(Accounts.BASE + Accounts.CLEARING);
    uint256 private constant UNREAD = type(uint256).max;
    uint8 private immutable MINOR_DIGITS;

    Holdings private holdings;

    /// @notice Units ever minted, and units ever burnt.
    uint128 public minted;
    uint128 public burnt;

    constructor(string memory name, string memory symbol, uint8 minorDigits, address admin, address settlement)
        ERC20(name, symbol)
    {
        MINOR_DIGITS = minorDigits;
        _grantRole(DEFAULT_ADMIN_ROLE, admin);
        _grantRole(SETTLEMENT_ROLE, settlement);
    }

    /// @inheritdoc ISettledToken
    function settle(bytes calldata moves) external onlyRole(SETTLEMENT_ROLE) whenNotPaused {
        Moves.requireWhole(moves.length, Moves.MOVE_BYTES);
        uint256 cleared = UNREAD;
        uint256 created;
        uint256 destroyed;
        for (uint256 offset = 0; offset < moves.length;) {
            Move move = Moves.moveAt(moves, offset);
            (address from, address to) = (Accounts.addressOf(move.from()), Accounts.addressOf(move.to()));
            uint256 amount = move.amount();
            // No overflow: amounts have 64 bits, and a batch has not 2⁶⁴ moves.
            unchecked {
                offset += Moves.MOVE_BYTES;
                if (from == address(0)) {
                    created += amount;
                    _requireRoom(created, destroyed);
                } else if (from == CLEARING) {
                    cleared = _read(cleared);
                    if (cleared < amount) revert ERC20InsufficientBalance(from, cleared, amount);
                    cleared -= amount;
                } else {
                    _take(from, amount);
                }
                if (to == address(0)) destroyed += amount;
                else if (to == CLEARING) cleared = _read(cleared) + amount;
                else holdings.give(to, amount);
            }
            emit Transfer(from, to, amount);
        }
        if (cleared != UNREAD) holdings.put(CLEARING, cleared);
        if (created != 0) minted += uint128(created);
        if (destroyed != 0) burnt += uint128(destroyed);
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
        return balanceOf(CLEARING);
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

    function totalSupply() public view override returns (uint256) {
        return minted - burnt;
    }

    function balanceOf(address account) public view override returns (uint256) {
        return holdings.held(account);
    }

    /// @dev What the standard's own transfers come to: it has none from or to nobody. What a holder put into clearing would
    /// keep the tick from closing.
    function _update(address from, address to, uint256 value) internal override whenNotPaused {
        if (to == CLEARING) revert ERC20InvalidReceiver(to);
        _take(from, value);
        holdings.give(to, value);
        emit Transfer(from, to, value);
    }

    function _take(address from, uint256 amount) private {
        uint256 had = holdings.take(from, amount);
        if (had < amount) revert ERC20InsufficientBalance(from, had, amount);
    }

    function _requireRoom(uint256 created, uint256 destroyed) private view {
        uint256 supply = totalSupply() + created - destroyed;
        if (supply > Moves.MAX_SUPPLY) revert SupplyTooLarge(0, supply);
    }

    /// @dev The clearing account's balance, which a batch reads when it first needs it.
    function _read(uint256 cleared) private view returns (uint256) {
        return cleared == UNREAD ? holdings.held(CLEARING) : cleared;
    }
}
