// Puts the lines of a file in the order of an independent ICU: node sort_with_icu.mjs sorted_by_icu.txt
import { readFileSync, writeFileSync } from "node:fs";

const path = process.argv[2];
const lines = readFileSync(path, "utf8").split("\n").filter(Boolean);
const { compare } = new Intl.Collator("bn");
writeFileSync(path, lines.sort(compare).join("\n") + "\n");
console.log(`${lines.length} lines in the order of ICU ${process.versions.icu}`);
