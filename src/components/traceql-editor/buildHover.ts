import { check, complete, explain, parse, sentenceAt, tokenize, type Range } from '../../traceql';

export interface HoverText {
  /** Markdown, one for each paragraph. */
  readonly paragraphs: readonly string[];
  /** What it speaks of. */
  readonly range: Range;
}

/** What can be said about the piece of a query at an offset: documentation of the word, meaning of the part. */
export function buildHover(text: string, offset: number, tempo: string): HoverText | null {
  const token = tokenize(text).find(({ range }) => range.start <= offset && offset < range.end);
  if (!token || token.kind === 'comment') {
    return null;
  }
  const documentation = documentationOf(text, token.range, tempo);
  // What is wrong says more than that it is not understood; Monaco shows it by itself.
  const isWrong = check(text, { tempo }).diagnostics.some(
    ({ severity, range }) => severity === 'error' && range.start <= offset && offset < range.end
  );
  const sentence = isWrong ? null : sentenceAt(explain(parse(text).query, { tempo }), offset);
  const paragraphs = [...(documentation ? [documentation] : []), ...(sentence ? [escapeMarkdown(sentence.text)] : [])];
  return paragraphs.length > 0 ? { paragraphs, range: token.range } : null;
}

/** What the list of proposals says of the word. */
function documentationOf(text: string, { start, end }: Range, tempo: string): string | null {
  const word = text.slice(start, end);
  // Inside of a sign and at the end of a word a proposal would replace just that.
  for (const at of [end, end - 1]) {
    const { replace, proposals } = complete(text, at, { tempo });
    const isWhole = replace.end === end && text.slice(replace.start, end).trim().endsWith(word);
    const found = isWhole && proposals.find(({ label }) => label === text.slice(replace.start, end));
    if (found && found.documentation) {
      return `\`${found.label}\`: ${found.documentation}`;
    }
  }
  return null;
}

function escapeMarkdown(text: string): string {
  return text.replace(/[\\`*_{}[\]()#+\-.:!<>|~&]/g, '\\$&');
}
