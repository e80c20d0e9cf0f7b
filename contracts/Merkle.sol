// SPDX-License-Identifier: MIT
pragma solidity 0.8.34;

/// @title Merkle trees over SHA-256 with leaves and nodes told apart (RFC 6962, section 2.1)
/// @notice A leaf is the hash of a byte 0 and its content, a node that of a byte 1 and its two children, so that neither
/// can pass for the other. An odd node is carried up unchanged. What a leaf says of its own place is part of its content.
library Merkle {
    /// @notice The root that a leaf and its path lead to.
    /// @param content What the leaf holds, without the byte 0.
    /// @param siblings The nodes on the way up.
    /// @param lefts Bit i is set where `siblings[i]` stands on the left.
    function rootOf(bytes memory content, bytes32[] calldata siblings, uint256 lefts) internal pure returns (bytes32 node) {
        node = sha256(bytes.concat(bytes1(0), content));
        for (uint256 i = 0; i < siblings.length; i++) {
            bool left = (lefts >> i) & 1 == 1;
            node = sha256(
                left
                    ? bytes.concat(bytes1(uint8(1)), siblings[i], node)
                    : bytes.concat(bytes1(uint8(1)), node, siblings[i])
            );
        }
    }
}
