// Makes each mutant of a list, builds it, runs the tests that concern it, and prints whether they noticed. See README.md.
import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, "..", "..");
const [list, wanted = ""] = process.argv.slice(2);
if (!list) throw new Error("node tests/mutants/run.mjs LIST [text in the name]");

// A fault that keeps its tests for ever is noticed too; in milliseconds.
const Patience = 600_000;

const mutants = read(list).filter(m => `${m.file}: ${m.name}`.includes(wanted));
const [counts, there] = [{}, []];
for (const m of mutants) {
  m.source = readFileSync(join(root, m.file), "utf8");
  const places = [...m.source.matchAll(anyLayout(m.from))];
  if (places.length === 1) there.push({ ...m, text: places[0][0] });
  else say("is not there", m, ` (its text stands there ${places.length} times, not once)`);
}

if (there.length === 0) throw new Error(`no fault of ${list} matches '${wanted}'`);
const work = mkdtempSync(join(tmpdir(), "economy-mutants-"));
const leave = () => { rmSync(work, { recursive: true, force: true }); process.exit(130); };
process.on("SIGINT", leave);
try {
  const lab = there[0].tests ? csharp() : solidity();
  if (lab(null) !== true) throw new Error("the tests fail without any mutant");
  for (const m of there) {
    writeFileSync(join(work, m.file), m.source.replace(m.text, () => m.to));
    const outcome = lab(m);
    writeFileSync(join(work, m.file), m.source);
    if (outcome === null) say("does not build", m);
    else if (outcome !== true) say("killed", m, outcome ? ` by ${outcome}` : "");
    else if (m.reason) say("survives, as it must", m, ` (${m.reason})`);
    else say("SURVIVES", m);
  }
} finally {
  process.removeListener("SIGINT", leave);
  rmSync(work, { recursive: true, force: true });
}

const { killed = 0 } = counts;
const equivalent = counts["survives, as it must"] ?? 0;
console.log(`${killed} of ${mutants.length - equivalent} killed (${(100 * killed / (mutants.length - equivalent)).toFixed(1)} %), and ${equivalent} that nothing could notice`);
process.exitCode = killed === mutants.length - equivalent ? 0 : 1;

// The text, broken into lines and indented in any way.
function anyLayout(text) {
  const literal = text.trim().replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  return new RegExp(literal.replace(/\s+/g, "\\s+").replace(/\\\(/g, "\\(\\s*").replace(/\\\./g, "\\s*\\.").replace(/=>\\s\+/g, "=>\\s*"), "g");
}

function say(verdict, mutant, more = "") {
  counts[verdict] = (counts[verdict] ?? 0) + 1;
  console.log(`${verdict.padEnd(9)} ${mutant.file}: ${mutant.name}${more}`);
}

// "file: name", then lines of - (text there, once) and + (what stands instead); "= reason" where nothing could notice it;
// "tests: filter then filter" sets, for what follows, the C# tests that concern it: the second are for what the first leave alive.
function read(path) {
  const all = [];
  let tests;
  for (const line of readFileSync(path, "utf8").split("\n")) {
    const mutant = all.at(-1);
    if (line.startsWith("tests: ")) tests = line.slice(7).split(" then ");
    else if (line.startsWith("- ")) mutant.from = mutant.from === undefined ? line.slice(2) : `${mutant.from}\n${line.slice(2)}`;
    else if (line.startsWith("+ ")) mutant.to = mutant.to ? `${mutant.to}\n${line.slice(2)}` : line.slice(2);
    else if (line.startsWith("= ")) mutant.reason = line.slice(2);
    else if (line !== "" && !line.startsWith("#")) all.push({ file: line.slice(0, line.indexOf(":")), name: line.slice(line.indexOf(":") + 2), to: "", tests });
  }
  return all;
}

// The Solidity tests, first a few quick rounds without the optimiser; what survives those, as they are in the project.
function solidity() {
  for (const name of ["contracts", "tests/contracts", "package.json"]) cpSync(join(root, name), join(work, name), { recursive: true });
  symlinkSync(join(root, "node_modules"), join(work, "node_modules"));
  const config = readFileSync(join(root, "hardhat.config.js"), "utf8");
  const quick = config.replace("enabled: true", "enabled: false").replace(/runs: 256/g, "runs: 12");
  const node = nodeFor();
  return mutant => {
    for (const text of mutant ? [quick, config] : [quick]) {
      writeFileSync(join(work, "hardhat.config.js"), text);
      const { stdout, stderr, status } = spawnSync(node, ["node_modules/hardhat/dist/src/cli.js", "test", "solidity"], { cwd: work, encoding: "utf8", timeout: Patience, killSignal: "SIGKILL", maxBuffer: 1 << 28 });
      if (/Compilation failed|HHE\d+/.test(stdout + stderr)) return null;
      if (status !== 0) return false;
    }
    return true;
  };
}

// Node as the toolchain of the program has found or fetched it.
function nodeFor() {
  return readFileSync(join(root, "node_modules", ".economy-stamp"), "utf8").split("\n")[1];
}

// One project is built anew for each mutant and put where the tests were built once.
function csharp() {
  const tracked = execFileSync("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"], { cwd: root, encoding: "utf8" });
  for (const file of tracked.split("\0").filter(f => f !== "" && existsSync(join(root, f)))) {
    mkdirSync(dirname(join(work, file)), { recursive: true });
    cpSync(join(root, file), join(work, file));
  }

  for (const folder of ["node_modules", "artifacts"]) cpSync(join(root, folder), join(work, folder), { recursive: true, verbatimSymlinks: true });
  const env = { VSTEST_CONNECTION_TIMEOUT: "300", ...process.env };
  const dotnet = (...words) => spawnSync("dotnet", words, { cwd: work, encoding: "utf8", env, timeout: 6 * Patience, killSignal: "SIGKILL", maxBuffer: 1 << 28 });
  const release = ["-c", "Release", "-p:RunAnalyzers=false", "-p:CompilesAhead=false", "-v", "q"];
  const built = dotnet("build", "tests/Economy.Tests", ...release);
  if (built.status !== 0) throw new Error(built.stdout);
  const output = join(work, "tests", "Economy.Tests", "bin", "Release", "net10.0");
  let last;
  return mutant => {
    if (!mutant) return outcome([...new Set(there.flatMap(m => m.tests))]);
    const project = mutant.file.split("/").slice(0, 2).join("/");
    if (last && last !== project) build(last);
    last = project;
    return build(project) ? outcome(mutant.tests) : null;
  };

  // True where all tests pass, else the name of the first that failed: a test host that fell over has none.
  function outcome(filters) {
    for (const tests of filters) {
      const { stdout, status, signal } = dotnet("test", "tests/Economy.Tests", "-c", "Release", "--no-build", "--filter", tests, "--", "xUnit.StopOnFail=true");
      if (status !== 0) return /^\s*Failed (\S+)/m.exec(stdout)?.[1] ?? (signal ? "its patience" : "a test host that ended");
    }
    return true;
  }

  function build(project) {
    if (dotnet("build", project, ...release, "--no-restore", "--no-dependencies").status !== 0) return false;
    const [name] = readdirSync(join(work, project)).filter(f => f.endsWith(".csproj"));
    const assembly = `${basename(name, ".csproj")}.dll`;
    cpSync(join(work, project, "bin", "Release", "net10.0", assembly), join(output, assembly));
    return true;
  }
}
