import { t } from '@grafana/i18n';
import { Button, IconButton } from '@grafana/ui';
import React from 'react';
import { removeNode, replaceNode, setQuantiles, type Literal, type MetricsAggregate, type Query } from '../../traceql';
import { useBuilder } from './BuilderContext';
import { NumberBox } from './NumberBox';
import { useRowStyles } from './rowStyles';

/** Those that most people look at, in the order in which they are added. */
const USUAL = [0.5, 0.9, 0.95, 0.99, 0.999];

/** The quantiles of `quantile_over_time`, from 0 to 1. */
export function Quantiles({ quantiles }: Pick<MetricsAggregate, 'quantiles'>) {
  const { edit, disabled } = useBuilder();
  const styles = useRowStyles();
  const path = ['metrics', 'quantiles'];
  return (
    <div className={styles.bar} role="group" aria-label={t('traceql-builder.quantiles', 'Quantiles')}>
      {quantiles.map((quantile, index) => {
        const number = index + 1;
        return (
          <div key={index} className={styles.bar}>
            <NumberBox
              label={t('traceql-builder.quantile', 'Quantile {{number}}', { number })}
              value={quantile}
              types={['int', 'float']}
              judge={judgeQuantile}
              onChange={(value) => edit((query) => replaceNode(query, [...path, index], value))}
              focusKey={`quantile:${index}`}
            />
            {quantiles.length > 1 && (
              <IconButton
                name="times"
                tooltip={t('traceql-builder.remove-quantile', 'Remove quantile {{number}}', { number })}
                disabled={disabled}
                onClick={() =>
                  edit((query) => removeNode(query, [...path, index]), {
                    say: t('traceql-builder.quantile-removed', 'Quantile removed'),
                    focus: ['quantiles:add'],
                  })
                }
              />
            )}
          </div>
        );
      })}
      <div data-focus="quantiles:add">
        <Button
          size="sm"
          variant="secondary"
          fill="text"
          icon="plus"
          disabled={disabled}
          onClick={() =>
            edit(withAnother, {
              say: t('traceql-builder.quantile-added', 'Quantile added'),
              focus: [`quantile:${quantiles.length}`],
            })
          }
        >
          {t('traceql-builder.add-quantile', 'Add quantile')}
        </Button>
      </div>
    </div>
  );
}

function judgeQuantile(literal: Literal): string | null {
  const isShare = 'value' in literal && typeof literal.value === 'number' && literal.value >= 0 && literal.value <= 1;
  return isShare ? null : t('traceql-builder.no-quantile', 'A quantile lies between 0 and 1, such as 0.95.');
}

function withAnother(query: Query): Query {
  const { metrics } = query;
  if (metrics?.kind !== 'metrics') {
    return query;
  }
  const values = metrics.quantiles.map((quantile) => (quantile.kind === 'invalid' ? NaN : quantile.value));
  const added = USUAL.find((value) => !values.includes(value)) ?? 1;
  // `setQuantiles` would write all of them anew: those that are there keep their spelling.
  const fresh = setQuantiles(query, [added]).metrics;
  const literals = fresh?.kind === 'metrics' ? fresh.quantiles : [];
  return { ...query, metrics: { ...metrics, quantiles: [...metrics.quantiles, ...literals] } };
}
