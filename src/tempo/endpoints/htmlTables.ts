/** A table of a web page as plain text. */
export interface HtmlTable {
  /** Texts of `<th>`. */
  header: string[];
  /** Texts of `<td>`, trimmed, white space collapsed. */
  rows: string[][];
}

const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
};
const ENTITY = /&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|(amp|lt|gt|quot|apos|nbsp));/gi;
const CELL_TAGS: ReadonlySet<string> = new Set(['td', 'th']);
/** Elements whose content is not text of the page. */
const RAW_ELEMENTS: ReadonlySet<string> = new Set(['script', 'style']);
const LAST_CODE_POINT = 0x10ffff;

/**
 * The tables of one of Tempo's status pages (dskit's ring and membership pages) as plain text: the way to read a ring
 * where something between takes the `Accept` header away. Nothing of the page is ever rendered or run.
 *
 * Reads the page once from front to back: the time grows with its length only.
 */
export function readHtmlTables(html: string): HtmlTable[] {
  const reader = new TableReader();
  forEachToken(html, reader);
  return reader.tables;
}

/** The text of a piece of HTML without tags, with its entities. */
export function decodeEntities(text: string): string {
  return text.replace(ENTITY, (whole, decimal?: string, hexadecimal?: string, name?: string) => {
    if (name !== undefined) {
      return ENTITIES[name.toLowerCase()] ?? whole;
    }
    const code = decimal !== undefined ? Number(decimal) : Number.parseInt(hexadecimal ?? '', 16);
    return code <= LAST_CODE_POINT ? String.fromCodePoint(code) : whole;
  });
}

class TableReader {
  readonly tables: HtmlTable[] = [];
  private row: string[] | undefined;
  private cell: string[] | undefined;
  private cellTag = '';

  text(text: string): void {
    this.cell?.push(text);
  }

  tag(name: string, isEnd: boolean): void {
    if (name === 'table' && !isEnd) {
      this.tables.push({ header: [], rows: [] });
    } else if (name === 'tr') {
      this.endRow();
      this.row = isEnd ? undefined : [];
    } else if (CELL_TAGS.has(name)) {
      this.endCell();
      this.cell = isEnd ? undefined : [];
      this.cellTag = name;
    } else if (name === 'table') {
      this.endRow();
    } else {
      // Words on both sides of a tag are two words.
      this.cell?.push(' ');
    }
  }

  private endCell(): void {
    const text = this.cell && decodeEntities(this.cell.join('')).replace(/\s+/g, ' ').trim();
    this.cell = undefined;
    if (text === undefined) {
      return;
    }
    if (this.cellTag === 'th') {
      this.tables.at(-1)?.header.push(text);
    } else {
      this.row?.push(text);
    }
  }

  private endRow(): void {
    this.endCell();
    if (this.row && this.row.length > 0) {
      this.tables.at(-1)?.rows.push(this.row);
    }
    this.row = undefined;
  }
}

interface TokenReader {
  text(text: string): void;
  tag(name: string, isEnd: boolean): void;
}

const TAG_NAME = /(\/?)([a-z][a-z0-9]*)/iy;

function forEachToken(html: string, reader: TokenReader): void {
  let at = 0;
  while (at < html.length) {
    const open = html.indexOf('<', at);
    if (open < 0) {
      reader.text(html.slice(at));
      return;
    }
    reader.text(html.slice(at, open));
    if (html.startsWith('<!--', open)) {
      at = after(html, '-->', open);
      continue;
    }
    TAG_NAME.lastIndex = open + 1;
    const match = TAG_NAME.exec(html);
    if (!match && html[open + 1] !== '!') {
      reader.text('<');
      at = open + 1;
      continue;
    }
    const name = (match?.[2] ?? '').toLowerCase();
    const isEnd = match?.[1] === '/';
    at = after(html, '>', open);
    if (RAW_ELEMENTS.has(name) && !isEnd) {
      at = after(html, `</${name}`, at);
    } else if (name !== '') {
      reader.tag(name, isEnd);
    }
  }
}

/** The place after the next such text, or the end of the page. */
function after(html: string, text: string, from: number): number {
  const found = html.indexOf(text, from);
  return found < 0 ? html.length : found + text.length;
}
