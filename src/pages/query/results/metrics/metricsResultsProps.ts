import type { ReactNode } from 'react';
import type { QueryQuestion } from '../../../../data';
import type { MetricsAnswer } from '../../../../tempo';
import type { Query } from '../../../../traceql';

export interface MetricsResultsProps {
  answer: MetricsAnswer;
  query: Query;
  question: QueryQuestion;
  /** Of all, with the line of buttons. */
  heightPx: number;
  /** Stands at the end of the line of buttons. */
  actions: ReactNode;
  onOpenTrace(traceId: string): void;
  /** A range of time was selected in a chart. */
  onZoom(fromMs: number, toMs: number): void;
}
