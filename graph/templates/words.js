/* Words: how the pages of maps read a name and write a date. No data, no drawing. */

"use strict";

const words = (() => {
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

  /** The search form of a writing, as graph.names.fold makes it, for the letters of our languages. */
  function fold(text) {
    const small = text.normalize("NFC").replaceAll("İ", "i").toLowerCase().replaceAll("дж", "j");
    const mended = small.replace(/[a-zа-яёәғқңөұүһі]+/g, (word) =>
      /[a-z]/.test(word) && /[а-яёәғқңөұүһі]/.test(word) ? word.replace(/[a-z]/g, (l) => TWINS[l] ?? l) : word);
    let found = "";
    for (const letter of mended) {
      if (letter in LETTERS) found += LETTERS[letter];
      else if (/['’‘ʼʻʹʺ`´′ˈ\u0300-\u036f]/.test(letter)) continue;
      else {
        const bare = letter.normalize("NFD")[0];
        found += LETTERS[bare] ?? (/[a-z0-9]/.test(bare) ? bare : " ");
      }
    }
    const level = (word) => {
      for (let before = ""; before !== word && !ROMAN.test(word);) {
        before = word;
        word = word.replace(/^x/, "h").replace(/d?zh|dj|kh|gh|shch|y|w|q|ii+|x/g, (part) => MET[part] ?? "i");
      }
      return word;
    };
    return found.split(/[^a-z0-9]+/).filter(Boolean).map(level).join(" ");
  }

  /** A date in EDTF as people write it; what it leaves open stays open. */
  function inWords(edtf) {
    const point = (text) => {
      const plain = text.replace(/[?~%]/g, "");
      const [year, month, day] = plain.split("-");
      const known = year !== "XXXX";
      const words = /^\d{3}X$/.test(year) ? `${year.slice(0, 3)}0s` : year.replaceAll("X", "·");
      const named = /^(0[1-9]|1[0-2])$/.test(month ?? "")
        ? new Date(Date.UTC(2000, month - 1, 1)).toLocaleDateString("en", { month: "long", timeZone: "UTC" }) : "";
      const parts = [/^\d\d$/.test(day ?? "") ? Number(day) : "", named, known ? words : ""].filter(Boolean);
      const season = { 21: "spring", 22: "summer", 23: "autumn", 24: "winter" }[month];
      const told = season ? `${season} ${words}` : parts.join(" ") || plain;
      return told + (known ? "" : ", year not told") + (/[?%]/.test(text) ? ", unsure" : "") + (text.includes("~") ? ", about" : "");
    };
    if (!edtf.includes("/")) return point(edtf);
    const [from, to] = edtf.split("/");
    if (!from || from === "..") return `until ${point(to)}`;
    if (to === "..") return `since ${point(from)}`;
    return to ? `${point(from)} – ${point(to)}` : `from ${point(from)}, end not told`;
  }

  const languages = (() => {
    try { return new Intl.DisplayNames(["en"], { type: "language" }); } catch { return undefined; }
  })();
  const language = (tag) => {
    try { return tag ? languages?.of(tag) ?? tag : "also"; } catch { return tag; }
  };
  const count = (number, one, several = `${one}s`) => `${number.toLocaleString("en")} ${number === 1 ? one : several}`;
  const cut = (text, longest) => (text.length > longest ? `${[...text].slice(0, longest - 1).join("")}…` : text);

  return { fold, inWords, language, count, cut };
})();
