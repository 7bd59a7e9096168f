import { css, cx } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { useStyles2 } from '@grafana/ui';
import React, { useMemo, useRef, useState, type FocusEvent, type KeyboardEvent } from 'react';
import { explain, sentenceAt, type Query, type Range } from '../../traceql';
import { nestSentences, type SentenceNode } from './nestSentences';

export interface QueryExplanationProps {
  query: Query;
  /** Version of Tempo, as its build information gives it. */
  tempo: string;
  /** Told of the part of the query that the sentence under the pointer or focus speaks of. */
  onHighlight(range: Range | null): void;
  /** Offset of the cursor in the query's text; the sentence about it is marked. */
  cursor?: number | null;
}

/**
 * A query in plain English, as an indented list. Pointing at a sentence, or going to it with the arrow keys, tells which
 * part of the query it speaks of.
 */
export function QueryExplanation({ query, tempo, onHighlight, cursor = null }: QueryExplanationProps) {
  const sentences = useMemo(() => explain(query, { tempo }), [query, tempo]);
  const nodes = useMemo(() => nestSentences(sentences), [sentences]);
  const list = useRef<HTMLDivElement>(null);
  const [lastFocused, setLastFocused] = useState(0);
  const tabStop = Math.min(lastFocused, sentences.length - 1);
  const focused = useRef<Range | null>(null);

  const about = cursor === null ? null : sentenceAt(sentences, cursor);
  const move = (event: KeyboardEvent) => {
    const next = nextIndex(event.key, tabStop, sentences.length);
    if (next !== null) {
      event.preventDefault();
      list.current?.querySelectorAll('button')[next]?.focus();
    }
  };
  const leave = (event: FocusEvent) => {
    if (!event.currentTarget.contains(event.relatedTarget)) {
      focused.current = null;
      onHighlight(null);
    }
  };
  const props: SentenceListProps = {
    nodes,
    tabStop,
    about: about ? sentences.indexOf(about) : -1,
    onFocus: ({ index, sentence }) => {
      setLastFocused(index);
      focused.current = sentence.range;
      onHighlight(sentence.range);
    },
    onPoint: (node) => onHighlight(node ? node.sentence.range : focused.current),
  };
  return (
    // The keys only move the focus from button to button.
    // eslint-disable-next-line jsx-a11y/no-static-element-interactions
    <div ref={list} onKeyDown={move} onBlur={leave} data-testid="query-explanation">
      <SentenceList {...props} label={t('query.explanation.label', 'What the query does')} />
    </div>
  );
}

function nextIndex(key: string, current: number, count: number): number | null {
  switch (key) {
    case 'ArrowDown':
      return Math.min(current + 1, count - 1);
    case 'ArrowUp':
      return Math.max(current - 1, 0);
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return null;
  }
}

interface SentenceListProps {
  nodes: readonly SentenceNode[];
  /** Index of the sentence that Tab goes to. */
  tabStop: number;
  /** Index of the sentence about the cursor; -1 for none. */
  about: number;
  label?: string;
  onFocus(node: SentenceNode): void;
  onPoint(node: SentenceNode | null): void;
}

function SentenceList({ label, ...props }: SentenceListProps) {
  const { nodes, tabStop, about, onFocus, onPoint } = props;
  const styles = useStyles2(getStyles);
  return (
    // Without it, Safari takes a list without bullets for none.
    // eslint-disable-next-line jsx-a11y/no-redundant-roles
    <ul role="list" aria-label={label} className={label === undefined ? cx(styles.list, styles.inner) : styles.list}>
      {nodes.map((node) => (
        <li key={node.index}>
          <button
            type="button"
            className={styles.sentence}
            tabIndex={node.index === tabStop ? 0 : -1}
            aria-current={node.index === about ? 'true' : undefined}
            onFocus={() => onFocus(node)}
            onMouseEnter={() => onPoint(node)}
            onMouseLeave={() => onPoint(null)}
            onClick={() => onFocus(node)}
          >
            {node.sentence.text}
          </button>
          {node.children.length > 0 && <SentenceList {...props} nodes={node.children} />}
        </li>
      ))}
    </ul>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  list: css({ listStyle: 'none' }),
  inner: css({
    marginLeft: theme.spacing(1),
    paddingLeft: theme.spacing(1),
    borderLeft: `1px solid ${theme.colors.border.medium}`,
  }),
  sentence: css({
    ...theme.typography.body,
    width: '100%',
    padding: theme.spacing(0.25, 1),
    textAlign: 'left',
    overflowWrap: 'anywhere',
    color: theme.colors.text.primary,
    background: 'none',
    border: 'none',
    borderLeft: '3px solid transparent',
    borderRadius: theme.shape.radius.default,
    '&:hover': { background: theme.colors.action.hover },
    '&[aria-current]': { borderLeftColor: theme.colors.primary.main, background: theme.colors.action.selected },
  }),
});
