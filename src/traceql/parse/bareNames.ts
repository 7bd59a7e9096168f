/**
 * Names without a scope: `service.name`, `frontend`. TraceQL has none, people write them all the time; this says what is
 * meant.
 */
import { Invalid } from '../ast';
import { conventionalScope } from '../attributeScopes';
import { Fix, replaceFix } from '../diagnostics';
import { INTRINSICS } from '../intrinsics';
import { quoteString, writeAttribute } from '../quote';
import { Token } from '../tokens';
import { ParserState } from './state';

const T = Token;

/**
 * Reports the bare name that begins at `start`: the current token (a word), or, where `start` lies before it, the dot
 * right behind a word that was already read. Passes over the whole name.
 * @param asValue whether it stands where a value is more likely meant than an attribute: right of a comparison
 */
export function reportBareName(p: ParserState, start: number, asValue = false): Invalid {
  const { lexer } = p;
  const end = endOfName(p);
  const name = p.text.slice(start, end);
  const range = { start, end };
  const asString = replaceFix(`Make it the string ${quoteString(name)}`, range, quoteString(name));
  const attributes = attributeFixes(name, range);
  const fixes = asValue ? [asString, ...attributes] : attributes;
  if (name.startsWith("'")) {
    p.error('single-quotes', 'Strings stand in double quotes or backticks, not in single quotes.', range, [
      p.doubleQuotesFix(range),
    ]);
  } else if (lexer.token === T.Word && !asValue && !name.includes('.') && !/^[\p{L}_]/u.test(name)) {
    p.unexpected('an attribute, an intrinsic or a literal');
  } else if (isLaterWord(p)) {
    p.unexpected('an attribute, an intrinsic or a literal');
  } else {
    const message = asValue
      ? `\`${name}\` is not a value: strings stand in double quotes.`
      : `\`${name}\` has no scope: attributes are written with one, as in \`${firstSuggestion(name)}\`.`;
    p.error(
      asValue ? 'unquoted-string' : 'bare-attribute',
      message,
      range,
      fixes,
      lexer.token === T.Word && p.features.bareWords
    );
  }
  passName(p, end);
  return p.invalid(start, end);
}

/** Whether the word is one of a later release, about which there is more to say. */
function isLaterWord(p: ParserState): boolean {
  return p.lexer.token === T.Word && p.isLaterKeyword();
}

function firstSuggestion(name: string): string {
  return writeAttribute(conventionalScope(name) ?? 'none', false, name);
}

function attributeFixes(name: string, range: { start: number; end: number }): Fix[] {
  const wanted = name.toLowerCase();
  const similar = [...INTRINSICS.keys()].find((intrinsic) => intrinsic.toLowerCase() === wanted);
  const scope = conventionalScope(name);
  const scopes = scope ? [scope] : (['span', 'resource'] as const);
  const written = [...(similar ? [similar] : []), ...scopes.map((one) => writeAttribute(one, false, name))];
  const unscoped = writeAttribute('none', false, name);
  return [...written, unscoped].map((text) => replaceFix(`Use ${text}`, range, text));
}

/** End of the dotted name at the current token, without moving. */
function endOfName(p: ParserState): number {
  let { end } = p.lexer;
  const dotted = /^(?:\.?[^\s{}()=~!<>&|^,"'+*/%]+)?/;
  const rest = p.text.slice(end, end + 256);
  const follows = p.lexer.token === T.Dot || rest.startsWith('.');
  if (follows) {
    end += dotted.exec(rest)?.[0].length ?? 0;
  }
  return end;
}

function passName(p: ParserState, end: number): void {
  while (p.lexer.token !== T.End && p.lexer.start < end) {
    p.lexer.next();
  }
  p.accept(T.AttributeEnd);
}
