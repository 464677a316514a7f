/* Words: what the page says in its four languages, how it writes a date and counts a thing. The
   languages' files stand in the page's data; nothing is drawn here. */

export const wordsOf = (tables, state) => {
  const own = () => tables[state.now.lang] ?? tables.en;
  const tag = () => (state.now.lang in tables ? state.now.lang : "en");

  const VALUE = /\{(\w+)\}/g;
  const BRANCH = / (\w+) \{((?:[^{}]|\{\w+\})*)\}/g;
  const CHOICE = /\{(\w+), (plural|select),((?: \w+ \{(?:[^{}]|\{\w+\})*\})+)\}/g;

  /** A message with its values, in the part of ICU MessageFormat that the languages' files use. */
  function say(key, values = {}) {
    const message = own()[key] ?? tables.en[key] ?? key;
    const chosen = message.includes(", ")
      ? message.replace(CHOICE, (_, name, way, branches) => branch(way, values[name], branches))
      : message;
    return chosen.replace(VALUE, (whole, name) =>
      typeof values[name] === "number" ? number(values[name]) : (values[name] ?? whole),
    );
  }

  function branch(way, value, branches) {
    const of = Object.fromEntries([...branches.matchAll(BRANCH)].map(([, key, text]) => [key, text]));
    if (way === "select") return of[value] ?? of.other;
    return (of[(rules[tag()] ??= new Intl.PluralRules(ruled())).select(value)] ?? of.other).replace(
      "#",
      number(value),
    );
  }

  // Not every browser knows Kazakh, which has the plural categories of Turkish.
  const ruled = () =>
    Intl.PluralRules.supportedLocalesOf(tag()).length ? tag() : ({ kk: "tr" }[tag()] ?? "en");

  // Not every browser knows Kazakh, which writes numbers as Russian does. Making a format is slow, using
  // it is not.
  const formats = {};
  const rules = {};
  const number = (n) =>
    (formats[tag()] ??= new Intl.NumberFormat({ en: "en-GB", kk: "ru" }[tag()] ?? tag())).format(n);

  /** A term of the graph (a label, a kind, a field, a part in a tie) in words. */
  const term = (sort, name) =>
    own()[`${sort}.${name}`] ??
    tables.en[`${sort}.${name}`] ??
    String(name).replaceAll("-", " ").toLowerCase();

  /** A date in EDTF as people write it; what it leaves open stays open. */
  function date(edtf) {
    if (!edtf.includes("/")) return point(edtf);
    const [from, to] = edtf.split("/");
    if (!from || from === "..") return say("date.until", { date: point(to, true) });
    if (to === "..") return say("date.since", { date: point(from, true) });
    return to ? `${point(from)} – ${point(to)}` : say("date.from", { date: point(from, true) });
  }

  /** A date of one point; ``bent`` after a word that bends the month, as Russian does after "since". */
  function point(text, bent = false) {
    const [year, month, day] = text.replace(/[?~%]/g, "").split("-");
    const plain = pointOf(year, month, day, bent);
    return (
      plain +
      (year === "XXXX" ? `, ${say("date.noyear")}` : "") +
      (/[?%]/.test(text) ? `, ${say("date.unsure")}` : "") +
      (text.includes("~") ? `, ${say("date.about")}` : "")
    );
  }

  function pointOf(year, month, day, bent) {
    // Turkish has two forms: in -lar and in -ler, as the number is spoken.
    if (/^\d{3}X$/.test(year))
      return say("date.decade", {
        decade: `${year.slice(0, 3)}0`,
        vowel: "13469".includes(year[2]) ? "back" : "front",
      });
    const told = year === "XXXX" ? undefined : year.replaceAll("X", "·");
    if (month in SEASONS) return [say(SEASONS[month]), told].filter(Boolean).join(" ");
    if (!/^(0[1-9]|1[0-2])$/.test(month ?? "")) return told ?? "";
    const known = /^\d\d$/.test(day ?? "");
    const named = say(known || bent ? "date.months.day" : "date.months").split(", ")[month - 1];
    const values = { day: known ? String(Number(day)) : "", month: named, year: told ?? "" };
    return say(`date${known ? ".day" : ""}.month${told ? ".year" : ""}`, values);
  }
  const SEASONS = { 21: "date.spring", 22: "date.summer", 23: "date.autumn", 24: "date.winter" };

  /** The language of a writing, as the reader's language calls it. */
  function language(tags) {
    if (!tags) return say("names.also");
    return tags
      .split(" ")
      .map((one) => own()[`language.${one}`] ?? named(one))
      .join(", ");
  }

  function named(one) {
    try {
      return new Intl.DisplayNames([tag()], { type: "language" }).of(one);
    } catch {
      return one;
    }
  }

  /** The writing of a name in the page's language, else the first, which is English. */
  const writing = (written) => written.find(([, tags]) => tags.split(" ").includes(tag())) ?? written[0];
  const name = (written) => writing(written)[0];

  /** Whether that writing is translated or generated; undefined where it is the fact's own. */
  const made = (written) => writing(written)[2];

  /** A note in the page's language, else as it was written. */
  const note = ({ note: own, notes }) => notes?.[tag()] ?? own;

  const cut = (text, longest) =>
    text.length > longest ? `${[...text].slice(0, longest - 1).join("")}…` : text;

  return { say, term, date, language, name, made, note, number, cut, tag };
};
