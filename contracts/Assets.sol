// SPDX-License-Identifier: MIT
pragma solidity 0.8.34;

import {AccessControl} from "@openzeppelin/contracts/access/AccessControl.sol";
import {ERC1155} from "@openzeppelin/contracts/token/ERC1155/ERC1155.sol";
import {ERC1155Pausable} from "@openzeppelin/contracts/token/ERC1155/extensions/ERC1155Pausable.sol";
import {ERC1155Supply} from "@openzeppelin/contracts/token/ERC1155/extensions/ERC1155Supply.sol";
import {Accounts} from "./Accounts.sol";
import {ISettledToken} from "./ISettledToken.sol";
import {AssetMove, Move, Moves} from "./Moves.sol";

/// @title Everything in the economy that is not money: goods, land, items
/// @notice ERC-1155 tokens that only the settlement mints and burns; a unique asset is an id with a supply of one.
/// @dev Settled moves skip the standard's call to a receiving contract: simulated accounts have no code, and a batch
/// must not hand control to anyone.
contract Assets is ERC1155Pausable, ERC1155Supply, AccessControl, ISettledToken {
    bytes32 public constant SETTLEMENT_ROLE = keccak256("SETTLEMENT_ROLE");

    /// @inheritdoc ISettledToken
    uint256 public inClearing;

    constructor(string memory uri, address admin, address settlement) ERC1155(uri) {
        _grantRole(DEFAULT_ADMIN_ROLE, admin);
        _grantRole(SETTLEMENT_ROLE, settlement);
    }

    /// @inheritdoc ISettledToken
    function settle(bytes calldata moves) external onlyRole(SETTLEMENT_ROLE) {
        Moves.requireWhole(moves.length, Moves.ASSET_MOVE_BYTES);
        uint256[] memory ids = new uint256[](1);
        uint256[] memory amounts = new uint256[](1);
        uint256 paidIn = inClearing;
        for (uint256 offset = 0; offset < moves.length; offset += Moves.ASSET_MOVE_BYTES) {
            AssetMove assetMove = Moves.assetMoveAt(moves, offset);
            Move move = assetMove.move();
            ids[0] = assetMove.token();
            amounts[0] = move.amount();
            _update(Accounts.addressOf(move.from()), Accounts.addressOf(move.to()), ids, amounts);
            // No underflow: the move itself has just shown that the clearing account holds as much.
            if (move.to() == Accounts.CLEARING) paidIn += move.amount();
            if (move.from() == Accounts.CLEARING) paidIn -= move.amount();
        }
        if (paidIn != inClearing) inClearing = paidIn;
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

    function supportsInterface(bytes4 interfaceId) public view override(ERC1155, AccessControl) returns (bool) {
        return super.supportsInterface(interfaceId);
    }

    function _update(address from, address to, uint256[] memory ids, uint256[] memory values)
        internal
        override(ERC1155Pausable, ERC1155Supply)
    {
        super._update(from, to, ids, values);
    }
}
