/** TraceQL for Monaco: colours, brackets, comments. */
import type { Monaco, monacoTypes } from '@grafana/ui';
import { tokenizeLine, type LineState, type SyntaxKind } from '../../traceql';

/** Not `traceql`, which belongs to Grafana's Tempo data source. */
export const TRACEQL_LANGUAGE = 'tempo-companion-traceql';

/** Names that Grafana's and Monaco's themes have colours for, readable in both. */
const SCOPES: Readonly<Record<SyntaxKind, string>> = {
  comment: 'comment',
  string: 'string',
  number: 'number',
  scope: 'type',
  attribute: 'variable',
  intrinsic: 'type',
  constant: 'keyword',
  function: 'keyword.flow',
  keyword: 'keyword.flow',
  operator: 'delimiter',
  bracket: 'delimiter.bracket',
  comma: 'delimiter',
  word: 'identifier',
};

class TokensState implements monacoTypes.languages.IState {
  constructor(readonly line: LineState) {}

  clone(): TokensState {
    return this;
  }

  equals(other: monacoTypes.languages.IState): boolean {
    return other instanceof TokensState && other.line === this.line;
  }
}

/** Longer lines would make every key slow; nobody reads their colours. */
const LONGEST_COLOURED_LINE = 20_000;

/** Colours line by line; space and what is too long stay plain. */
export const TRACEQL_TOKENS: monacoTypes.languages.TokensProvider = {
  getInitialState: () => new TokensState('code'),
  tokenize(line, state) {
    if (line.length > LONGEST_COLOURED_LINE) {
      return { tokens: [{ startIndex: 0, scopes: '' }], endState: state };
    }
    const { tokens, state: after } = tokenizeLine(line, state instanceof TokensState ? state.line : 'code');
    const coloured = tokens.flatMap(({ kind, range }, index) => {
      const isFollowed = tokens[index + 1]?.range.start === range.end;
      const space = isFollowed || range.end === line.length ? [] : [{ startIndex: range.end, scopes: '' }];
      return [{ startIndex: range.start, scopes: SCOPES[kind] }, ...space];
    });
    const isIndented = (tokens[0]?.range.start ?? 0) > 0;
    return {
      tokens: isIndented ? [{ startIndex: 0, scopes: '' }, ...coloured] : coloured,
      endState: new TokensState(after),
    };
  },
};

export const TRACEQL_CONFIGURATION: monacoTypes.languages.LanguageConfiguration = {
  comments: { lineComment: '//', blockComment: ['/*', '*/'] },
  brackets: [
    ['{', '}'],
    ['(', ')'],
  ],
  autoClosingPairs: [
    { open: '{', close: '}', notIn: ['string', 'comment'] },
    { open: '(', close: ')', notIn: ['string', 'comment'] },
    { open: '"', close: '"', notIn: ['string', 'comment'] },
    { open: '`', close: '`', notIn: ['string', 'comment'] },
  ],
  surroundingPairs: [
    { open: '{', close: '}' },
    { open: '(', close: ')' },
    { open: '"', close: '"' },
    { open: '`', close: '`' },
  ],
  // Names of attributes hold dashes; a point divides them, so that one part can be selected.
  wordPattern: /[\p{L}\p{N}_][\p{L}\p{N}_-]*/u,
};

const registered = new WeakSet<Monaco>();

/** Makes the language known to a Monaco, once; Monaco cannot forget a language. */
export function registerTraceqlLanguage(monaco: Monaco): void {
  if (registered.has(monaco)) {
    return;
  }
  registered.add(monaco);
  monaco.languages.register({ id: TRACEQL_LANGUAGE });
  monaco.languages.setLanguageConfiguration(TRACEQL_LANGUAGE, TRACEQL_CONFIGURATION);
  monaco.languages.setTokensProvider(TRACEQL_LANGUAGE, TRACEQL_TOKENS);
}
