import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import React, { memo, useMemo } from 'react';
import type { Range } from '../../traceql';
import { markPieces, splitPieces, type TextPiece } from './highlightedParts';
import { tokenStyles } from './tokenStyles';

export interface TraceqlTextProps {
  text: string;
  /** The part to mark, as offsets in `text`; a range of no width marks a place. */
  highlight: Range | null;
}

/** A query as coloured text that wraps; to assistive technology it is the text itself, with the marked part. */
export const TraceqlText = memo(function TraceqlText({ text, highlight }: TraceqlTextProps) {
  const styles = useStyles2(getStyles);
  const pieces = useMemo(() => splitPieces(text), [text]);
  const { before, marked, after } = useMemo(() => markPieces(pieces, highlight), [pieces, highlight]);
  return (
    <code className={styles.text}>
      <Pieces pieces={before} />
      {marked && (
        <mark className={marked.length > 0 ? styles.mark : styles.place}>
          <Pieces pieces={marked} />
        </mark>
      )}
      <Pieces pieces={after} />
    </code>
  );
});

function Pieces({ pieces }: { pieces: readonly TextPiece[] }) {
  const classes = useStyles2(tokenStyles);
  return pieces.map(({ text, kind }, index) => {
    const className = kind && classes[kind];
    return className ? (
      <span key={index} className={className}>
        {text}
      </span>
    ) : (
      text
    );
  });
}

const getStyles = (theme: GrafanaTheme2) => ({
  text: css({
    fontFamily: theme.typography.fontFamilyMonospace,
    fontSize: theme.typography.bodySmall.fontSize,
    color: theme.colors.text.primary,
    // Grafana draws a box around code, which would break at every line.
    background: 'none',
    border: 'none',
    padding: 0,
    whiteSpace: 'pre-wrap',
    overflowWrap: 'anywhere',
  }),
  mark: css({
    color: 'inherit',
    background: theme.colors.warning.transparent,
    borderRadius: theme.shape.radius.default,
    boxShadow: `0 0 0 1px ${theme.colors.warning.border}`,
    boxDecorationBreak: 'clone',
  }),
  place: css({
    background: 'none',
    boxShadow: `0 0 0 1px ${theme.colors.warning.border}`,
  }),
});
