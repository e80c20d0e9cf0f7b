// SPDX-License-Identifier: MIT
pragma solidity 0.8.34;

/// @notice Receives ERC-1155 tokens and calls somebody while it is told so.
contract Receiver {
    bool public called;
    bool public succeeded;
    bool private refuses;
    address private target;
    bytes private data;

    function callBack(address whom, bytes calldata what) external {
        (target, data) = (whom, what);
        (called, succeeded) = (false, false);
    }

    function refuse() external {
        refuses = true;
    }

    function onERC1155Received(address, address, uint256, uint256, bytes calldata) external returns (bytes4) {
        if (refuses) return bytes4(0);
        called = true;
        (succeeded,) = target.call(data);
        return this.onERC1155Received.selector;
    }
}
