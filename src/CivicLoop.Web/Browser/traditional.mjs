// Makes texts/zh-Hant from texts/zh-Hans with the phrases that Taiwan uses. Keys and {0} stay as they are.
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import * as OpenCC from "opencc-js/cn2t";

const texts = "src/CivicLoop.Web/texts";
const convert = OpenCC.Converter({ from: "cn", to: "twp" });

rmSync(`${texts}/zh-Hant`, { recursive: true, force: true });
mkdirSync(`${texts}/zh-Hant`, { recursive: true });
let sentences = 0;
for (const file of readdirSync(`${texts}/zh-Hans`).filter((name) => name.endsWith(".json"))) {
  const simplified = JSON.parse(readFileSync(`${texts}/zh-Hans/${file}`, "utf8"));
  const traditional = Object.fromEntries(Object.entries(simplified).map(([key, text]) => [key, convert(text)]));
  sentences += Object.keys(traditional).length;
  writeFileSync(`${texts}/zh-Hant/${file}`, JSON.stringify(traditional, null, 2) + "\n");
}
console.log(`texts/zh-Hant: ${sentences} sentences`);
