/**
 * Whether a regular expression is one for Tempo: the syntax of RE2 as Go's `regexp/syntax` reads it (flags of Perl).
 *
 * JavaScript's own `RegExp` cannot tell: it accepts lookaround and backreferences, and refuses `(?i)`, `\z`, `\p{greek}`.
 */

const MAX_REPEAT = 1000;
const MAX_DEPTH = 1000;

const CATEGORIES = new Set(
  'C Cc Cf Cn Co Cs L Lc Ll Lm Lo Lt Lu M Mc Me Mn N Nd Nl No P Pc Pd Pe Pf Pi Po Ps S Sc Sk Sm So Z Zl Zp Zs Any Assigned Ascii'.split(
    ' '
  )
);

const CATEGORY_NAMES = new Set(
  (
    'Casedletter Closepunctuation Combiningmark Connectorpunctuation Control Currencysymbol Dashpunctuation ' +
    'Decimalnumber Enclosingmark Finalpunctuation Format Initialpunctuation Letter Letternumber Lineseparator ' +
    'Lowercaseletter Mark Mathsymbol Modifierletter Modifiersymbol Nonspacingmark Number Openpunctuation Other ' +
    'Otherletter Othernumber Otherpunctuation Othersymbol Paragraphseparator Privateuse Punctuation Separator ' +
    'Spaceseparator Spacingmark Surrogate Symbol Titlecaseletter Unassigned Uppercaseletter Cntrl Digit Punct'
  ).split(' ')
);

/** Scripts of one word: those with an underscore in their name cannot be written since Go ignores underscores. */
const SCRIPTS = new Set(
  (
    'Adlam Ahom Arabic Armenian Avestan Balinese Bamum Batak Bengali Bhaiksuki Bopomofo Brahmi Braille Buginese Buhid ' +
    'Carian Chakma Cham Cherokee Chorasmian Common Coptic Cuneiform Cypriot Cyrillic Deseret Devanagari Dogra Duployan ' +
    'Elbasan Elymaic Ethiopic Georgian Glagolitic Gothic Grantha Greek Gujarati Gurmukhi Han Hangul Hanunoo Hatran ' +
    'Hebrew Hiragana Inherited Javanese Kaithi Kannada Katakana Kawi Kharoshthi Khmer Khojki Khudawadi Lao Latin ' +
    'Lepcha Limbu Lisu Lycian Lydian Mahajani Makasar Malayalam Mandaic Manichaean Marchen Medefaidrin Miao Modi ' +
    'Mongolian Mro Multani Myanmar Nabataean Nandinagari Newa Nko Nushu Ogham Oriya Osage Osmanya Palmyrene Phoenician ' +
    'Rejang Runic Samaritan Saurashtra Sharada Shavian Siddham Sinhala Sogdian Soyombo Sundanese Syriac Tagalog ' +
    'Tagbanwa Takri Tamil Tangsa Tangut Telugu Thaana Thai Tibetan Tifinagh Tirhuta Toto Ugaritic Vai Vithkuqi Wancho ' +
    'Yezidi Yi'
  ).split(' ')
);

const POSIX_CLASS =
  /^\[:\^?(?:alnum|alpha|ascii|blank|cntrl|digit|graph|lower|print|punct|space|upper|word|xdigit):\]$/;

/** A repetition `{n,m}` and those inside it; other operators only hand on those inside. */
interface Repeats {
  readonly limit: number;
  readonly inner: readonly Repeats[];
}

interface Group {
  /** Whether there is something before, to which `*` could apply. */
  hasOperand: boolean;
  /** Repetitions of the branches so far. */
  repeats: Repeats[];
}

class RegexChecker {
  private at = 0;
  private readonly groups: Group[] = [];
  private group: Group = { hasOperand: false, repeats: [] };
  /** Repetitions in the operand just read. */
  private operand: readonly Repeats[] = [];
  private afterRepeat = false;

  constructor(private readonly text: string) {}

  /** What is wrong, or null. */
  check(): string | null {
    if (/[\udc80-\udcff]/.test(this.text) && !isWellFormed(this.text)) {
      return 'it is not valid UTF-8';
    }
    while (this.at < this.text.length) {
      const wasRepeat = this.afterRepeat;
      this.afterRepeat = false;
      const problem = this.step(wasRepeat);
      if (problem) {
        return problem;
      }
    }
    return this.groups.length > 0 ? 'a `)` is missing' : null;
  }

