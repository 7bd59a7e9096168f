import { type ConfigNode, EMPTY_CONFIG } from './configNode';

/** Where and why a text is not the YAML that Go writes. */
export class YamlError extends Error {
  constructor(
    problem: string,
    /** Counts from 1. */
    readonly line: number
  ) {
    super(`line ${line}: ${problem}`);
    this.name = 'YamlError';
  }
}

interface Line {
  /** Spaces before the text. */
  indent: number;
  text: string;
  /** Counts from 1. */
  number: number;
}

/** Deeper than any configuration; keeps a hostile text from exhausting the stack. */
const MAX_DEPTH = 60;
const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', '0': '\0', e: '\u001b' };

/**
 * Reads the YAML that Tempo's status pages write: block maps and lists, plain, quoted and folded scalars, block scalars, empty
 * `{}` and `[]`. Anchors, tags, several documents and flow collections with content do not occur there; the last are kept as
 * text.
 *
 * Source: gopkg.in/yaml.v2 and v3, as used by cmd/tempo/app/app.go (2.6.1 and 3.0.3)
 *
 * @throws YamlError
 */
export function parseYaml(text: string): ConfigNode {
  const lines = text.split('\n').map((raw, index): Line => {
    const trimmed = raw.trimStart();
    return { indent: raw.length - trimmed.length, text: trimmed.trimEnd(), number: index + 1 };
  });
  const reader = new YamlReader(lines);
  return reader.read();
}

class YamlReader {
  private at = 0;

  constructor(private readonly lines: readonly Line[]) {}

  read(): ConfigNode {
    const first = this.peek();
    if (!first) {
      return EMPTY_CONFIG;
    }
    const node = this.node(first.indent, 0);
    const rest = this.peek();
    if (rest) {
      throw new YamlError('indented less than what it belongs to', rest.number);
    }
    return node;
  }

  /** The next line with content. */
  private peek(): Line | undefined {
    for (; this.at < this.lines.length; this.at++) {
      const line = this.lines[this.at];
      if (line && line.text !== '' && !line.text.startsWith('#') && line.text !== '---') {
        return line;
      }
    }
    return undefined;
  }

  private node(indent: number, depth: number): ConfigNode {
    const line = this.peek();
    if (!line) {
      return '';
    }
    if (depth > MAX_DEPTH) {
      throw new YamlError('nested too deeply', line.number);
    }
    if (isItem(line.text)) {
      return this.list(indent, depth);
    }
    return splitKey(line.text) ? this.map(indent, depth) : this.scalar(line, line.text, indent - 1);
  }

  private list(indent: number, depth: number): ConfigNode {
    const items: ConfigNode[] = [];
    for (let line = this.peek(); line?.indent === indent && isItem(line.text); line = this.peek()) {
      const content = line.text.slice(1).trimStart();
      if (content === '') {
        this.at++;
        const next = this.peek();
        items.push(next && next.indent > indent ? this.node(next.indent, depth + 1) : '');
        continue;
      }
      // What stands behind the dash is a node of its own, indented by the dash.
      const inner = indent + line.text.length - content.length;
      if (isItem(content) || splitKey(content)) {
        this.replace({ indent: inner, text: content, number: line.number });
        items.push(this.node(inner, depth + 1));
      } else {
        items.push(this.scalar(line, content, indent));
      }
    }
    return items;
  }

  private map(indent: number, depth: number): ConfigNode {
    const entries = new Map<string, ConfigNode>();
    for (let line = this.peek(); line?.indent === indent; line = this.peek()) {
      const pair = splitKey(line.text);
      if (!pair) {
        throw new YamlError('neither a key nor an item', line.number);
      }
      entries.set(pair.key, this.valueOf(line, pair.value, depth));
    }
    return entries;
  }

  private valueOf(line: Line, value: string, depth: number): ConfigNode {
    if (value !== '') {
      return this.scalar(line, value, line.indent);
    }
    this.at++;
    const next = this.peek();
    // Go writes the items of a list as far to the left as its key (v2), or further in (v3).
    if (next && (next.indent > line.indent || (next.indent === line.indent && isItem(next.text)))) {
      return this.node(next.indent, depth + 1);
    }
    return '';
  }

  /** A scalar that begins in a line and may go on in those that are indented by more than `indent`. */
  private scalar(line: Line, first: string, indent: number): ConfigNode {
    this.at++;
    if (/^[|>][+-]?\d?$/.test(first)) {
      return this.block(indent, first.startsWith('>') ? ' ' : '\n');
    }
    const parts = [first];
    for (let next = this.lines[this.at]; next && next.text !== '' && next.indent > indent; next = this.lines[this.at]) {
      parts.push(next.text);
      this.at++;
    }
    return readScalar(parts.join(' '), line.number);
  }

  private block(indent: number, joint: string): string {
    const parts: string[] = [];
    let base: number | undefined;
    for (
      let next = this.lines[this.at];
      next && (next.text === '' || next.indent > indent);
      next = this.lines[this.at]
    ) {
      base ??= next.text === '' ? undefined : next.indent;
      parts.push(' '.repeat(Math.max(0, next.indent - (base ?? next.indent))) + next.text);
      this.at++;
    }
    return parts.join(joint).trimEnd();
  }

  /** Puts another line in the place of the current one. */
  private replace(line: Line): void {
    (this.lines as Line[])[this.at] = line;
  }
}

function isItem(text: string): boolean {
  return text === '-' || text.startsWith('- ');
}

/** The key and what follows it, or undefined if the line is no pair. */
function splitKey(text: string): { key: string; value: string } | undefined {
  const quote = text[0];
  if (quote === '"' || quote === "'") {
    const end = text.indexOf(quote, 1);
    const isKey = end > 0 && text[end + 1] === ':' && (text.length === end + 2 || text[end + 2] === ' ');
    return isKey ? { key: text.slice(1, end), value: text.slice(end + 2).trim() } : undefined;
  }
  if (text.endsWith(':') && !text.includes(': ')) {
    return { key: text.slice(0, -1), value: '' };
  }
  const colon = text.indexOf(': ');
  return colon > 0 ? { key: text.slice(0, colon), value: text.slice(colon + 2).trim() } : undefined;
}

function readScalar(text: string, line: number): ConfigNode {
  if (text === '{}') {
    return EMPTY_CONFIG;
  }
  if (text === '[]') {
    return [];
  }
  if (text.startsWith('"')) {
    return closed(text, '"', line).replace(/\\(u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|.)/g, (_, code: string) =>
      code.length > 1 ? String.fromCharCode(Number.parseInt(code.slice(1), 16)) : (ESCAPES[code] ?? code)
    );
  }
  if (text.startsWith("'")) {
    return closed(text, "'", line).replaceAll("''", "'");
  }
  return text === 'null' || text === '~' ? '' : text.replace(/ #.*$/, '').trimEnd();
}

function closed(text: string, quote: string, line: number): string {
  if (text.length < 2 || !text.endsWith(quote)) {
    throw new YamlError('a quoted text does not end', line);
  }
  return text.slice(1, -1);
}
