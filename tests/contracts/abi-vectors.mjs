// Prints what an independent encoder (ethers) makes of given calls, hashes and answers, for the tests of our own coder.
import { AbiCoder, Interface, id, keccak256 } from "ethers";

const settlement = new Interface([
  "function settle(uint64,bytes,bytes)",
  "function closeTick(uint64,uint64,bytes32)",
  "function balancesOf(uint256,uint32,uint32)",
  "constructor(string,string,uint8,address,address)",
]);
const ramp = (length) => Uint8Array.from({ length }, (_, i) => (i * 7 + length) % 256);
const address = "0xec00000000000000000000000000000000012345";
const word = "0x" + "a5".repeat(32);
const coder = AbiCoder.defaultAbiCoder();

console.log(JSON.stringify({
  keccak: [0, 1, 3, 55, 56, 135, 136, 137, 271, 272, 273, 1000].map((length) => keccak256(ramp(length))),
  topic: id("BatchSettled(uint64,uint64)"),
  settle: [0, 1, 31, 32, 33, 64, 4800].map((length) =>
    settlement.encodeFunctionData("settle", [length, ramp(length), ramp(length + 1)])),
  closeTick: settlement.encodeFunctionData("closeTick", [2n ** 63n - 1n, 7, word]),
  balancesOf: settlement.encodeFunctionData("balancesOf", [3, 1, 1000]),
  constructor: "0x6000" + settlement.encodeDeploy(["Ökonomie", "", 2, address, address]).slice(2),
  array: coder.encode(["uint256[]"], [[0, 1, 2n ** 63n - 1n, 2n ** 256n - 1n]]),
  words: coder.encode(["address", "bytes32", "string"], [address, word, "prix — 5 €"]),
  revert: new Interface(["error ERC20InsufficientBalance(address,uint256,uint256)"])
    .encodeErrorResult("ERC20InsufficientBalance", [address, 3, 2n ** 70n]),
  text: new Interface(["error Error(string)"]).encodeErrorResult("Error", ["no reason"]),
}));
