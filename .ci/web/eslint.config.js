// How the pages' scripts and styles are linted. The scripts share one page without a build step, so what
// one file declares at its top is known to all the others.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import css from "@eslint/css";
import js from "@eslint/js";
import globals from "globals";

const folder = join(import.meta.dirname, "../../graph/maps/templates/scripts");
const declared = readdirSync(folder)
  .filter((name) => name.endsWith(".js"))
  .flatMap((name) => [...readFileSync(join(folder, name), "utf8").matchAll(/^(?:const|function|class) (\w+)/gm)].map((found) => found[1]));

export default [
  {
    files: ["**/*.js"],
    ...js.configs.recommended,
    languageOptions: { sourceType: "script", globals: { ...globals.browser, vis: "readonly", ...Object.fromEntries(declared.map((name) => [name, "readonly"])) } },
    rules: {
      ...js.configs.recommended.rules,
      "no-redeclare": ["error", { builtinGlobals: false }],
      "no-unused-vars": ["error", { vars: "local" }],
      "no-var": "error", "prefer-const": "error", eqeqeq: "error", strict: ["error", "global"],
      "no-eval": "error", "no-implied-eval": "error", "max-lines": ["error", 300], "max-lines-per-function": "off",
      complexity: ["error", 16],
    },
  },
  { files: ["**/*.css"], plugins: { css }, language: "css/css", rules: { "css/no-empty-blocks": "error", "css/no-duplicate-imports": "error" } },
];
