// Builds the browser code: one entry per room, Browser/<Room>/<room>.ts becomes wwwroot/<room>.js (and .css).
// A new room needs a folder, not a change here.
import { existsSync, readdirSync } from "node:fs";
import { defineConfig } from "vite";

const browser = "src/CivicLoop.Web/Browser";
const entries = readdirSync(browser, { withFileTypes: true })
  .filter((room) => room.isDirectory())
  .map((room) => [room.name.toLowerCase(), `${browser}/${room.name}/${room.name.toLowerCase()}.ts`])
  .filter(([, file]) => existsSync(file));

export default defineConfig({
  publicDir: `${browser}/public`,
  build: {
    outDir: "src/CivicLoop.Web/wwwroot",
    emptyOutDir: true,
    // Pictures stay files: the pages allow no inline content.
    assetsInlineLimit: 0,
    modulePreload: false,
    chunkSizeWarningLimit: 1500,
    rolldownOptions: {
      input: Object.fromEntries(entries),
      output: {
        entryFileNames: "[name].js",
        chunkFileNames: "shared/[name]-[hash].js",
        assetFileNames: "[name][extname]",
      },
    },
  },
});
