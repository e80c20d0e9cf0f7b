// SPDX-License-Identifier: MIT
pragma solidity 0.8.34;

import {Moves} from "../../../contracts/Moves.sol";
import {Settlement} from "../../../contracts/Settlement.sol";

/// @notice The test runner's cheat codes that these tests use.
interface Vm {
    function prank(address sender) external;
    function expectRevert(bytes calldata reason) external;
    function expectEmit(address emitter) external;
    function etch(address target, bytes calldata code) external;
    function sign(uint256 key, bytes32 digest) external pure returns (uint8 v, bytes32 r, bytes32 s);
    function addr(uint256 key) external pure returns (address);
    function chainId(uint256 id) external;
}

/// @notice Assertions with labels, and a settlement whose settler is the test itself, and whose administrator is not.
abstract contract Test {
    Vm internal constant vm = Vm(address(uint160(uint256(keccak256("hevm cheat code")))));

    address internal constant ADMIN = address(0xad);

    error NotEqual(string what, uint256 actual, uint256 expected);
    error NotTrue(string what);

    function assertEq(uint256 actual, uint256 expected, string memory what) internal pure {
        if (actual != expected) revert NotEqual(what, actual, expected);
    }

    function assertTrue(bool condition, string memory what) internal pure {
        if (!condition) revert NotTrue(what);
    }

    /// @notice A number of units that there may be of a token.
    function units(uint64 value) internal pure returns (uint64) {
        return uint64(bound(value, 0, Moves.MAX_SUPPLY));
    }

    function bound(uint256 value, uint256 low, uint256 high) internal pure returns (uint256) {
        return low + (value % (high - low + 1));
    }

    function deploy() internal returns (Settlement) {
        return new Settlement("Credit", "CRD", 2, ADMIN, address(this), keccak256("run"));
    }

    function move(uint32 from, uint32 to, uint64 amount) internal pure returns (bytes memory) {
        return abi.encodePacked(from, to, amount);
    }

    function assetMove(uint32 token, uint32 from, uint32 to, uint64 amount) internal pure returns (bytes memory) {
        return abi.encodePacked(token, from, to, amount);
    }
}
