import { t } from '@grafana/i18n';
import React from 'react';
import {
  AGGREGATE_OFFERS,
  changeComparison,
  makeIntrinsic,
  renderExpression,
  replaceNode,
  type Aggregate,
  type AggregateFunction,
  type Literal,
  type Path,
  type VisualAggregate,
  type VisualScalarPipeline,
} from '../../traceql';
import { useBuilder } from './BuilderContext';
import { ComparisonBox } from './ComparisonBox';
import { ExpressionBox } from './ExpressionBox';
import { FieldPicker } from './FieldPicker';
import { NumberBox } from './NumberBox';
import { OptionBox } from './OptionBox';
import { pathKey } from './pathKey';
import { useRowStyles } from './rowStyles';

interface AggregateControlsProps {
  stage: VisualAggregate | VisualScalarPipeline;
  name: string;
}

/** `count() > 2`, `avg(duration) >= 1s`: function, field, operator, value. */
export function AggregateControls({ stage, name }: AggregateControlsProps) {
  const { edit } = useBuilder();
  const styles = useRowStyles();
  const { path, aggregate, operator, value } = stage;
  const aggregatePath = [...path, 'left', ...(stage.kind === 'scalar-pipeline' ? ['aggregate'] : [])];
  const of = t('traceql-builder.of', 'of {{name}}', { name });
  const key = pathKey(path);
  return (
    <div className={styles.bar}>
      <OptionBox<AggregateFunction>
        label={t('traceql-builder.function', 'Function {{of}}', { of })}
        options={AGGREGATE_OFFERS.map((offer) => ({
          value: offer.name as AggregateFunction,
          description: offer.documentation,
        }))}
        value={aggregate.function}
        onChange={(chosen) => edit((query) => replaceNode(query, aggregatePath, withFunction(aggregate, chosen)))}
        width={14}
        focusKey={`${key}:function`}
      />
      {aggregate.argument && <Argument of={of} aggregate={aggregate} path={[...aggregatePath, 'argument']} />}
      <ComparisonBox
        label={t('traceql-builder.operator', 'Operator {{of}}', { of })}
        value={operator}
        onChange={(chosen) => edit((query) => changeComparison(query, path, chosen))}
      />
      <NumberBox
        label={t('traceql-builder.value', 'Value {{of}}', { of })}
        value={value}
        types={['int', 'float', 'duration']}
        onChange={(literal) => edit((query) => replaceNode(query, [...path, 'right'], commented(literal, value)))}
      />
    </div>
  );
}

function commented(literal: Literal, { comments }: Literal): Literal {
  return comments ? { ...literal, comments } : literal;
}

function withFunction(aggregate: Aggregate, name: AggregateFunction): Aggregate {
  const argument = name === 'count' ? null : (aggregate.argument ?? makeIntrinsic('duration'));
  return { ...aggregate, function: name, argument };
}

function Argument({ of, aggregate, path }: { of: string; aggregate: Aggregate; path: Path }) {
  const { edit } = useBuilder();
  const styles = useRowStyles();
  const { argument } = aggregate;
  const label = t('traceql-builder.field', 'Field {{of}}', { of });
  if (!argument) {
    return null;
  }
  return argument.kind === 'attribute' || argument.kind === 'intrinsic' ? (
    <div className={styles.field}>
      <FieldPicker
        label={label}
        field={argument}
        onPick={(field) => edit((query) => replaceNode(query, path, field))}
      />
    </div>
  ) : (
    <ExpressionBox label={label} path={path} text={renderExpression(argument)} />
  );
}
