// How the pages' scripts and styles are linted. The map's are modules, of which `make pages` makes one script.
import css from "@eslint/css";
import js from "@eslint/js";
import globals from "globals";

export default [
  { ignores: ["graph/maps/templates/page.js"] },
  {
    files: ["**/*.js"],
    ...js.configs.recommended,
    languageOptions: { sourceType: "module", globals: { ...globals.browser, vis: "readonly" } },
    rules: {
      ...js.configs.recommended.rules,
      "no-var": "error", "prefer-const": "error", eqeqeq: "error",
      "no-eval": "error", "no-implied-eval": "error", "max-lines": ["error", 300], "max-len": ["error", 110],
      complexity: ["error", 16],
    },
  },
  { files: ["graph/reports/**/*.js"], languageOptions: { sourceType: "script" } },
  {
    files: ["**/*.css"],
    plugins: { css },
    language: "css/css",
    rules: { "css/no-empty-blocks": "error", "css/no-duplicate-imports": "error" },
  },
];