  private step(afterRepeat: boolean): string | null {
    switch (this.text[this.at]) {
      case '(':
        return this.open();
      case ')':
        return this.close();
      case '|':
        this.at++;
        this.flush();
        this.group.hasOperand = false;
        return null;
      case '[':
        return this.classAt();
      case '\\':
        return this.escapedAtom();
      case '*':
      case '+':
      case '?':
        this.at++;
        return this.repeat(afterRepeat, null);
      case '{':
        return this.counted(afterRepeat);
      default:
        this.at += codePointLength(this.text, this.at);
        this.atom([]);
        return null;
    }
  }

  private atom(repeats: readonly Repeats[]): void {
    this.flush();
    this.operand = repeats;
    this.group.hasOperand = true;
  }

  private flush(): void {
    this.group.repeats.push(...this.operand);
    this.operand = [];
  }

  private open(): string | null {
    if (this.text[this.at + 1] !== '?') {
      this.at++;
      return this.enter();
    }
    const named = /^\(\?P?<([^>]*)>/.exec(this.text.slice(this.at));
    const isNamed = /^\(\?(?:P<.|<.)/s.test(this.text.slice(this.at));
    if (isNamed) {
      if (!named || !/^\w+$/.test(named[1] ?? '')) {
        return this.text.startsWith('(?<=', this.at) || this.text.startsWith('(?<!', this.at)
          ? 'lookbehind does not exist in RE2'
          : 'the name of a group is invalid';
      }
      if (this.names.has(named[1] ?? '')) {
        return 'two groups have the same name';
      }
      this.names.add(named[1] ?? '');
      this.at += named[0].length;
      return this.enter();
    }
    const flags = /^\(\?(?:[imsU]*(?:-[imsU]+)?)([:)])/.exec(this.text.slice(this.at));
    if (!flags) {
      return /^\(\?[=!]/.test(this.text.slice(this.at))
        ? 'lookahead does not exist in RE2'
        : 'it has an unknown `(?…` group';
    }
    this.at += flags[0].length;
    return flags[1] === ':' ? this.enter() : null;
  }

  private readonly names = new Set<string>();

  private enter(): string | null {
    this.flush();
    this.groups.push(this.group);
    this.group = { hasOperand: false, repeats: [] };
    return this.groups.length > MAX_DEPTH ? 'it is nested too deeply' : null;
  }

  private close(): string | null {
    const outer = this.groups.pop();
    if (!outer) {
      return 'a `(` is missing';
    }
    this.at++;
    this.flush();
    const { repeats } = this.group;
    this.group = outer;
    this.atom(repeats);
    return null;
  }

  private repeat(afterRepeat: boolean, count: number | null): string | null {
    if (this.text[this.at] === '?') {
      this.at++;
    }
    if (afterRepeat) {
      return 'repetition operators cannot be stacked';
    }
    if (!this.group.hasOperand) {
      return 'a repetition has nothing to repeat';
    }
    this.afterRepeat = true;
    if (count === null) {
      return null;
    }
    const repeats: Repeats = { limit: count, inner: this.operand };
    this.operand = [repeats];
    return count >= 2 && !isWithin(repeats, MAX_REPEAT) ? 'a repetition count is too great' : null;
  }

  private counted(afterRepeat: boolean): string | null {
    const counts = /^\{(0|[1-9]\d*)(?:(,)(0|[1-9]\d*)?)?\}/.exec(this.text.slice(this.at));
    if (!counts) {
      this.at++;
      this.atom([]);
      return null;
    }
    const min = Number(counts[1]);
    const max = counts[2] ? Number(counts[3] ?? -1) : min;
    this.at += counts[0].length;
    if (min > MAX_REPEAT || max > MAX_REPEAT || (max >= 0 && min > max)) {
      return 'a repetition count is too great, or the wrong way round';
    }
    return this.repeat(afterRepeat, max < 0 ? min : max);
  }

  private escapedAtom(): string | null {
    const next = this.text[this.at + 1] ?? '';
    if (next === 'Q') {
      const closing = this.text.indexOf('\\E', this.at + 2);
      const end = closing < 0 ? this.text.length : closing;
      if (end > this.at + 2) {
        this.atom([]);
      }
      this.at = closing < 0 ? end : closing + 2;
      return null;
    }
    if (next !== '' && 'AbBz'.includes(next)) {
      this.at += 2;
      this.atom([]);
      return null;
    }
    const problem = this.unicodeClass() ?? (this.perlClass() ? null : this.escape());
    this.atom([]);
    return problem === '' ? null : problem;
  }

  /** Reads `\p{…}`: an empty text where there is one, a problem where it is wrong, null where there is none. */
  private unicodeClass(): string | null {
    const found = /^\\[pP](?:\{([^}]*)\}|([^{]))?/su.exec(this.text.slice(this.at));
    if (!found) {
      return null;
    }
    const name = (found[1] ?? found[2] ?? '').replace(/^\^/, found[1] === undefined ? '^' : '');
    this.at += found[0].length;
    return isUnicodeClass(name) ? '' : 'it names an unknown class of characters';
  }

  private perlClass(): boolean {
    const isClass = /^\\[dDsSwW]/.test(this.text.slice(this.at, this.at + 2));
    this.at += isClass ? 2 : 0;
    return isClass;
  }

  /** Reads an escape that stands for one character. */
  private escape(): string | null {
    const rest = this.text.slice(this.at, this.at + 32);
    const known =
      /^\\(?:[1-7][0-7]{1,2}|0[0-7]{0,2}|x[0-9a-fA-F]{2}|x\{[0-9a-fA-F]+\}|[afnrtv]|[^a-zA-Z0-9\u0080-\uffff])/.exec(
        rest
      );
    if (!known || (rest.startsWith('\\x{') && parseInt(rest.slice(3), 16) > 0x10ffff)) {
      return rest.length === 1 ? 'it ends with a backslash' : `the escape \`${rest.slice(0, 2)}\` is unknown`;
    }
    this.at += known[0].length;
    this.lastCharacter = escapeValue(known[0]);
    return null;
  }

  /** Code point of the character that `escape` or `classCharacter` read. */
  private lastCharacter = 0;

  private classAt(): string | null {
    this.at++;
    if (this.text[this.at] === '^') {
      this.at++;
    }
    for (let isFirst = true; isFirst || this.text[this.at] !== ']'; isFirst = false) {
      const problem = this.classItem();
      if (problem) {
        return problem;
      }
    }
    this.at++;
    this.atom([]);
    return null;
  }

  private classItem(): string | null {
    const posixEnd = this.text.startsWith('[:', this.at) ? this.text.indexOf(':]', this.at + 2) : -1;
    if (posixEnd >= 0) {
      const name = this.text.slice(this.at, posixEnd + 2);
      this.at = posixEnd + 2;
      return POSIX_CLASS.test(name) ? null : `\`${name}\` is not a class of characters`;
    }
    const unicode = this.unicodeClass();
    if (unicode !== null || this.perlClass()) {
      return unicode || null;
    }
    const problem = this.classCharacter();
    const isRange = this.text[this.at] === '-' && this.at + 1 < this.text.length && this.text[this.at + 1] !== ']';
    if (problem || !isRange) {
      return problem;
    }
    const low = this.lastCharacter;
    this.at++;
    return this.classCharacter() ?? (this.lastCharacter < low ? 'a range of characters is the wrong way round' : null);
  }

  private classCharacter(): string | null {
    if (this.at >= this.text.length) {
      return 'a `]` is missing';
    }
    if (this.text[this.at] === '\\') {
      return this.escape();
    }
    this.lastCharacter = this.text.codePointAt(this.at) ?? 0;
    this.at += codePointLength(this.text, this.at);
    return null;
  }
}

const ESCAPED: Readonly<Record<string, number>> = { a: 7, f: 12, n: 10, r: 13, t: 9, v: 11 };

function escapeValue(escape: string): number {
  const body = escape.slice(1);
  if (body.startsWith('x')) {
    return parseInt(body.replace(/[x{}]/g, ''), 16);
  }
  return /^\d/.test(body) ? parseInt(body, 8) : (ESCAPED[body] ?? body.charCodeAt(0));
}

function isWithin({ limit, inner }: Repeats, allowed: number): boolean {
  if (limit === 0) {
    return true;
  }
  if (limit > allowed) {
    return false;
  }
  const rest = Math.floor(allowed / limit);
  return inner.every((one) => isWithin(one, rest));
}

function isUnicodeClass(name: string): boolean {
  const letters = name.replace(/[ _-]/g, '');
  const canonical = letters.slice(0, 1).toUpperCase() + letters.slice(1).toLowerCase();
  return CATEGORIES.has(canonical) || SCRIPTS.has(canonical) || CATEGORY_NAMES.has(canonical);
}

function codePointLength(text: string, at: number): number {
  return (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1;
}

/** Whether the text holds no half of a surrogate pair. */
function isWellFormed(text: string): boolean {
  return !/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/.test(text);
}

/** What is wrong with a regular expression, as the end of a sentence; null where nothing is. */
export function regexProblem(pattern: string): string | null {
  return new RegexChecker(pattern).check();
}
