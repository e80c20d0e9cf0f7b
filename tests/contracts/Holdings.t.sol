// SPDX-License-Identifier: MIT
pragma solidity 0.8.34;

import {Holdings} from "../../contracts/Holdings.sol";
import {Test} from "./support/Test.sol";

contract HoldingsTest is Test {
    uint64 private constant FULL = type(uint64).max;

    Holdings private holdings;

    function testFuzz_Neighbours_in_a_word_do_not_feel_it(uint160 holder, uint64 had, uint64 amount, uint64[7] calldata others)
        external
    {
        address[7] memory neighbours = around(holder);
        for (uint160 i = 0; i < 7; i++) {
            holdings.put(neighbours[i], others[i]);
        }
        holdings.put(address(holder), had);
        uint256 answered = holdings.take(address(holder), amount);
        assertEq(answered, had, "what it had");
        uint256 left = amount <= had ? had - amount : had;
        assertEq(holdings.held(address(holder)), left, "what is left");
        holdings.give(address(holder), FULL - left);
        assertEq(holdings.held(address(holder)), FULL, "all that fits");
        for (uint160 i = 0; i < 7; i++) {
            if (neighbours[i] != address(holder)) assertEq(holdings.held(neighbours[i]), others[i], "a neighbour");
        }
    }

    /// @dev The other three of the holder's word, and those next to it, whichever way the words are cut.
    function around(uint160 holder) private pure returns (address[7] memory neighbours) {
        unchecked {
            for (uint160 i = 0; i < 3; i++) {
                (neighbours[i], neighbours[i + 3]) = (address(holder + i + 1), address(holder - i - 1));
            }
        }
        neighbours[6] = address(holder ^ (1 << 159));
    }
}
