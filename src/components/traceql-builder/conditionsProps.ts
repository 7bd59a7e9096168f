import type { ComponentType, ReactNode } from 'react';
import type { LogicalOperator, Path, Place, VisualCondition } from '../../traceql';

export interface ConditionsProps {
  /** Path of the group, which is that of the condition where there is one, and of the filter where there is none. */
  path: Path;
  /** Null where there are less than two. */
  operator: LogicalOperator | null;
  operands: readonly VisualCondition[];
  /** Which operands of the group in the tree each of `operands` stands for. */
  slots: readonly Place[];
  /** Number of the group, with a dot: "2."; empty outside of groups. */
  prefix: string;
  /** Stands beside the choice between all and any, at the top. */
  tools?: ReactNode;
}

/** Conditions hold groups, which hold conditions: those within are drawn by the component that draws those around. */
export type ConditionsComponent = ComponentType<ConditionsProps>;

/** What shows a condition by itself: a group shows its operands, anything else is a single operand. */
export function conditionsProps(condition: VisualCondition, prefix: string, tools?: ReactNode): ConditionsProps {
  const { place } = condition;
  return condition.kind === 'group'
    ? {
        path: condition.path,
        operator: condition.operator,
        operands: condition.operands,
        slots: condition.slots,
        prefix,
        tools,
      }
    : { path: place.group, operator: null, operands: [condition], slots: [place], prefix, tools };
}
