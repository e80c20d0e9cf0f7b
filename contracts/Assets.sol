// SPDX-License-Identifier: MIT
pragma solidity 0.8.34;

import {AccessControl} from "@openzeppelin/contracts/access/AccessControl.sol";
import {ERC1155} from "@openzeppelin/contracts/token/ERC1155/ERC1155.sol";
import {Pausable} from "@openzeppelin/contracts/utils/Pausable.sol";
import {Accounts} from "./Accounts.sol";
import {Holdings} from "./Holdings.sol";
import {ISettledToken} from "./ISettledToken.sol";
import {AssetMove, Move, Moves} from "./Moves.sol";

/// @title Everything in the economy that is not money: goods, land, items
/// @notice ERC-1155 tokens that only the settlement mints and burns. There are less than 2⁶³ units of an id, and at most one
/// of an id from {FIRST_UNIQUE} on.
/// @dev Keeps its balances itself, packed; see {Holdings}. Settled moves skip the standard's call to a receiving contract:
/// simulated accounts have no code, and a batch must not hand control to anyone. Assumes an honest administrator, who could
/// let others than the settlement mint.
contract Assets is ERC1155, Pausable, AccessControl, ISettledToken {
    bytes32 public constant SETTLEMENT_ROLE = keccak256("SETTLEMENT_ROLE");

    /// @notice From this id on assets are unique.
    uint256 public constant FIRST_UNIQUE = 1 << 31;

    address private constant CLEARING = address(Accounts.BASE + Accounts.CLEARING);
    uint256 private constant UNREAD = type(uint256).max;

    mapping(uint256 id => Holdings) private holdings;

    /// @notice Units of token `id` in existence.
    mapping(uint256 id => uint256) public totalSupply;

    /// @inheritdoc ISettledToken
    uint256 public inClearing;

    constructor(string memory uri, address admin, address settlement) ERC1155(uri) {
        _grantRole(DEFAULT_ADMIN_ROLE, admin);
        _grantRole(SETTLEMENT_ROLE, settlement);
    }

    /// @inheritdoc ISettledToken
    function settle(bytes calldata moves) external onlyRole(SETTLEMENT_ROLE) whenNotPaused {
        Moves.requireWhole(moves.length, Moves.ASSET_MOVE_BYTES);
        uint256 current;
        uint256 cleared = UNREAD;
        for (uint256 offset = 0; offset < moves.length;) {
            AssetMove assetMove = Moves.assetMoveAt(moves, offset);
            Move move = assetMove.move();
            (address from, address to) = (Accounts.addressOf(move.from()), Accounts.addressOf(move.to()));
            (uint256 id, uint256 amount) = (assetMove.token(), move.amount());
            if (id != current) {
                _store(current, cleared);
                (current, cleared) = (id, UNREAD);
            }
            // No overflow: amounts have 64 bits, and so has the supply, which covers whatever is burnt.
            unchecked {
                offset += Moves.ASSET_MOVE_BYTES;
                if (from == address(0)) {
                    _issue(id, amount);
                } else if (from == CLEARING) {
                    cleared = _read(id, cleared);
                    if (cleared < amount) revert ERC1155InsufficientBalance(from, cleared, amount, id);
                    cleared -= amount;
                } else {
                    _take(from, id, amount);
                }
                if (to == address(0)) totalSupply[id] -= amount;
                else if (to == CLEARING) cleared = _read(id, cleared) + amount;
                else holdings[id].give(to, amount);
            }
            emit TransferSingle(msg.sender, from, to, id, amount);
        }
        _store(current, cleared);
    }

    /// @inheritdoc ISettledToken
    function pause() external onlyRole(SETTLEMENT_ROLE) {
        _pause();
    }

    /// @inheritdoc ISettledToken
    function unpause() external onlyRole(SETTLEMENT_ROLE) {
        _unpause();
    }

    /// @notice Balances in token `id` of the accounts numbered `first` to `first + count - 1`; account 0 has none.
    function balancesOf(uint256 id, uint32 first, uint32 count) external view returns (uint256[] memory balances) {
        balances = new uint256[](count);
        for (uint32 i = 0; i < count; i++) {
            balances[i] = balanceOf(Accounts.addressOf(first + i), id);
        }
    }

    function balanceOf(address account, uint256 id) public view override returns (uint256) {
        return holdings[id].held(account);
    }

    function supportsInterface(bytes4 interfaceId) public view override(ERC1155, AccessControl) returns (bool) {
        return super.supportsInterface(interfaceId);
    }

    /// @dev What the standard's own transfers come to: it has none from or to nobody. What a holder put into clearing would be
    /// in no count of it. The standard's call to a receiving contract follows, with everything already in its place.
    function _update(address from, address to, uint256[] memory ids, uint256[] memory values)
        internal
        override
        whenNotPaused
    {
        if (to == CLEARING) revert ERC1155InvalidReceiver(to);
        if (ids.length != values.length) revert ERC1155InvalidArrayLength(ids.length, values.length);
        for (uint256 i = 0; i < ids.length; i++) {
            _take(from, ids[i], values[i]);
            holdings[ids[i]].give(to, values[i]);
        }
        if (ids.length == 1) emit TransferSingle(_msgSender(), from, to, ids[0], values[0]);
        else emit TransferBatch(_msgSender(), from, to, ids, values);
    }

    function _take(address from, uint256 id, uint256 amount) private {
        uint256 had = holdings[id].take(from, amount);
        if (had < amount) revert ERC1155InsufficientBalance(from, had, amount, id);
    }

    function _issue(uint256 id, uint256 amount) private {
        uint256 supply = totalSupply[id] + amount;
        if (supply > (id < FIRST_UNIQUE ? Moves.MAX_SUPPLY : 1)) revert SupplyTooLarge(id, supply);
        totalSupply[id] = supply;
    }

    /// @dev The clearing account's balance, which a batch reads when it first needs it, and stores when it goes on to
    /// another token.
    function _read(uint256 id, uint256 cleared) private view returns (uint256) {
        return cleared == UNREAD ? holdings[id].held(CLEARING) : cleared;
    }

    function _store(uint256 id, uint256 cleared) private {
        if (cleared == UNREAD) return;
        inClearing = inClearing + cleared - holdings[id].held(CLEARING);
        holdings[id].put(CLEARING, cleared);
    }
}
