// SPDX-License-Identifier: MIT
pragma solidity 0.8.34;

import {Accounts} from "../../contracts/Accounts.sol";
import {AssetMove, Move, Moves} from "../../contracts/Moves.sol";
import {Test} from "./support/Test.sol";

contract MovesTest is Test {
    function testFuzz_Packed_fields_come_back(uint32 from, uint32 to, uint64 amount) external view {
        Move decoded = this.first(move(from, to, amount));
        assertEq(decoded.from(), from, "payer");
        assertEq(decoded.to(), to, "payee");
        assertEq(decoded.amount(), amount, "amount");
    }

    function testFuzz_Packed_asset_fields_come_back(uint32 token, uint32 from, uint32 to, uint64 amount) external view {
        AssetMove decoded = this.firstAsset(assetMove(token, from, to, amount));
        assertEq(decoded.token(), token, "token");
        assertEq(decoded.move().from(), from, "payer");
        assertEq(decoded.move().to(), to, "payee");
        assertEq(decoded.move().amount(), amount, "amount");
    }

    function testFuzz_Different_accounts_have_different_addresses(uint32 a, uint32 b) external pure {
        if (a == b) return;
        assertTrue(Accounts.addressOf(a) != Accounts.addressOf(b), "addresses differ");
    }

    function test_An_address_ends_with_its_account_number() external pure {
        assertTrue(Accounts.addressOf(0) == address(0), "the mint is the zero address");
        assertTrue(
            Accounts.addressOf(0x12345678) == 0xeC00000000000000000000000000000012345678, "the number ends the address"
        );
    }

    function first(bytes calldata packed) external pure returns (Move) {
        return Moves.moveAt(packed, 0);
    }

    function firstAsset(bytes calldata packed) external pure returns (AssetMove) {
        return Moves.assetMoveAt(packed, 0);
    }
}
