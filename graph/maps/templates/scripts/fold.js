/* The two normal forms of a writing, as elshi.graph.names.folding makes them: fold, in which names are
   searched, and slug, as files are named. Made from its tables by `python -m elshi.graph.names.page_folding`;
   do not edit it. */

export const { fold, slug } = (() => {
  const table = (text) => Object.assign(Object.create(null),
    Object.fromEntries(text.split(" ").map((pair) => [pair[0], pair.slice(1)])));
  const LETTERS = table(
    "wv qk ßss æae çch ðd øo þth čch đd ħh ıi ĳij ĸq ŀl łl ŉn ŋng œoe şsh šsh ŧt žj ſs ǝa șsh əa αa " +
    "βv γg δd εe ζz ηi θth ιi κk λl μm νn ξx οo πp ρr ςs σs τt υy φf χch ψps ωo аa бb вv гg дd еe жj " +
    "зz иi кk лl мm нn оo пp рr сs тt уu фf хh цts чch шsh щsh ъ ыi ь эe юyu яya ђd єe ѕs іi јj љlj " +
    "њnj ћc џdzh ѡo ѣe ѥie ѧe ѩie ѫo ѭio ѯks ѱps ѳf ѵy ѹu ѻo ѽo ѿot ҁq ҋjh ҍ ҏrh ґg ғg ҕgh җj ҙz қk " +
    "ҝg ҟq ҡk ңn ҥng ҧph ҩw ҫs ҭth үu ұu ҳh ҵts ҷj ҹc һh ҽch ҿch ӄq ӆlh ӈn ӊn ӌdzh ӎmh ӏh ӕae әa ӡdz " +
    "өo ӷgh ӻxh ӽx ӿh");
  const SLUGS = table(
    "№no ßss æae ðd øo þth đd ħh ıi ĳij ĸq ŀl łl ŉn ŋng œoe ŧt ſs ǝe əe αa βv γg δd εe ζz ηi θth ιi " +
    "κk λl μm νn ξx οo πp ρr ςs σs τt υy φf χch ψps ωo аa бb вv гg дd еe жzh зz иi йy кk лl мm нn оo " +
    "пp рr сs тt уu фf хkh цts чch шsh щshch ъ ыy ь эe юyu яya ђdj єie ѕdz іi јj љlj њnj ћc џdzh ѡo " +
    "ѣe ѥie ѧe ѩie ѫo ѭio ѯks ѱps ѳf ѵy ѹu ѻo ѽo ѿot ҁq ҋjh ҍ ҏrh ґg ғgh ҕgh җj ҙz қq ҝg ҟq ҡq ңng " +
    "ҥng ҧph ҩw ҫs ҭth үu ұu ҳh ҵts ҷj ҹc һh ҽch ҿch ӂgi ӄq ӆlh ӈng ӊnh ӌdzh ӎmh ӏh ӕae әa ӛe ӝdzh " +
    "ӟj ӡdz өo ӫy ӭa ӵtsh ӷgh ӻxh ӽx ӿh");
  const MET = { zh: "j", dzh: "j", dj: "j", kh: "h", gh: "g", shch: "sh", x: "ks", w: "v", q: "k" };
  const TWINS = table("aа cс eе oо pр xх yу iі hһ kк");
  const APART = "'`´ʹʺʻʼˈ‘’′";

  const ROMAN = /^(?=[ivxlcdm])m{0,3}(c[md]|d?c{0,3})(x[cl]|l?x{0,3})(i[xv]|v?i{0,3})$/;

  // Names share letters and words: each is looked at once.
  const letters = Object.create(null);
  const words = Object.create(null);

  const bare = (letter) => letter.normalize("NFD")[0];

  const silent = (letter) => APART.includes(letter) || /[\u0300-\u036f]/.test(letter);

  function folded(letter) {
    if (silent(letter)) return "";
    return LETTERS[letter] ?? LETTERS[bare(letter)] ?? (/[a-z0-9]/.test(bare(letter)) ? bare(letter) : " ");
  }

  function level(word) {
    for (let before = ""; before !== word && !ROMAN.test(word);) {
      before = word;
      word = word.replace(/^x/, "h").replace(/d?zh|dj|kh|gh|shch|y|w|q|ii+|x/g, (part) => MET[part] ?? "i");
    }
    return word;
  }

  const mixed = (word) => /[a-z]/.test(word) && /[а-ӿ]/.test(word);

  /** The search form of a writing, for the letters of our languages. */
  function fold(text) {
    const small = text.normalize("NFC").replaceAll("İ", "i").toLowerCase().replaceAll("дж", "j");
    const mended = small.replace(/[a-zа-ӿ]+/g, (word) =>
      mixed(word) ? word.replace(/[a-z]/g, (letter) => TWINS[letter] ?? letter) : word);
    let found = "";
    for (const letter of mended) found += letters[letter] ??= folded(letter);
    return found.split(/[^a-z0-9]+/).filter(Boolean).map((word) => words[word] ??= level(word)).join(" ");
  }

  /** A name as a file is named: small Latin letters, digits and hyphens. */
  function slug(text, longest = 80) {
    let latin = "";
    for (const letter of text.normalize("NFC").replaceAll("İ", "i").toLowerCase()) {
      latin += silent(letter) ? "" : SLUGS[letter] ?? SLUGS[bare(letter)] ?? bare(letter);
    }
    return (latin.match(/[a-z0-9]+/g) ?? []).join("-").slice(0, longest).replace(/-+$/, "");
  }

  return { fold, slug };
})();
