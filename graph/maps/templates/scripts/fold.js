/* The search form of a writing, as elshi.graph.names.names.fold makes it, for the letters of our languages: the
   same name in Cyrillic, Latin or a mixture of both folds to the same letters. */

"use strict";

const fold = (() => {
  const LETTERS = {};
  [..."абвгдеёжзийклмнопрстуфхыэәғқңөұүһіўҳґєїѓќћђјҡҙҫҗӣӯҷӑӗӳѝӊӈәѕ"].forEach((letter, at) => {
    LETTERS[letter] = "abvgdeejziiklmnoprstufhieagknouuhiuhgeigkcdjkzsjiujaeuinnas"[at];
  });
  Object.assign(LETTERS, { ц: "ts", ч: "ch", ш: "sh", щ: "sh", ю: "yu", я: "ya", ъ: "", ь: "" });
  Object.assign(LETTERS, { ç: "ch", ş: "sh", ș: "sh", č: "ch", š: "sh", ž: "j", ı: "i", ə: "a" });
  Object.assign(LETTERS, { ǝ: "a", ß: "ss", æ: "ae", ø: "o", ł: "l", đ: "d", w: "v", q: "k" });
  const MET = { zh: "j", dzh: "j", dj: "j", kh: "h", gh: "g", shch: "sh", x: "ks", w: "v", q: "k" };
  const TWINS = { a: "а", c: "с", e: "е", o: "о", p: "р", x: "х", y: "у", i: "і", k: "к", m: "м", t: "т", h: "н", b: "в" };

  const ROMAN = /^(?=[ivxlcdm])m{0,3}(c[md]|d?c{0,3})(x[cl]|l?x{0,3})(i[xv]|v?i{0,3})$/;

  // Names share letters and words: each is looked at once.
  const letters = Object.assign(Object.create(null), LETTERS);
  const words = Object.create(null);

  function bare(letter) {
    // eslint-disable-next-line no-misleading-character-class -- single marks are what is looked for
    if (/['’‘ʼʻʹʺ`´′ˈ\u0300-\u036f]/.test(letter)) return "";
    const base = letter.normalize("NFD")[0];
    return LETTERS[base] ?? (/[a-z0-9]/.test(base) ? base : " ");
  }

  function level(word) {
    for (let before = ""; before !== word && !ROMAN.test(word);) {
      before = word;
      word = word.replace(/^x/, "h").replace(/d?zh|dj|kh|gh|shch|y|w|q|ii+|x/g, (part) => MET[part] ?? "i");
    }
    return word;
  }

  /** The search form of a writing, as elshi.graph.names.names.fold makes it, for the letters of our languages. */
  return function folded(text) {
    const small = text.normalize("NFC").replaceAll("İ", "i").toLowerCase().replaceAll("дж", "j");
    const mended = small.replace(/[a-zа-яёәғқңөұүһі]+/g, (word) =>
      /[a-z]/.test(word) && /[а-яёәғқңөұүһі]/.test(word) ? word.replace(/[a-z]/g, (l) => TWINS[l] ?? l) : word);
    let found = "";
    for (const letter of mended) found += letters[letter] ??= bare(letter);
    return found.split(/[^a-z0-9]+/).filter(Boolean).map((word) => words[word] ??= level(word)).join(" ");
  }
})();
