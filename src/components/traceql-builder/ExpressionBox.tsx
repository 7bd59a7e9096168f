import React from 'react';
import { readExpression, replaceNode, type Path } from '../../traceql';
import { useBuilder } from './BuilderContext';
import { TraceqlBox } from './TraceqlBox';

/** An expression that is more than a field, as text. */
export function ExpressionBox({ label, path, text }: { label: string; path: Path; text: string }) {
  const { edit } = useBuilder();
  const commit = (typed: string): string | null => {
    const read = readExpression(typed);
    if (read.ok) {
      edit((query) => replaceNode(query, path, read.value));
    }
    return read.ok ? null : read.problem;
  };
  return <TraceqlBox label={label} text={text} onCommit={commit} />;
}
