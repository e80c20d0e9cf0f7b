import { createRequire } from "node:module";
import { defineConfig } from "hardhat/config";

const version = "0.8.34";

export default defineConfig({
  solidity: {
    version,
    // The compiler comes from npm, where `npm ci` already checked it: Hardhat then has nothing to download.
    path: createRequire(import.meta.url).resolve("solc/soljson.js"),
    settings: {
      optimizer: { enabled: true, runs: 1_000_000 },
      evmVersion: "cancun",
      metadata: { bytecodeHash: "none" },
    },
  },
  paths: {
    sources: "./contracts",
    tests: { solidity: "./tests/contracts" },
  },
  test: {
    solidity: {
      fuzz: { runs: 256, seed: "0x65636f6e6f6d79" },
      invariant: { runs: 256, depth: 50, failOnRevert: true },
    },
  },
});
