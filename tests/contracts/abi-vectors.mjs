// Prints what an independent encoder (ethers) makes of given calls, hashes and answers, for the tests of what settlement sends.
import { Interface, SigningKey, Transaction, TypedDataEncoder, Wallet, computeAddress, concat, keccak256, toBeHex, toUtf8Bytes } from "ethers";

const settlement = new Interface([
  "function settle(uint64,bytes,bytes)",
  "function closeTick(uint64,uint64,bytes32)",
  "function settleTrade(uint64,(uint64 tick,uint32 posting,uint32 buyer,uint32 seller,bytes moves,bytes assetMoves),bytes,bytes)",
  "function recordAllocations(uint64,bytes32,bytes)",
  "function verifyEntry(uint64,(uint32,uint32,uint32,uint32,uint16,uint8,uint64),bytes32[],uint256)",
  "function balancesOf(uint256,uint32,uint32)",
  "constructor(string,string,uint8,address,address,bytes32)",
]);
const ramp = (length) => Uint8Array.from({ length }, (_, i) => (i * 7 + length) % 256);
const address = "0xec00000000000000000000000000000000012345";
const word = "0x" + "a5".repeat(32);

const n = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n;
const keyOf = (account) =>
  toBeHex(BigInt(keccak256(concat([toUtf8Bytes("Economy participant"), word, toBeHex(account, 4)]))) % (n - 1n) + 1n, 32);
const domain = { name: "Economy", version: "1", chainId: 31337, verifyingContract: address, salt: word };
const types = { Trade: [
  { name: "tick", type: "uint64" }, { name: "posting", type: "uint32" }, { name: "buyer", type: "uint32" },
  { name: "seller", type: "uint32" }, { name: "moves", type: "bytes" }, { name: "assetMoves", type: "bytes" }] };
const trade = (i) => ({ tick: 5, posting: i + 1, buyer: 10 + i, seller: 90 - i, moves: ramp(16 * i), assetMoves: ramp(20) });
const signed = await Promise.all([...Array(40).keys()].map(async (i) => {
  const [buyer, seller] = [new Wallet(keyOf(10 + i)), new Wallet(keyOf(90 - i))];
  const both = [await buyer.signTypedData(domain, types, trade(i)), await seller.signTypedData(domain, types, trade(i))];
  return { digest: TypedDataEncoder.hash(domain, types, trade(i)), signer: computeAddress(buyer.privateKey).toLowerCase(),
    call: settlement.encodeFunctionData("settleTrade", [i, trade(i), ...both]) };
}));

// Signatures of many keys, so that some have leading zeros, which RLP leaves out.
const transactions = [...Array(300).keys()].map((i) => {
  const transaction = Transaction.from({
    type: 2, chainId: i % 2 ? 31337 : 1, nonce: [0, 1, 127, 128, 255, 256, 2 ** 32][i % 7], maxPriorityFeePerGas: i, maxFeePerGas: 300n + 3n ** BigInt(i % 38),
    gasLimit: 21000 + i * 50000, to: i % 3 ? address : null, value: 0, data: ramp([0, 1, 2, 54, 55, 56, 255, 256, 257, 300, 65536][i % 11]) });
  transaction.signature = new SigningKey(keyOf(i)).sign(transaction.unsignedHash);
  return { raw: transaction.serialized, hash: transaction.hash };
});

console.log(JSON.stringify({
  keys: [...Array(300).keys()].map(keyOf),
  transactions: transactions.map((t) => t.raw),
  transactionHashes: transactions.map((t) => t.hash),
  settle: [0, 1, 31, 32, 33, 64, 4800].map((length) =>
    settlement.encodeFunctionData("settle", [length, ramp(length), ramp(length + 1)])),
  closeTick: settlement.encodeFunctionData("closeTick", [2n ** 63n - 1n, 7, word]),
  digests: signed.map((s) => s.digest),
  signers: signed.map((s) => s.signer),
  settleTrades: signed.map((s) => s.call),
  recordAllocations: settlement.encodeFunctionData("recordAllocations", [9, word, ramp(45)]),
  verifyEntry: settlement.encodeFunctionData("verifyEntry", [4, [1, 2, 3, 4, 5, 6, 7], [word, keccak256(word)], 5]),
  balancesOf: settlement.encodeFunctionData("balancesOf", [3, 1, 1000]),
  constructor: "0x6000" + settlement.encodeDeploy(["Ökonomie", "", 2, address, address, word]).slice(2),
  revert: new Interface(["error ERC20InsufficientBalance(address,uint256,uint256)"])
    .encodeErrorResult("ERC20InsufficientBalance", [address, 3, 2n ** 70n]),
  text: new Interface(["error Error(string)"]).encodeErrorResult("Error", ["no reason"]),
}));
